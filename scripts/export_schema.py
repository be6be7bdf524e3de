"""Exports the JSON Schema of each page kind's front matter, for editors' tools.

python scripts/export_schema.py [--output schema]
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from casebook.base.output import sync
from casebook.content import json_schema, schema, vocabulary
from casebook.content.data_files import DATA, load_data
from commands import ROOT


def main() -> int:
    parser = argparse.ArgumentParser(description="导出各类页面信息的 JSON Schema。")
    parser.add_argument("--output", type=Path, default=ROOT / "schema", help="放 JSON Schema 的文件夹")
    folder: Path = parser.parse_args().output
    words = vocabulary.build(load_data(ROOT / "docs" / DATA))
    files = {
        f"{kind}.schema.json": json.dumps(json_schema.json_schema(kind, words), ensure_ascii=False, indent=2).encode()
        + b"\n"
        for kind in schema.MODELS
    }
    sync(folder, files.items())
    print(f"{folder.name}：{'、'.join(files)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
