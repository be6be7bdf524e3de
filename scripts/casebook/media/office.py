"""Office files (docx, xlsx, pptx): what they carry beside what is seen on paper or screen.

An office file is a zip of XML parts. Its author, comments, tracked changes, hidden slides and sheets, embedded originals
and macros all travel with it; each is named as a fault. ``text`` gives the words, for the search for personal data.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from lxml import etree

from casebook.media import pictures

SUFFIXES = {".docx", ".xlsx", ".pptx"}
MAX_UNPACKED = 50_000_000
_PERSONS = ("creator", "lastModifiedBy", "Manager", "Company")
_CHANGES = {"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "rrc", "rcc"}
_PARTS = {
    "宏": re.compile(r"vbaProject|macrosheets|activeX", re.IGNORECASE),
    "嵌入的原文件": re.compile(r"/embeddings/|oleObject", re.IGNORECASE),
    "批注": re.compile(
        r"/(threaded)?comments?(Extended|Ids|Authors)?\d*\.xml$|/(comments|threadedComments)/|/people\.xml$|/persons?/"
    ),
    "指向别的文件的链接": re.compile(r"/externalLinks/"),
    "自定义属性": re.compile(r"^docProps/custom\.xml$"),
    "缩略图": re.compile(r"^docProps/thumbnail"),
}
_BREAKS = {"p", "si", "row"}


class Fault(NamedTuple):
    """What is wrong with an office file: a stable code and a sentence in Chinese."""

    code: str
    message: str


def faults(content: bytes) -> Iterator[Fault]:
    """Whatever keeps the office file from being handed out."""
    try:
        parts = _parts(content)
        trees = {name: _tree(data) for name, data in parts.items() if name.endswith((".xml", ".rels"))}
    except (zipfile.BadZipFile, etree.XMLSyntaxError, ValueError, RuntimeError, NotImplementedError) as error:
        reason = (
            str(error)
            if isinstance(error, ValueError) and str(error).startswith("文件")
            else "文件打不开，可能已损坏或有密码"
        )
        yield Fault("office-broken", f"{reason}，请重新生成")
        return
    found = [*_named(parts), *_persons(trees), *(what for tree in trees.values() for what in _hidden(tree))]
    found += [f"{PurePosixPath(name).name}：{message}" for name, message in _images(parts)]
    if found:
        yield Fault("office-metadata", f"文件里带有{'、'.join(dict.fromkeys(found))}，请去掉后再发布")


def text(content: bytes) -> str:
    """The words of the file, one paragraph or row a line; empty where it cannot be read."""
    try:
        trees = [_tree(data) for name, data in _parts(content).items() if name.endswith(".xml")]
    except (zipfile.BadZipFile, etree.XMLSyntaxError, ValueError, RuntimeError, NotImplementedError):
        return ""
    return "".join(piece for tree in trees for piece in _words(tree))


def _words(tree: etree._Element) -> Iterator[str]:
    for node in tree.iter("{*}t", "{*}p", "{*}si", "{*}row", "{*}tab", "{*}br", "{*}tc", "{*}title"):
        name = etree.QName(node).localname
        yield "\n" if name in _BREAKS else " " if name in ("tab", "br", "tc") else node.text or ""


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise ValueError(f"文件解开后超过 {MAX_UNPACKED // 1_000_000} MB")
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def _tree(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _named(parts: dict[str, bytes]) -> Iterator[str]:
    for name in parts:
        for what, pattern in _PARTS.items():
            if pattern.search(name if name.startswith("docProps") else f"/{name}"):
                yield what


def _persons(trees: dict[str, etree._Element]) -> Iterator[str]:
    for name in ("docProps/core.xml", "docProps/app.xml"):
        for node in trees[name].iter("{*}*") if name in trees else ():
            if etree.QName(node).localname in _PERSONS and (node.text or "").strip():
                yield "作者或单位"


def _hidden(tree: etree._Element) -> Iterator[str]:
    """Tracked changes, hidden slides, sheets and words, and links that reach outside."""
    for node in tree.iter("{*}*"):
        name = etree.QName(node).localname
        if name in _CHANGES and "wordprocessingml" in str(etree.QName(node).namespace):
            yield "修订痕迹"
        elif name == "vanish":
            yield "隐藏的文字"
        elif name == "sld" and node.get("show") == "0":
            yield "隐藏的幻灯片"
        elif name == "sheet" and node.get("state") in ("hidden", "veryHidden"):
            yield "隐藏的工作表"
        elif name == "Relationship" and node.get("TargetMode") == "External":
            yield "指向外面的链接"


def _images(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    for name, data in parts.items():
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in pictures.FORMATS and "/media/" in name:
            for fault in pictures.faults(data, suffix):
                if fault.code == "picture-metadata":
                    yield name, fault.message
