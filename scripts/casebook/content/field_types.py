"""The types that the fields of front matter have.

Slugs are checked against the vocabulary handed in as validation context.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

Plain = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r'^[^<>&"\x00-\x1f]*$')
]
Blank = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300, pattern=r'^[^<>&"\x00-\x1f]*$')]
Title = Annotated[Plain, StringConstraints(max_length=90)]
Month = Annotated[str, StringConstraints(pattern=r"^(19|20)\d\d-(0[1-9]|1[0-2])$")]


def _real(day: str) -> str:
    """A day that the calendar has."""
    try:
        date.fromisoformat(day)
    except ValueError:
        raise PydanticCustomError("day", "day") from None
    return day


Day = Annotated[
    str, StringConstraints(pattern=r"^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"), AfterValidator(_real)
]
Article = Annotated[str, StringConstraints(pattern=r"^[1-9]\d{0,2}(之[一二三四五六七八九十])?$")]
Role = Annotated[Plain, StringConstraints(max_length=30)]
Status = Literal["sample", "draft", "approved", "published", "withdrawn"]
Minutes = Annotated[int, Field(ge=1, le=600)]
UNFILLED = "【待填】"
"""What a template leaves where an editor still has to write; `checks.unfinished` finds it wherever it stands."""


@dataclass(frozen=True)
class Slug:
    """Marks a text as a slug of ``facet``; the choices also go into the exported JSON Schema."""

    facet: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "x-facet": self.facet}

    def _check(self, slug: str, info: ValidationInfo) -> str:
        words = info.context["vocabulary"] if info.context else None
        terms = words.facets[self.facet].terms if words else {}
        if slug not in terms:
            meant = words.meant(self.facet, slug) if words else ""
            raise PydanticCustomError("term", "{facet}", {"facet": self.facet, "choices": list(terms), "meant": meant})
        return slug


def _edition(rule: str, info: ValidationInfo) -> str:
    editions = info.context["vocabulary"].editions if info.context else {}
    if rule not in editions:
        raise PydanticCustomError("rule", "rule", {"choices": list(editions)})
    return rule


Rule = Annotated[str, AfterValidator(_edition), Field(json_schema_extra={"x-facet": "rule"})]
Issue: TypeAlias = Annotated[str, Slug("issue")]
Audience: TypeAlias = Annotated[str, Slug("audience")]
Priority: TypeAlias = Annotated[str, Slug("priority")]


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)
    """A field's docstring is its meaning, for the template of a new page and for editors' tools."""
