"""The one rule of content that a corpus of the bench breaks: one case a month. Ten thousand cases need several."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from casebook.checks import rules, whole


@contextmanager
def several_a_month() -> Iterator[None]:
    """Leaves the rule out; all other checks run as always."""
    kept = tuple(rule for rule in rules.CORPUS_RULES if rule is not whole.month_slot)
    with patch.object(rules, "CORPUS_RULES", kept):
        yield
