"""The models of front matter as JSON Schema, so that an editor's tool completes and checks fields while they are typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casebook.content.schema import MODELS
from casebook.content.vocabulary import Vocabulary


def json_schema(kind: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """The JSON Schema of a page kind, slugs spelled out as ``enum`` with their Chinese names."""
    schema = MODELS[kind].model_json_schema()
    for node in _nodes(schema):
        if facet := node.pop("x-facet", None):
            names = _choices(facet, vocabulary)
            node["enum"], node["markdownEnumDescriptions"] = list(names), list(names.values())
    return schema


def _choices(facet: str, vocabulary: Vocabulary) -> dict[str, str]:
    if facet == "rule":
        return {edition.id: f"{edition.name.zh}（{edition.edition}）" for edition in vocabulary.editions.values()}
    return {slug: term.name.zh for slug, term in vocabulary.facets[facet].terms.items()}


def _nodes(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from _nodes(child)
    elif isinstance(node, list):
        for child in node:
            yield from _nodes(child)
