"""What makes a template's file, by format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from casebook.toolkit import form_docx, form_xlsx
from casebook.toolkit.forms import Form

Writer: TypeAlias = Callable[[Form], bytes]
WRITERS: Mapping[str, Writer] = MappingProxyType({"xlsx": form_xlsx.write, "docx": form_docx.write})
