"""Writes the editor's snippets, from the template and the taxonomy.

python scripts/export_snippets.py
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from casebook.base.output import write
from casebook.content import vocabulary
from casebook.content.data_files import DATA, load_data, load_templates
from casebook.editing.snippets import snippets
from commands import ROOT

PLACE = Path(".vscode") / "casebook.code-snippets"


def rendered(root: Path) -> bytes:
    """The snippets as a file."""
    data = root / "docs" / DATA
    found = snippets(vocabulary.build(load_data(data)), load_templates(data)["zh"])
    return json.dumps(found, ensure_ascii=False, indent=2).encode() + b"\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="写出编辑器的代码片段，内容取自模板和标签。")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    root: Path = parser.parse_args().root
    write(root / PLACE, rendered(root))
    print(PLACE.as_posix())
    return 0


if __name__ == "__main__":
    sys.exit(main())
