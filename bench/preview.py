"""What an editor waits for: from saving a case to the preview that shows it, as ``make serve`` runs it.

python -m bench.preview 8123    serves the repository in the current folder, with several cases a month
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from statistics import median
from urllib.error import URLError

from mkdocs.__main__ import cli

from bench.exempt import several_a_month
from bench.generate import ROOT, path_of

_EDITS = 3
_PATIENCE = 600
_EVERY = 0.05
_SAID = "存盘之后要等多久"


def preview_s(repo: Path, log: Path) -> float:
    """Seconds from saving an edit of a made-up case until its page shows it: the median of several, Chinese pages only.

    ``repo`` must hold such a case, and is as before afterwards.
    Raises :class:`TimeoutError` when nothing is shown for ten minutes, or the preview ends.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    paths = os.pathsep.join(map(str, (repo / "scripts", ROOT)))
    environment = {**os.environ, "PYTHONPATH": paths, "NO_MKDOCS_2_WARNING": "1", "CASEBOOK_LOCALE": "zh"}
    case = f"cases/{path_of(0)}"
    file = repo / "docs" / f"{case}.md"
    page = f"http://127.0.0.1:{port}/{case}.html"
    written = file.read_text("utf-8")
    command = [sys.executable, "-m", "bench.preview", str(port)]
    with (
        log.open("wb") as output,
        subprocess.Popen(command, cwd=repo, env=environment, stdout=output, stderr=output) as it,
    ):
        try:
            _wait(it, lambda: "<article" in _shown(page))
            waits = [_edit(it, file, page, text) for text in (_edited(written), written) * _EDITS]
        finally:
            file.write_text(written, "utf-8")
            it.send_signal(signal.SIGINT)  # so that it removes what it has written
    return median(waits)


def _edit(server: subprocess.Popen[bytes], file: Path, page: str, text: str) -> float:
    file.write_text(text, "utf-8")
    began = time.monotonic()
    _wait(server, lambda: (_SAID in _shown(page)) == (_SAID in text))
    return time.monotonic() - began


def _edited(text: str) -> str:
    """The page with a few words more at the end of its first paragraph."""
    head, mark, body = text.partition("\n---\n")
    return head + mark + re.sub(r"(?m)^([\u4e00-\u9fff].*)$", rf"\1{_SAID}。", body, count=1)


def _wait(server: subprocess.Popen[bytes], done: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > until or server.poll() is not None:
            raise TimeoutError("预览没有显示")
        time.sleep(_EVERY)


def _shown(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310 - our own server
            content: bytes = answer.read()
    except (URLError, ConnectionError):  # not there yet, or just being written
        return ""
    return content.decode()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background commands ignore it
    with several_a_month():
        cli(["serve", "--dirty", "--dev-addr", f"127.0.0.1:{sys.argv[1]}"])
