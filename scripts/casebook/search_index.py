"""The search index: documents in, small files out that a page loads as classic scripts.

Ranking is BM25 over fields. The part that depends on the document alone is computed here and kept as one of 64 levels
beside each posting; the rarity of a term follows from the length of its list, so the page only adds up.

Files of a language, all relative to the folder ``search``:

- ``zh/boot.js``    number of documents and shards, interface labels, function words
- ``zh/fold.js``    traditional → simplified characters, loaded when a query holds one
- ``zh/sound.js``   syllable → characters, loaded when a query finds nothing
- ``zh/t/1f.js``    a shard: term → postings
- ``zh/f.js``       facet:slug → postings, for filters and counts
- ``zh/c/0.js``     cards of the cases, newest first, a window each
- ``zh/d/12.js``    a document: address, title, and the text of its sections for excerpts
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import snowballstemmer

from casebook.terms import fold, pinyin, single_characters, terms

VERSION = 1
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
WINDOW = 20
_SHARD_BYTES = 12_000
_WEIGHTS = {"title": 10.0, "tags": 6.0, "words": 5.0, "headings": 3.0, "summary": 4.0, "text": 1.0, "pinyin": 3.0}
_SHORT = ("title", "tags", "words")
_K1, _B = 1.6, 0.6


@dataclass(frozen=True)
class Document:
    """Something a search can find.

    ``fields`` maps a field of ``_WEIGHTS`` to its text; ``facets`` are ``facet:slug``; ``sections`` are the id, heading
    and text of each part, for excerpts; ``card`` is what a list shows of a case.
    """

    url: str
    title: str
    kind: str
    month: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    facets: Sequence[str] = ()
    sections: Sequence[tuple[str, str, str]] = ()
    card: Mapping[str, Any] | None = None
    boost: float = 1.0


def build(lang: str, documents: Sequence[Document], boot: Mapping[str, Any]) -> dict[str, bytes]:
    """The files of one language's index. Cases come first in ``documents``, newest first: the page relies on it."""
    postings = _postings(documents)
    aliases = _aliases(postings)
    count = _shard_count(postings)
    shards: dict[int, dict[str, str]] = defaultdict(dict)
    for term, found in sorted(postings.items()):
        shards[_shard(term, count)][term] = _encode(found)
    for word, stem in sorted(aliases.items()):
        shards[_shard(word, count)].setdefault(word, f"={stem}")
    facets: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, document in enumerate(documents):
        for facet in (*document.facets, f"kind:{document.kind}"):
            facets[facet].append((number, 0))
    cards = [document.card for document in documents if document.card]
    head = {"version": VERSION, "documents": len(documents), "shards": count, "cases": len(cards), "window": WINDOW}
    files = {
        "boot": {**head, **boot},
        "f": {facet: _encode(found) for facet, found in sorted(facets.items())},
        **{f"t/{number:x}": shards.get(number, {}) for number in range(count)},
        **{f"c/{start // WINDOW}": cards[start : start + WINDOW] for start in range(0, len(cards), WINDOW)},
        **{f"d/{number}": _shown(document) for number, document in enumerate(documents)},
    }
    return {f"{lang}/{name}.js": script(f"{lang}/{name}", value) for name, value in files.items()}


def script(name: str, value: object) -> bytes:
    """A value as a classic script that hands itself to the page; works from a folder, where ``fetch`` does not."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'casebook.receive("{name}",{safe})\n'.encode()


def _shown(document: Document) -> dict[str, Any]:
    return {
        "u": document.url,
        "t": document.title,
        "k": document.kind,
        "m": document.month,
        "s": [list(section) for section in document.sections],
    }


def _postings(documents: Sequence[Document]) -> dict[str, list[tuple[int, int]]]:
    """Term → document number and level, by document."""
    counted = [{name: _count(name, text) for name, text in document.fields.items()} for document in documents]
    lengths: dict[str, float] = {
        name: sum(fields[name].total() for fields in counted if name in fields) / max(len(documents), 1) or 1
        for name in _WEIGHTS
    }
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, (document, fields) in enumerate(zip(documents, counted, strict=True)):
        weights: Counter[str] = Counter()
        for name, count in fields.items():
            norm = 1 - _B + _B * count.total() / lengths[name]
            for term, times in count.items():
                weights[term] += _WEIGHTS[name] * times / norm  # type: ignore[assignment]
        for term, weight in weights.items():
            found[term].append((number, max(1, min(63, round(63 * document.boost * weight / (_K1 + weight))))))
    return _with_stems(found)


def _count(name: str, text: str) -> Counter[str]:
    folded = fold(text)
    if name == "pinyin":
        return Counter(pinyin(folded))
    count = Counter(terms(folded))
    if name in _SHORT:
        count.update(single_characters(folded))
    return count


def _with_stems(found: Mapping[str, list[tuple[int, int]]]) -> dict[str, list[tuple[int, int]]]:
    """Joins the lists of words with one stem: ``officials`` finds ``official``."""
    joined: dict[str, dict[int, int]] = defaultdict(dict)
    for term, postings in found.items():
        levels = joined[_stem(term)]
        for number, level in postings:
            levels[number] = max(level, levels.get(number, 0))
    return {term: sorted(levels.items()) for term, levels in joined.items()} | {
        word: [] for word in found if _stem(word) != word
    }


def _aliases(postings: dict[str, list[tuple[int, int]]]) -> dict[str, str]:
    """Takes the words that only point to a stem out of ``postings`` and gives them with it."""
    words = [word for word, found in postings.items() if not found]
    for word in words:
        del postings[word]
    return {word: _stem(word) for word in words}


_STEMMER = snowballstemmer.stemmer("english")


def _stem(term: str) -> str:
    """The stem under which a word's list is kept: ``~offici``. Numbers and Han pairs stand for themselves."""
    return f"~{_STEMMER.stemWord(term)}" if term.isascii() and term.isalpha() else term


def _encode(found: Iterable[tuple[int, int]]) -> str:
    """Postings as text: the distance to the previous document in base 32, least digit first, then the level."""
    out = []
    for (before, _), (number, level) in pairwise([(-1, 0), *found]):
        distance = number - before
        while distance >= 32:
            out.append(ALPHABET[32 + distance % 32])
            distance //= 32
        out += [ALPHABET[distance], ALPHABET[level]]
    return "".join(out)


def decode(text: str) -> Iterator[tuple[int, int]]:
    """The inverse of the encoding, for tests and tools."""
    number, distance, scale, at = -1, 0, 1, 0
    while at < len(text):
        digit = ALPHABET.index(text[at])
        at += 1
        distance += digit % 32 * scale
        scale *= 32
        if digit < 32:
            number += distance
            yield number, ALPHABET.index(text[at])
            at, distance, scale = at + 1, 0, 1


def _shard_count(postings: Mapping[str, Sequence[object]]) -> int:
    """A power of two that keeps a shard near 12 kB."""
    size = sum(len(term.encode()) + 6 + 2.2 * len(found) for term, found in postings.items())
    return 1 << max(0, math.ceil(math.log2(max(size, 1) / _SHARD_BYTES)))


def _shard(term: str, count: int) -> int:
    """FNV-1a over UTF-16 units. A Latin word goes by its first three letters, so that its stem and likely slips lie close."""
    bare = term.lstrip("~")
    key = bare[:3] if bare.isascii() and bare.isalpha() else term
    value = 0x811C9DC5
    for character in key:
        value = (value ^ ord(character)) * 0x01000193 & 0xFFFFFFFF
    return value % count
