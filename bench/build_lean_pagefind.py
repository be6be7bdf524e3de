"""Builds the lean system: mkdocs without a search, a process for each language, then Pagefind over both.

Says how long mkdocs took: what no build with mkdocs can do without.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from casebook.content.vocabulary import LANGS

from bench.one_language import LOCALE
from bench.systems import lean, mkdocs

PAGES = re.compile(r"^mkdocs: ([0-9.]+) s$", re.MULTILINE)
"""The line that says how long mkdocs took."""


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    first, *others = LANGS
    folders = {first: options.output} | {lang: options.output.with_name(f".{lang}") for lang in others}
    command = mkdocs(lean(options.root))
    began = time.monotonic()
    running = [
        subprocess.Popen([*command, "--site-dir", str(folder)], env={**os.environ, LOCALE: lang})
        for lang, folder in folders.items()
    ]
    codes = [process.wait() for process in running]
    if any(codes):
        return 1
    print(f"mkdocs: {time.monotonic() - began:.1f} s", flush=True)
    for lang in others:
        (folders[lang] / lang).replace(options.output / lang)
        shutil.rmtree(folders[lang])
    return subprocess.run([sys.executable, "-m", "pagefind", "--site", str(options.output)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
