"""Data files that pages load as scripts, for opened from a folder a page cannot ``fetch``."""

from __future__ import annotations

import json


def data_script(name: str, value: object) -> bytes:
    """A value as a classic script that hands itself to the page under ``name``; ``value`` is anything JSON can hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'casebook.receive("{name}",{safe})\n'.encode()
