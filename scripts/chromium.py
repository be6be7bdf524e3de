"""The machine's own browser, run without a window, as a printer: HTML in, PDF out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge", "chrome")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_CACHES = (".cache/ms-playwright", "Library/Caches/ms-playwright", "AppData/Local/ms-playwright")
_PROGRAMS = ("chrome-linux*/chrome", "chrome-mac*/*/Contents/MacOS/*", "chrome-win*/chrome.exe")
_SECONDS = 120
_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")
HELP = (
    "没有找到浏览器，PDF 没有生成，其他格式不受影响。请安装 Chromium、Chrome 或 Edge，"
    "或者用环境变量 CASEBOOK_BROWSER 指明浏览器程序的位置；也可以用浏览器打开导出的 HTML，打印成 PDF。"
)


class PrintError(Exception):
    """The browser gave no PDF; the message says why."""


def find() -> Path | None:
    """A browser on this machine: the one named, an installed one, Playwright's; ``None`` where there is none."""
    named = os.environ.get("CASEBOOK_BROWSER")
    candidates = [named] if named else [*(shutil.which(name) for name in _NAMES), *_PLACES]
    installed = (Path(path) for path in candidates if path and Path(path).is_file())
    return next(installed, None if named else _playwright())


def _playwright() -> Path | None:
    """The newest browser that Playwright has fetched."""
    caches = [os.environ.get("PLAYWRIGHT_BROWSERS_PATH", ""), *(str(Path.home() / name) for name in _CACHES)]
    found = [file for cache in caches if cache for name in _PROGRAMS for file in Path(cache).glob(f"chromium-*/{name}")]
    return max((file for file in found if file.is_file()), default=None)


def pdf(browser: Path, html: bytes, day: str) -> bytes:
    """The pages as they print. Dates in the file become ``day`` (``2026-11-23``), so that the same pages are the same bytes.

    Raises :class:`PrintError` when the browser fails or takes longer than two minutes.
    """
    with tempfile.TemporaryDirectory(prefix="casebook-print-") as scratch:
        source, target = Path(scratch, "page.html"), Path(scratch, "page.pdf")
        source.write_bytes(html)
        command = [str(browser), "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions",
                   "--disable-dev-shm-usage", "--no-pdf-header-footer", f"--user-data-dir={scratch}/profile",
                   f"--print-to-pdf={target}", source.as_uri()]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # as root the sandbox does not start; the page is our own, without script
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise PrintError(f"浏览器 {_SECONDS} 秒没有打印完") from error
        except OSError as error:
            raise PrintError(f"浏览器 {browser} 不能运行：{error}") from error
        if done.returncode or not target.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().split("\n")[-1][:200]
            raise PrintError(f"浏览器没有生成 PDF（{said or f'退出码 {done.returncode}'}）")
        stamp = day.replace("-", "").encode() + b"000000"
        return _DATE.sub(lambda found: b"/" + found[1] + b" (D:" + stamp, target.read_bytes())
