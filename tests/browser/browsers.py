"""Finds a browser for the tests, or gets one: the machine's own Chromium, Chrome or Edge; Playwright's; Debian's.

python -m tests.browser.browsers
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge", "chrome")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_HELP = (
    "没有找到浏览器，也没能装上。请任选一种办法，再运行 make test：\n"
    "  1. 安装 Chromium、Chrome 或 Edge（Debian、Ubuntu：sudo apt-get install chromium）；\n"
    "  2. 用环境变量 CASEBOOK_BROWSER 指明浏览器程序的位置；\n"
    "  3. 能连互联网时运行 .venv/bin/python -m playwright install chromium。"
)


def find() -> str | None:
    """The path of a browser on this machine, ``None`` where there is none."""
    named = os.environ.get("CASEBOOK_BROWSER")
    candidates = [named] if named else [*(shutil.which(name) for name in _NAMES), *_PLACES, _playwright()]
    return next((path for path in candidates if path and Path(path).is_file()), None)


def _playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def obtain() -> str | None:
    """A browser by whatever way works here."""
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if Path("/etc/debian_version").exists() and hasattr(os, "geteuid") and os.geteuid() == 0:
        ways += [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk"]]
    for command in ways:
        if found := find():
            return found
        print("正在安装浏览器：", " ".join(command), file=sys.stderr)
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return find()


def main() -> int:
    found = find() or obtain()
    if found is None:
        print(_HELP, file=sys.stderr)
        return 1
    print(f"浏览器：{found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
