"""Which files of a change are the system itself rather than content.

Whoever changes a workflow, a hook, a script, a template or a lock file changes what runs on the machines that build
the site. Everything is taken for system unless it is known to be content, so that a new kind of file is guarded too.
"""

from __future__ import annotations

from collections.abc import Iterable

_CONTENT = ("docs/",)
_TEXTS = frozenset({"README.md", "CONTRIBUTING.md", "CHANGELOG.md"})


def is_system(path: str) -> bool:
    """Whether a change to ``path`` (relative to the repository) needs the owner of the system."""
    return not path.startswith(_CONTENT) and path not in _TEXTS


def system_files(paths: Iterable[str]) -> list[str]:
    """The system files among ``paths``, sorted."""
    return sorted({path for path in paths if is_system(path)})
