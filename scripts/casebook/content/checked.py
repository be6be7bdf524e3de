"""What a command that has read and checked the content hands on to the processes that render it."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.content.corpus import Corpus
from casebook.content.publication import Selection

READY = "CASEBOOK_READY"
"""Environment variable: the content is checked and the archive written."""
LOCALE = "CASEBOOK_LOCALE"
"""Environment variable: the one language to build, so that each can have a process of its own."""
DATE = "CASEBOOK_DATE"
"""Environment variable: the day the site is built for, as ``2026-12-01``."""
SAMPLE = "CASEBOOK_SAMPLE"
"""Environment variable: ``no`` leaves out the sample pages."""
PREVIEW = "CASEBOOK_PREVIEW"
"""Environment variable: ``yes`` shows drafts and approved pages too, labelled."""

corpus: Corpus | None = None
"""The content itself, as it is published, for processes forked from the one that read it."""


def selection(environment: Mapping[str, str], *, previews: bool = False) -> Selection:
    """What the environment says is to be built."""
    return Selection(
        date=environment.get(DATE, ""),
        samples=environment.get(SAMPLE) != "no",
        preview=previews or environment.get(PREVIEW) == "yes",
    )


def environment(chosen: Selection) -> Mapping[str, str]:
    """The same the other way round."""
    return {
        DATE: chosen.date,
        SAMPLE: "yes" if chosen.samples else "no",
        PREVIEW: "yes" if chosen.preview else "no",
    }
