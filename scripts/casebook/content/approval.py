"""The mark of a text that was reviewed: by it one sees whether what is published is what was signed off.

It stands on the review sheet, and once the review is passed, in the front matter. A person can copy any mark there; what it
shows is a change that nobody noticed, not one that somebody hides.
"""

from __future__ import annotations

import json

from casebook.content.drift import consonants
from casebook.content.frontmatter import FrontMatter

_LENGTH = 12
_LATER = {"status", "review", "reviewed", "publish_on", "withdrawn"} | {
    *("checked", "last_checked", "next_check", "currency", "superseded_by")
}
"""What is written after the review, or kept up while the text stands: that articles were compared again, what replaced them."""


def text_mark(front: FrontMatter) -> str:
    """A short hash of a page as a review sees it, whatever its line ends and the order of its fields."""
    body = "\n".join(map(str.rstrip, front.body.strip().split("\n")))
    head = json.dumps(_reviewed(front.data), ensure_ascii=False, sort_keys=True)
    return consonants(f"{head}\n{body}".encode(), _LENGTH)


def _reviewed(value: object) -> object:
    if isinstance(value, dict):
        return {key: _reviewed(child) for key, child in value.items() if key not in _LATER}
    return [_reviewed(child) for child in value] if isinstance(value, list) else value
