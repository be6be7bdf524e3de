"""Vouching that a translation agrees with its original: new seals for the sections that were translated anew.

A section whose original has changed gets a new seal when its translation has changed too, or when somebody says in so many
words why it need not; the words are kept beside the seal. So do words give one to a section that lacks its seal among
others, for a seal that was taken away must not come back by itself. A page without any is new, and is sealed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from casebook.base.problems import nearest
from casebook.content.corpus import Page
from casebook.content.drift import Marks, Seal, marks, read_seal
from casebook.content.frontmatter import FrontMatter, parse

_REASON = re.compile(r'^[^<>&"\x00-\x1f]{4,200}(（[^（）]{2,}）|\([^()]{2,}\)|——.{2,}| by .{2,})$')
_KEPT = re.compile(r"(# )?(sections|confirmed):")
"""Begins what is written here in the head of a page, or what a template has in its place."""


@dataclass(frozen=True)
class Renewal:
    """What becomes of the seals of one translation: the new text of its file, the sections sealed, those refused."""

    text: str
    sealed: tuple[str, ...]
    refused: tuple[str, ...]


def reason_fault(reason: str) -> str:
    """Why a text is no reason to keep a translation as it is; empty where it is one."""
    if _REASON.match(reason.strip()):
        return ""
    return f"--confirm 写的是“{reason}”，应为理由和作决定的角色（不写人名），如 --confirm '只改了标点，意思没变（英文编辑）'"


def section_faults(translation: Page, wanted: Collection[str]) -> list[str]:
    """The sections asked for that the translation does not have."""
    known = translation.marks
    return [f"docs/{translation.path} 没有 {name} 这一节{nearest(name, known)}" for name in wanted if name not in known]


def renew(original: Page, translation: Page, wanted: Collection[str] = (), reason: str = "") -> Renewal:
    """New seals for the ``wanted`` sections, or for all. The text is the old one where a section is refused."""
    seals, reasons = dict(translation.meta.sections), dict(translation.meta.confirmed)
    kept: dict[str, str] = {}
    said: dict[str, str] = {}
    sealed, refused = [], []
    for section, now in _pairs(original.marks, translation.marks).items():
        old = read_seal(section, seals.get(section, ""), reasons.get(section, ""))
        if old == now or (wanted and section not in wanted):
            kept |= {section: seals[section]} if section in seals else {}
            said |= {section: reasons[section]} if section in reasons and section in seals else {}
            continue
        vouched = not seals or (old is not None and old.translation != now.translation)
        if not (vouched or reason):
            refused.append(section)
            continue
        said |= {} if vouched else {section: reason.strip()}
        kept[section] = now.written(section, said.get(section, ""))
        sealed.append(section)
    text = translation.text if refused else _written(translation.front, kept, said)
    return Renewal(text, tuple(sealed), tuple(refused))


def _pairs(original: Marks, translation: Marks) -> Mapping[str, Seal]:
    """Section → the marks that its two texts have now."""
    return {name: Seal(original[name], mark) for name, mark in translation.items() if name in original}


def sealed(original: str, translation: str) -> str:
    """The text of a new translation with a seal for each of its sections; ``original`` is the text it was made from."""
    (one, _), (other, _) = parse("", original), parse("", translation)
    seals = {name: seal.written(name, "") for name, seal in _pairs(marks(one), marks(other)).items()}
    return _written(other, seals, {})


def _written(front: FrontMatter, seals: Mapping[str, str], reasons: Mapping[str, str]) -> str:
    """The text of a page with these seals and reasons at the end of its head, one a line."""
    kept, inside = [], False
    for line in front.block.split("\n"):
        inside = bool(_KEPT.match(line)) or (inside and line.startswith((" ", "\t")))
        if not inside:
            kept.append(line)
    if seals:
        kept += ["sections:", *(f"  {section}: {seal}" for section, seal in seals.items())]
    if reasons:
        kept += ["confirmed:", *(f'  {section}: "{reason}"' for section, reason in reasons.items())]
    return "\n".join(["---", *kept, "---", front.body])
