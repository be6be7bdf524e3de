"""What the fields of a page's front matter mean, read from the models themselves: for templates and for messages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from casebook.content.field_types import UNFILLED
from casebook.content.vocabulary import Vocabulary


@dataclass(frozen=True)
class Field:
    """One field of a model.

    ``facet`` names where its values come from, ``values`` lists them where the model does so itself; ``fields`` are
    the parts of a group. A field with ``many`` holds a list, of at least ``fewest``.
    """

    name: str
    meaning: str
    required: bool
    default: Any
    many: bool
    fewest: int
    facet: str
    values: tuple[str, ...]
    fields: tuple[Field, ...]

    def choices(self, vocabulary: Vocabulary) -> Mapping[str, str]:
        """Value → its Chinese name, for a field that takes the tags of the taxonomy."""
        facet = vocabulary.facets.get(self.facet)
        return {slug: term.name.zh for slug, term in facet.terms.items()} if facet else {}

    @property
    def blank(self) -> Any:
        """What a template writes where nothing is known: the default, or the mark that something is to be written."""
        if not self.required:
            return self.default
        one = {field.name: field.blank for field in self.fields if field.required} if self.fields else UNFILLED
        return [one] * max(self.fewest, 1) if self.many else one


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a model, in its order."""
    whole = model.model_json_schema()
    return _group(whole, whole.get("$defs", {}))


def meaning(model: type[BaseModel], at: tuple[str | int, ...], vocabulary: Vocabulary) -> str:
    """What the value at ``at`` stands for, with the first of its choices; empty where no field has that name."""
    fields, found = fields_of(model), None
    for name in (part for part in at if isinstance(part, str)):
        found = next((field for field in fields if field.name == name), None)
        fields = found.fields if found else ()
    if found is None:
        return ""
    known = [f"{slug}＝{name}" for slug, name in found.choices(vocabulary).items()] or list(found.values)
    more = "……全部见 docs/_data/taxonomy.yml" if len(known) > 6 else ""
    return found.meaning + (f"；可选：{'、'.join(known[:6])}{more}" if known else "")


def _group(node: Mapping[str, Any], defs: Mapping[str, Any]) -> tuple[Field, ...]:
    required = node.get("required", ())
    return tuple(_field(name, child, name in required, defs) for name, child in node["properties"].items())


def _field(name: str, node: Mapping[str, Any], required: bool, defs: Mapping[str, Any]) -> Field:
    many = node.get("type") == "array"
    inner = node["items"] if many else node
    inner = next((part for part in inner.get("anyOf", ()) if part.get("type") != "null"), inner)
    if "$ref" in inner:
        inner = {**defs[inner["$ref"].rpartition("/")[2]], **{key: inner[key] for key in inner if key != "$ref"}}
    return Field(
        name=name,
        meaning=node.get("description", ""),
        required=required,
        default=node.get("default"),
        many=many,
        fewest=node.get("minItems", 0),
        facet=inner.get("x-facet", ""),
        values=tuple(str(value) for value in inner.get("enum", ())),
        fields=_group(inner, defs) if "properties" in inner else (),
    )


def value_of(field: Field, given: str | list[str], vocabulary: Vocabulary) -> Any:
    """What a person wrote for a field, as the model takes it: tags by slug or by Chinese name, several at once."""
    texts = [given] if isinstance(given, str) else given
    if field.facet:
        slugs = {name: slug for slug, name in field.choices(vocabulary).items()}
        slugs |= {re.sub(r"[（(].*", "", name): slug for name, slug in slugs.items()}
        # Some names hold commas themselves, so a text that is a name is not taken apart.
        parts = ([text] if text in slugs else re.split(r"[,，、;；\s]+", text) for text in texts)
        texts = [slugs.get(part, part) for some in parts for part in some if part]
    return list(dict.fromkeys(texts)) if field.many else "、".join(texts)
