"""Office files that say nothing of who made them, where or when: the same content is the same bytes."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

_CORE = "docProps/core.xml"
_DATES = ("{http://purl.org/dc/terms/}created", "{http://purl.org/dc/terms/}modified")
_PEOPLE = (
    "{http://purl.org/dc/elements/1.1/}creator",
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy",
)


def settled(content: bytes, day: str) -> bytes:
    """An office file with every time in it set to ``day`` (``2026-11-23``) and no name of a person."""
    out = io.BytesIO()
    year, month, date = map(int, day.split("-"))
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (year, month, date, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            data = source.read(name)
            target.writestr(entry, _core(data, day) if name == _CORE else data)
    return out.getvalue()


def _core(data: bytes, day: str) -> bytes:
    root = etree.fromstring(data)
    for element in list(root):
        if element.tag in _PEOPLE:
            root.remove(element)
        elif element.tag in _DATES:
            element.text = f"{day}T00:00:00Z"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
