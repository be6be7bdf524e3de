"""Whether a translation still says what its original says, section by section.

The head of a translation keeps a seal for each section: the marks that the two texts had when somebody last vouched that
they agree, and a check over both, so that a seal typed by hand shows. A mark is a short hash of a text without its white
space; the sections are ``head`` (the translated values of the front matter), ``top`` (what stands before the first
section), and those with an id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeAlias

from casebook.content.frontmatter import FrontMatter
from casebook.content.markdown import HEADING, prose

Marks: TypeAlias = Mapping[str, str]
"""Section → mark of its text."""
HEAD, TOP = "head", "top"
_VALUES = ("title", "summary", "question", "person", "era", "objectives")
"""What of the front matter is translated."""
_MARK, _CHECK = 8, 4
_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")


@dataclass(frozen=True)
class Seal:
    """The marks of original and translation at the time when they agreed."""

    original: str
    translation: str

    def written(self, section: str, reason: str) -> str:
        """The seal as it stands in the front matter. ``reason`` is why it was renewed without a new translation."""
        check = mark(f"{section} {self.original} {self.translation} {reason}")[:_CHECK]
        return f"{self.original}-{self.translation}-{check}"


def read_seal(section: str, written: str, reason: str) -> Seal | None:
    """The seal of a section; ``None`` for one that was not written by the command or no longer fits its reason."""
    seal = Seal(written[:_MARK], written[_MARK + 1 : 2 * _MARK + 1])
    return seal if written == seal.written(section, reason) else None


@dataclass(frozen=True)
class Drift:
    """Where a translation and its original no longer agree, or nobody has said that they do; sections in their order."""

    stale: tuple[str, ...] = ()
    """The original has changed since."""
    touched: tuple[str, ...] = ()
    """Only the translation has changed since."""
    unsealed: tuple[str, ...] = ()
    """There is no seal."""
    broken: tuple[str, ...] = ()
    """There is a seal that nobody's command wrote."""
    left: tuple[str, ...] = ()
    """There is a seal, or a reason, for a section that is not there."""

    def __bool__(self) -> bool:
        return any((self.stale, self.touched, self.unsealed, self.broken, self.left))


@dataclass
class _Found:
    """The states of sections as they are found."""

    sections: dict[str, list[str]] = field(default_factory=dict)

    def add(self, state: str, section: str) -> None:
        self.sections.setdefault(state, []).append(section)

    def drift(self) -> Drift:
        return Drift(**{state: tuple(sections) for state, sections in self.sections.items()})


def drift(original: Marks, translation: Marks, seals: Mapping[str, str], reasons: Mapping[str, str]) -> Drift:
    """How the marks of the two texts differ from those in the translation's seals."""
    found = _Found()
    for section in translation:
        if section in original and (state := _state(section, original, translation, seals, reasons)):
            found.add(state, section)
    for section in dict.fromkeys([*seals, *reasons]):
        if section not in translation or section not in original or section not in seals:
            found.add("left", section)
    return found.drift()


def _state(
    section: str, original: Marks, translation: Marks, seals: Mapping[str, str], reasons: Mapping[str, str]
) -> str:
    if section not in seals:
        return "unsealed"
    seal = read_seal(section, seals[section], reasons.get(section, ""))
    if seal is None:
        return "broken"
    if seal.original != original[section]:
        return "stale"
    return "touched" if seal.translation != translation[section] else ""


def marks(front: FrontMatter) -> Marks:
    """The marks of a page's sections, in their order."""
    found = {HEAD: mark("\n".join(_values(front)))}
    found |= {section: mark(text) for section, text in _sections(front.body) if section != TOP or text.strip()}
    return found


def mark(text: str) -> str:
    """A short hash of a text, whatever its white space."""
    return consonants(text.replace("\u3000", "").encode().translate(None, b" \n\t"), _MARK)


def consonants(content: bytes, length: int) -> str:
    """A hash in letters that neither look like somebody's number nor spell a word."""
    return sha256(content).hexdigest()[:length].translate(_LETTERS)


def _values(front: FrontMatter) -> Iterator[str]:
    for name in _VALUES:
        value = front.data.get(name, "")
        yield from map(str, value) if isinstance(value, list) else [str(value)]


def _sections(body: str) -> Iterator[tuple[str, str]]:
    """Id and text of each section, heading included. Fences are looked for only where the page may have some."""
    lines = body.split("\n")
    name, start = TOP, 0
    for number, line in prose(body) if "```" in body or "~~~" in body else enumerate(lines):
        if line.startswith("## ") and (heading := HEADING.match(line)) and heading[3]:
            yield name, "\n".join(lines[start:number])
            name, start = heading[3], number
    yield name, "\n".join(lines[start:])
