"""A web server for one site that remembers what it was asked for. No compression, no caching headers."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Served:
    """The addresses served since the last ``clear``, relative to the site, and where it is served."""

    def __init__(self, site: Path) -> None:
        self.site, self.base = site, ""
        self.paths: list[str] = []

    def clear(self) -> None:
        self.paths = []

    def kb(self, *beginnings: str) -> float:
        """Bytes of what was served below the given addresses."""
        return sum(self._file(path).stat().st_size for path in self.paths if path.startswith(beginnings)) / 1e3

    def gzip_kb(self) -> float:
        """Bytes of everything served, as a server with gzip would send it."""
        return sum(len(gzip.compress(self._file(path).read_bytes(), 9)) for path in self.paths) / 1e3

    def _file(self, path: str) -> Path:
        return self.site / path


@contextmanager
def serve(site: Path) -> Iterator[Served]:
    served = Served(site)

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # or each answer waits 40 ms for an acknowledgement

        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(site))

        def log_request(self, code: Any = "-", *_: Any) -> None:
            if int(code) == 200:
                served.paths.append(self.path.partition("?")[0].lstrip("/"))

        def log_message(self, *arguments: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.base = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
