"""The site's documents for a search cluster, for the day an archive outgrows static files.

The bulk format is the one OpenSearch and Elasticsearch share: an action line, then a document line. The mapping uses
the ``cjk`` analyser, which both ship: overlapping pairs of characters, as in our own index.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casebook.search.search_index import Document

_TEXT = {"type": "text", "analyzer": "cjk"}
_KEYWORD = {"type": "keyword"}


def mapping() -> dict[str, Any]:
    """Settings and mapping of the index, to be sent before the documents."""
    return {
        "settings": {"number_of_shards": 1, "number_of_replicas": 0},
        "mappings": {
            "dynamic": "strict",
            "properties": {
                "url": _KEYWORD,
                "lang": _KEYWORD,
                "kind": _KEYWORD,
                "month": {"type": "date", "format": "yyyy-MM"},
                "title": _TEXT,
                "tags": _TEXT,
                "words": _TEXT,
                "summary": _TEXT,
                "text": _TEXT,
                "facets": _KEYWORD,
            },
        },
    }


def bulk(index: str, lang: str, documents: Sequence[Document]) -> Iterator[bytes]:
    """The lines of a bulk request that fills ``index``, each ended by a line feed."""
    for document in documents:
        yield _line({"index": {"_index": index, "_id": document.url}})
        yield _line(_source(lang, document))


def _source(lang: str, document: Document) -> Mapping[str, Any]:
    source = {
        "url": document.url,
        "lang": lang,
        "kind": document.kind,
        "title": document.title,
        **{name: document.fields.get(name, "") for name in ("tags", "words", "summary", "text")},
        "facets": list(document.facets),
    }
    return {**source, "month": document.month} if document.month else source


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
