"""Writes the issue form for a case, from the model, the taxonomy and the template.

python scripts/export_form.py
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import yaml
from casebook.base.output import write
from casebook.content import vocabulary
from casebook.content.data_files import DATA, load_data, load_templates
from casebook.editing.caseform import form
from commands import ROOT

PLACE = Path(".github") / "ISSUE_TEMPLATE" / "case.yml"
HEAD = "# 由 make forms 生成：改页面信息、标签或模板之后重新生成，不要手改。\n"


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as a block, as a person would."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def rendered(root: Path) -> bytes:
    """The form as a file."""
    data = root / "docs" / DATA
    shape = form(vocabulary.build(load_data(data)), load_templates(data)["zh"])
    return (HEAD + yaml.dump(shape, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)).encode()


def main() -> int:
    parser = argparse.ArgumentParser(description="写出案例表单，内容取自页面信息的模型、标签和模板。")
    parser.add_argument("--root", type=Path, default=ROOT, help="仓库所在的文件夹")
    root: Path = parser.parse_args().root
    write(root / PLACE, rendered(root))
    print(PLACE.as_posix())
    return 0


if __name__ == "__main__":
    sys.exit(main())
