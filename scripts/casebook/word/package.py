"""A Word file opened safely: what it is, how much would come out of it, and nothing in it that acts or hides.

A .docx is a zip of XML parts. Everything is decided on its bytes before any converter sees it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from lxml import etree

Parts: TypeAlias = Mapping[str, bytes]
"""Name of a part (``word/document.xml``) → its content."""

MAX_FILE = 30_000_000
MAX_OPENED = 150_000_000
MAX_XML = 20_000_000
MAX_PARTS = 2_000
_SAVE_AS = "请用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”再导入"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"<html": "网页",
    b"<!DOC": "网页",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
}
_SUFFIXES = {
    ".doc": "旧版 Word 文件（.doc）",
    ".wps": "WPS 文字文件（.wps）",
    ".wpt": "WPS 模板（.wpt）",
    ".docm": "带宏的 Word 文件（.docm）",
    ".dotx": "Word 模板（.dotx）",
    ".dotm": "带宏的 Word 模板（.dotm）",
    ".dot": "旧版 Word 模板（.dot）",
    ".rtf": "RTF 文件",
    ".odt": "OpenDocument 文件（.odt）",
    ".pdf": "PDF 文件",
    ".txt": "文本文件",
}
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


class WordError(ValueError):
    """A file that is not brought in; the message says why and what to do, in Chinese."""


def open_package(name: str, content: bytes) -> Parts:
    """The parts of the Word file called ``name``.

    Raises :class:`WordError` for whatever is no plain .docx: other formats, a password, macros, embedded files, parts
    that lie outside, damage, or more content than a case can have.
    """
    _refuse_other_formats(name, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bombs(archive)
            parts = {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise WordError("文件已损坏或不完整，打不开。请用 Word 或 WPS 打开（会提示修复），另存一份再导入") from error
    for fault in _faults(parts):
        raise WordError(fault)
    return parts


def tree(part: bytes) -> etree._Element:
    """A part as XML, without entities, documents of types or anything from outside. Raises :class:`WordError`."""
    if _DOCTYPE.search(part) or _DOCTYPE.search(part.replace(b"\0", b"")):
        raise WordError(f"文件里有不该有的 XML 声明（DOCTYPE），可能被人动过。{_SAVE_AS}")
    try:
        return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise WordError(f"文件内部的 XML 已损坏或嵌套太深。{_SAVE_AS}") from error


def main_part(parts: Parts) -> str:
    """Name of the part that holds the text; empty where there is none."""
    for each in tree(parts["_rels/.rels"]).iter("{*}Relationship") if "_rels/.rels" in parts else ():
        target = str(each.get("Target", "")).lstrip("/")
        if str(each.get("Type", "")).endswith("/officeDocument") and target.startswith("word/") and target in parts:
            return target
    return ""


def relations(parts: Parts) -> Iterator[tuple[str, str, bool]]:
    """Kind, target and whether it lies outside, for every relation of every part."""
    for name, content in parts.items():
        if name.endswith(".rels"):
            for each in tree(content).iter("{*}Relationship"):
                outside = each.get("TargetMode") == "External"
                yield str(each.get("Type", "")).rpartition("/")[2], str(each.get("Target", "")), outside


def _refuse_other_formats(name: str, content: bytes) -> None:
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if len(content) > MAX_FILE:
        raise WordError(
            f"文件有 {len(content) // 1_000_000} MB，至多 {MAX_FILE // 1_000_000} MB。请压缩或去掉里面的图片"
        )
    if not content:
        raise WordError("文件是空的（0 字节）。请确认稿子已经保存，再导入")
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise WordError("文件设了打开密码。请用 Word 或 WPS 打开，取消密码（文件→信息→保护文档），保存后再导入")
        raise WordError(f"这是{_SUFFIXES.get(suffix, '旧版 Office 文件')}，不是 .docx。{_SAVE_AS}")
    if suffix != ".docx":
        raise WordError(f"这是{_SUFFIXES.get(suffix, f'“{name}”')}，只能导入 .docx。{_SAVE_AS}")
    if not content.startswith(b"PK"):
        kind = next((kind for start, kind in _OTHERS.items() if content[:5].startswith(start)), "")
        raise WordError(f"扩展名是 .docx，内容却{f'是{kind}' if kind else '不是 Word 文档，也可能已损坏'}。{_SAVE_AS}")


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    """The sizes a zip declares bound what is read from it, so they are looked at before anything is unpacked."""
    entries = archive.infolist()
    opened = sum(entry.file_size for entry in entries)
    largest = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    if opened > MAX_OPENED or largest > MAX_XML or len(entries) > MAX_PARTS:
        raise WordError(
            f"文件解开后有 {opened // 1_000_000} MB、{len(entries)} 个部分，超过限度，没有打开。请检查文件来源"
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise WordError("文件设了密码。请用 Word 或 WPS 打开，取消密码，保存后再导入")
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) != len(names):
        raise WordError(f"文件里有同名的部分，可能被人动过。{_SAVE_AS}")


def _faults(parts: Parts) -> Iterator[str]:
    """What keeps an opened package from being brought in."""
    if "[Content_Types].xml" not in parts or not main_part(parts):
        kinds = {
            "xl/workbook.xml": "Excel 表格",
            "ppt/presentation.xml": "PowerPoint 演示文稿",
            "content.xml": "OpenDocument 文件",
        }
        kind = next((kind for part, kind in kinds.items() if part in parts), "别的压缩文件")
        yield f"这是{kind}，不是 Word 文档。{_SAVE_AS}"
        return
    types = parts["[Content_Types].xml"].decode("utf-8", "replace")
    if "macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in parts):
        yield f"文件里有宏。宏可能带病毒，也不进知识库。{_SAVE_AS}，保存时选不带宏的格式"
    objects = [name for name in parts if re.match(r"word/(embeddings|activeX|afchunk|diagrams|charts)\b", name)]
    kinds_ = {kind for kind, _, _ in relations(parts)}
    if objects or kinds_ & {"oleObject", "package", "control", "aFChunk", "subDocument", "frame"}:
        yield (
            "文件里嵌着别的文件或对象（Excel 表、图表、SmartArt、附件、控件），里面可能有看不见的数据。"
            "请在 Word 里把它剪切，再“选择性粘贴”为图片，或改成普通表格，保存后再导入"
        )
    for kind, target, outside in relations(parts):
        if outside and kind not in ("hyperlink", "attachedTemplate"):
            what = "图片" if kind == "image" else "内容"
            yield f"有{what}没有存在文件里，而是链接到“{target[:60]}”。请在 Word 里删去，重新插入{what}本身，保存后再导入"
