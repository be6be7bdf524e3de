"""What a command that has read and checked the content hands on to the processes that render it."""

from __future__ import annotations

from casebook.corpus import Corpus

READY = "CASEBOOK_READY"
"""Environment variable: the content is checked and the archive written."""
LOCALE = "CASEBOOK_LOCALE"
"""Environment variable: the one language to build, so that each can have a process of its own."""

corpus: Corpus | None = None
"""The content itself, for processes forked from the one that read it."""
