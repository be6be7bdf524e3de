"""Builds the whole site: checks the content, writes the archive, renders and indexes each language, puts it in place.

    python scripts/build_site.py [--output site] [--date 2026-12-01] [--without-sample] [--preview]

Each language is a process: this one renders the first, the others are forked from it where the system can, with the
content that was read and checked in place. Nothing of the previous site is touched until the new one is whole.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import runpy
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

from casebook.base.output import measured, replace_folder, sync, write
from casebook.content import checked
from casebook.content.corpus import GENERATED, Corpus
from casebook.content.vocabulary import LANGS, Lang
from casebook.publishing import site
from commands import ROOT, released, selected, selecting

_OURS = "assets/casebook/base.js"
"""A file by which a folder is known to hold a site of ours, and may be replaced."""
PREVIEW = "preview.txt"
"""A file of a preview, by which it is known not to be for publishing."""
_UNUSED = ("assets/javascripts/lunr", "assets/javascripts/workers")
"""Parts of the theme that only its own search needs."""


def main() -> int:
    gc.set_threshold(50_000, 20, 20)  # a page makes many short-lived objects, and hardly any that only it can find
    parser = argparse.ArgumentParser(description="生成整个网站。内容有问题时不动原有的网站。")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    parser.add_argument("--output", type=Path, help="放网站的文件夹，默认为仓库里的 site")
    selecting(parser)
    options = parser.parse_args()
    root: Path = options.root.resolve()
    selection = selected(options)
    corpus = released(root, "网站", selection)
    if corpus is None:
        return 1
    os.environ |= checked.environment(selection)
    checked.corpus = corpus
    sync(root / "docs" / GENERATED, site.archive(corpus).items())
    target: Path = (options.output or root / "site").resolve()
    if target.exists() and any(target.iterdir()) and not (target / _OURS).is_file():
        print(f"{target} 里有别的东西，不是生成的网站；请换一个空文件夹。", file=sys.stderr)
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".site-", dir=target.parent) as scratch:
        built = build(root, Path(scratch), epoch(corpus))
        if built is None:
            print("生成失败，网站没有改动。", file=sys.stderr)
            return 1
        if selection.preview:
            write(built / PREVIEW, "这是预览，有未审定、未发布的内容，不得转发、不得发布。\n".encode())
        replace_folder(built, target)
    files, size = measured(target)
    shown = target.relative_to(Path.cwd()) if target.is_relative_to(Path.cwd()) else target
    print(f"{shown}：{files} 个文件，{size / 1e6:.1f} MB")
    return 0


def epoch(corpus: Corpus) -> int:
    """The day of the last change of any page, as seconds: the only date that the build stamps on anything."""
    last = max((page.meta.updated for page in corpus.pages), default="2020-01-01")
    return int(datetime.fromisoformat(last).replace(tzinfo=UTC).timestamp())


def build(root: Path, scratch: Path, stamp: int) -> Path | None:
    """Renders all languages side by side below ``scratch``; gives the folder that holds them, or ``None``."""
    gc.freeze()  # what was read so far stays: the collector need not look at it again, nor copy it into each process
    running = [_start(root, scratch / lang, lang, stamp) for lang in LANGS[1:]]
    codes = [_render(root, scratch / LANGS[0], LANGS[0], stamp)]
    for process in running:
        process.join()
        codes.append(process.exitcode or 0)
    if any(codes):
        return None
    first, *others = (scratch / lang for lang in LANGS)
    for lang, folder in zip(LANGS[1:], others, strict=True):
        (folder / lang).replace(first / lang)
        for part in ("search", "training/kits"):
            (folder / part / lang).replace(first / part / lang)
    for name in _UNUSED:
        shutil.rmtree(first / name)
    for file in [*first.rglob("*.map"), *first.glob("sitemap.xml*")]:
        file.unlink()  # a site map needs the address of the site, which is not known here
    return first


def _start(root: Path, folder: Path, lang: Lang, stamp: int) -> BaseProcess:
    able = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if able else None)
    process = context.Process(target=_exit_with_render, args=(root, folder, lang, stamp))
    process.start()
    return process


def _exit_with_render(root: Path, folder: Path, lang: Lang, stamp: int) -> None:
    sys.exit(_render(root, folder, lang, stamp))


def _render(root: Path, folder: Path, lang: Lang, stamp: int) -> int:
    """Runs mkdocs for one language in this process; gives its exit code."""
    os.chdir(root)
    os.environ |= {
        checked.READY: "1",
        checked.LOCALE: lang,
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": str(stamp),
    }
    sys.argv = ["mkdocs", "build", "--strict", "--site-dir", str(folder), "--config-file", "mkdocs.yml"]
    try:
        runpy.run_module("mkdocs", run_name="__main__")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    return 0


if __name__ == "__main__":
    sys.exit(main())
