"""Records that English pages agree with the Chinese text as it stands now, section by section.

python scripts/renew_translation.py docs/rules/gifts.en.md [--section points] [--confirm '理由（角色）']
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from os.path import normpath
from pathlib import Path

from casebook.base.output import write
from casebook.base.problems import BadDataError, nearest
from casebook.content.corpus import Corpus, Page
from casebook.content.reader import read
from casebook.editing.renewal import Renewal, reason_fault, renew, section_faults
from commands import ROOT


def main() -> int:
    options = _parser().parse_args()
    root: Path = options.root.resolve()
    try:
        corpus, _ = read(root)
    except BadDataError as error:
        return _refuse([str(error)])
    pages, faults = _pages(root, options.paths, corpus)
    faults += [fault for page in pages for fault in section_faults(page, options.section)]
    if options.confirm and (fault := reason_fault(options.confirm)):
        faults.append(fault)
    if faults:
        return _refuse(faults)
    renewals = {page.path: renew(corpus.by_path[page.base], page, options.section, options.confirm) for page in pages}
    if refused := [fault for page in pages for fault in _refusals(page, renewals[page.path])]:
        return _refuse(refused)
    for page in pages:
        if renewals[page.path].text != page.text:
            write(root / "docs" / page.path, renewals[page.path].text.encode())
            print(f"docs/{page.path}：记下 {'、'.join(renewals[page.path].sealed) or '去掉多余的记号'}")
    changed = sum(renewals[page.path].text != page.text for page in pages)
    print(f"看了 {len(pages)} 页译文，改写 {changed} 页。")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="记下英文页的各节是照现在的中文译的。中文改过、译文没有改的小节不记，除非用 --confirm 说明为什么不必改。"
    )
    parser.add_argument(
        "paths", nargs="+", metavar="文件或文件夹", help="英文页（.en.md），或放着它们的文件夹，如 docs"
    )
    parser.add_argument("--section", action="append", default=[], help="只记这一节，如 facts；可写几次，默认各节都记")
    parser.add_argument(
        "--confirm",
        default="",
        metavar="理由（角色）",
        help="译文不必改的理由和作决定的角色，如 '只改了标点（英文编辑）'",
    )
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    return parser


def _pages(root: Path, given: Iterable[str], corpus: Corpus) -> tuple[list[Page], list[str]]:
    """The translations named on the command line, and what is wrong with a name."""
    pages: dict[str, Page] = {}
    faults = []
    for name in given:
        place = next((path for path in _places(root, name) if path.exists() and path.is_relative_to(root)), None)
        if place is None:
            known = [f"docs/{page.path}" for page in corpus.translations.values()]
            faults.append(f"没有“{name}”这个文件或文件夹{nearest(name, known)}")
            continue
        found = {page.path: page for page in corpus.translations.values() if _is_under(root, page, place)}
        if place.is_file() and not found:
            faults.append(f"{name} 不是能读的英文页（….en.md）；页面信息有错的，先照检查改好")
        pages |= {path: page for path, page in found.items() if page.base in corpus.by_path}
    return list(pages.values()), faults


def _places(root: Path, name: str) -> Iterator[Path]:
    for base in (Path.cwd(), root, root / "docs"):
        yield Path(normpath(base / name))


def _is_under(root: Path, page: Page, place: Path) -> bool:
    return (root / "docs" / page.path).is_relative_to(place)


def _refusals(page: Page, renewal: Renewal) -> Iterator[str]:
    for name in renewal.refused:
        with_reason = f"加 --section {name} --confirm '理由（角色）'"
        if name in page.meta.sections:
            yield (
                f"docs/{page.path} 的 {name}：中文改过，译文没有改，不能记下。请先译好这一节；确实不必改的，{with_reason}"
            )
        else:
            yield (
                f"docs/{page.path} 的 {name}：别的小节有记号，这一节没有，不能直接记。与原文逐句核对，"
                f"写明是新译的还是记号丢了，{with_reason}"
            )


def _refuse(faults: Iterable[str]) -> int:
    print("\n".join([*faults, "什么也没有写。"]), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
