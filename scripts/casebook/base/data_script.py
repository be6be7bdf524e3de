"""Data files that pages load as scripts, for opened from a folder a page cannot ``fetch``."""

from __future__ import annotations

import orjson


def data_script(name: str, value: object) -> bytes:
    """A value as a classic script that hands itself to the page under ``name``; ``value`` is anything JSON can hold."""
    text = orjson.dumps(value)
    safe = text.replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")
    return b'casebook.receive("%s",%s)\n' % (name.encode(), safe)
