"""The corpus as data for others: cases as JSON and CSV, all pages as JSON, cases as Atom feeds."""

from __future__ import annotations

import csv
import io
import json
import posixpath
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any

from casebook.content.corpus import GENERATED, Corpus, Page, url
from casebook.content.vocabulary import LANGS, Lang, Vocabulary

_ATOM = "http://www.w3.org/2005/Atom"
_TAGS = ("discipline", "issue", "domain", "measure", "form", "audience", "priority", "provenance")


def cases(corpus: Corpus) -> list[dict[str, Any]]:
    """One record per case and language, newest first."""
    return [_case(corpus, case, lang) for case in corpus.cases for lang in LANGS]


def _case(corpus: Corpus, case: Page, lang: Lang) -> dict[str, Any]:
    meta = case.meta
    return {
        "id": case.id,
        "month": meta.month,
        "url": case.url(lang),
        "title": corpus.title(case, lang),
        "summary": corpus.summary(case, lang),
        "lang": lang,
        "translated": corpus.in_lang(case, lang).lang == lang,
        **{tag: getattr(meta, tag) for tag in _TAGS},
        "rules": [
            {key: value for key, value in citation.model_dump().items() if value and key != "checked"}
            for citation in meta.legal_basis
        ],
        "conduct": meta.conduct.model_dump(),
        "handled": meta.handled,
        "minutes": meta.minutes.model_dump(),
        "status": meta.status,
        "updated": meta.updated,
    }


def pages(corpus: Corpus, generated: Mapping[str, str]) -> list[dict[str, Any]]:
    """One record per page and language of the whole site; ``generated`` maps paths below ``docs/archive`` to text."""
    records = [_page(corpus, page, lang) for page in corpus.originals for lang in LANGS]
    for path in sorted(name for name in generated if not name.endswith(".en.md")):
        base = f"{GENERATED}/{path}"
        for lang in LANGS:
            text = generated[path if lang == "zh" else path.replace(".md", ".en.md")]
            head = {"url": url(base, lang), "lang": lang, "kind": "other", "id": base.removesuffix(".md")}
            records.append({**head, "title": _title(text), "priority": [], "issue": [], "translated": True})
    return records


def _title(text: str) -> str:
    return text.split('title: "', 1)[1].split('"\n', 1)[0]


def _page(corpus: Corpus, page: Page, lang: Lang) -> dict[str, Any]:
    meta = page.meta
    record = {
        "url": page.url(lang),
        "lang": lang,
        "kind": page.kind,
        "id": page.id,
        "title": corpus.title(page, lang),
        "priority": [page.id] if page.kind == "priority" else list(getattr(meta, "priority", ())),
        "issue": list(getattr(meta, "issue", ())),
        "translated": corpus.in_lang(page, lang).lang == lang,
    }
    extra = {"rule": "topics", "culture": "theme"}.get(page.kind)
    return {**record, extra: getattr(meta, extra)} if extra else record


def to_json(records: list[dict[str, Any]]) -> str:
    """One record a line, so that a change shows as a change of one line."""
    return "[\n" + ",\n".join(json.dumps(record, ensure_ascii=False) for record in records) + "\n]\n"


def to_csv(records: list[dict[str, Any]], words: Vocabulary) -> str:
    """The records as a table that spreadsheet programs open in the right encoding; lists joined by a semicolon.

    Beside the codes of a tag stand its names in the record's language, for those who read the table.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    named = [_named(record, words) for record in records]
    writer.writerow(named[0] if named else ())
    for record in named:
        writer.writerow([_cell(value) for value in record.values()])
    return "\ufeff" + out.getvalue()


def _named(record: dict[str, Any], words: Vocabulary) -> dict[str, Any]:
    """A record with the names of each tag after its codes: ``issue``, ``issue_name``."""
    found: dict[str, Any] = {}
    for key, value in record.items():
        found[key] = value
        if key in _TAGS:
            slugs = value if isinstance(value, list) else [value]
            found[f"{key}_name"] = [words.name(key, slug, record["lang"]) for slug in slugs]
    return found


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_cell(item) for item in value)
    if isinstance(value, dict):
        return " ".join(_cell(item) for item in value.values())
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def feed(corpus: Corpus, lang: Lang, limit: int = 24) -> bytes:
    """The newest cases as an Atom feed, stamped with the day each page was last changed."""
    words = corpus.vocabulary
    chosen = corpus.cases[:limit]
    at = url(f"{GENERATED}/feed.xml", lang).removesuffix(".xml") + ".xml"
    ET.register_namespace("", _ATOM)
    root = ET.Element(
        f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-Hans" if lang == "zh" else "en"}
    )
    _add(root, "id", f"urn:casebook:archive:{lang}")
    _add(root, "title", words.label("feed_title", lang))
    _add(root, "updated", _stamp(max((case.meta.updated for case in chosen), default="2000-01-01")))
    _add(_add(root, "author"), "name", words.label("site_name", lang))
    _add(root, "link", rel="self", type="application/atom+xml", href=posixpath.basename(at))
    _add(root, "link", rel="alternate", type="text/html", href="index.html")
    for case in chosen:
        entry = _add(root, "entry")
        _add(entry, "id", f"urn:casebook:case:{case.id}:{lang}")
        _add(entry, "title", corpus.title(case, lang))
        _add(entry, "updated", _stamp(case.meta.updated))
        _add(entry, "published", _stamp(f"{case.meta.month}-01"))
        _add(
            entry,
            "link",
            rel="alternate",
            type="text/html",
            href=posixpath.relpath(case.url(lang), posixpath.dirname(at)),
        )
        _add(entry, "summary", corpus.summary(case, lang))
        for slug in case.meta.issue:
            _add(entry, "category", term=slug, label=words.name("issue", slug, lang))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _stamp(day: str) -> str:
    return f"{day}T00:00:00+08:00"


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = text
    return child
