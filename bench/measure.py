"""Runs a build and watches it: wall time, and the most memory its processes held together; then the site's size."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import psutil

from tests.browser.browsers import find

_EVERY = 0.25
_VERSIONS = ("mkdocs", "mkdocs-material", "jieba", "pagefind")


@dataclass(frozen=True)
class Build:
    seconds: float
    peak_mb: float


def run(command: Sequence[str], paths: Sequence[Path], limit: float, log: Path) -> Build | None:
    """Runs the command to its end; ``None`` when it fails or needs more than ``limit`` seconds."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths)), "NO_MKDOCS_2_WARNING": "1"}
    with log.open("wb") as output:
        began = time.monotonic()
        process = psutil.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
        peak = 0
        while process.poll() is None:
            peak = max(peak, _memory(process))
            if time.monotonic() - began > limit:
                _end(process)
                return None
            time.sleep(_EVERY)
        seconds = time.monotonic() - began
    return Build(seconds, peak / 1e6) if process.returncode == 0 else None


def machine() -> dict[str, str]:
    """What the figures depend on: the machine, and what was compared."""
    version = subprocess.run([str(find()), "--version"], capture_output=True, text=True, check=True).stdout
    return {
        "CPU": f"{platform.machine()} × {psutil.cpu_count()}",
        "RAM": f"{psutil.virtual_memory().total / 2**30:.0f} GB",
        "OS": platform.system(),
        "Python": platform.python_version(),
        "Chromium": " ".join(re.findall(r"\d+", version)[:1]),  # in full it would pass for a phone number
        **{name: metadata.version(name) for name in _VERSIONS},
    }


def _tree(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _memory(process: psutil.Process) -> int:
    """What the process and all it started hold at this moment, in bytes."""
    total = 0
    for member in _tree(process):
        try:
            total += member.memory_full_info().pss  # what processes share counts once
        except psutil.NoSuchProcess:
            continue
    return total


def _end(process: psutil.Popen) -> None:
    for member in reversed(_tree(process)):
        member.kill()
    process.wait()


def site_mb(site: Path) -> float:
    return sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) / 1e6


def max_page_kb(site: Path) -> float:
    """The size of the largest page."""
    return max(file.stat().st_size for file in site.rglob("*.html")) / 1e3
