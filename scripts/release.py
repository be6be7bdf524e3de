"""Packs the built site for transfer, or verifies a package that arrived.

python scripts/release.py [--site site] [--output dist/release]
python scripts/release.py --verify PACKAGE      a .tar.gz, a .zip, or the folder it was unpacked into
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from casebook.base.output import drafted, sync
from casebook.publishing import release
from casebook.publishing.packages import contents
from casebook.publishing.release import PackageError

sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
ROOT = Path(__file__).parent.parent


def main() -> int:
    parser = argparse.ArgumentParser(description="把生成的网站打成发布包，或核对收到的包。")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    parser.add_argument("--site", type=Path, help="生成的网站，默认为仓库里的 site")
    parser.add_argument("--output", type=Path, help="放发布包的文件夹，默认为仓库里的 dist/release")
    parser.add_argument("--verify", type=Path, metavar="包", help="核对一个 .tar.gz、.zip，或解开后的文件夹")
    parser.add_argument("--date", default="", help="网站是为哪一天生成的，写法与 build_site.py 相同")
    options = parser.parse_args()
    try:
        if options.verify:
            return verify(options.verify)
        root: Path = options.root
        return pack(root, options.site or root / "site", options.output or root / "dist" / "release", options.date)
    except PackageError as error:
        print(error, file=sys.stderr)
        return 1


def pack(root: Path, site: Path, target: Path, date: str) -> int:
    """Writes both packages and, beside them, the lists of their own digests for signing."""
    from build_site import PREVIEW, epoch  # here, not above: a bare Python can verify a package without these libraries
    from casebook.content import checked, publication
    from commands import sound

    if not (site / "index.html").is_file():
        print(f"{site} 里没有生成的网站，请先运行 make site。", file=sys.stderr)
        return 1
    if (site / PREVIEW).is_file():
        print(f"{site} 是预览，有未审定的内容，不能发布；请去掉 PREVIEW，重新运行 make release。", file=sys.stderr)
        return 1
    corpus = sound(root, "发布包")
    if corpus is None:
        return 1
    selection = checked.selection({**os.environ, checked.DATE: date})
    lists, day = release.manifest(site), epoch(publication.published(corpus, selection))
    name, when = release.name(lists, day), release.moment(lists, day)
    sync(target, ())
    for ending, write in release.WRITERS.items():
        with drafted(target / f"{name}.{ending}") as stream:
            write(stream, name, release.items(site, lists), when)
    for file, content in release.manifest(target).items():
        with drafted(target / file) as stream:
            stream.write(content)
    for path in release.listing(target):
        print(f"{target.name}/{path}：{(target / path).stat().st_size:,} 字节")
    return 0


def verify(package: Path) -> int:
    """Prints every fault of the package; nothing is unpacked."""
    if not package.exists():
        print(f"没有 {package}，请写发布包或解开后的文件夹。", file=sys.stderr)
        return 1
    found = contents(package)
    faults = list(release.faults(found.digests, found.lists))
    for fault in faults:
        print(fault)
    unknown = release.LISTS.keys() - release.known().keys()
    for title in sorted(unknown & found.lists.keys()):
        print(f"这台机器不会算 {title}，只核对了文件名；另一份清单照常核对。", file=sys.stderr)
    print(f"{package.name}：{len(found.digests)} 个文件，{len(faults)} 处不符", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
