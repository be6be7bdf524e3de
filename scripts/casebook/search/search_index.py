"""The search index: documents in, small files out that a page loads as classic scripts.

Ranking is BM25 over fields. The part that depends on the document alone is computed here and kept as one of 64 levels
beside each posting; the rarity of a term follows from the length of its list, so the page only adds up. A level is odd
where a reader sees the term, even where only everyday words and sounds give it: what is taken away by a minus must be seen.

Files of a language, all relative to the folder ``search``:

- ``zh/boot.js``    number of documents and shards, the page of each entry, interface labels, function words
- ``zh/names.js``   facets and their terms by label, for the archive page
- ``zh/said.js``    tag → the everyday words for it, loaded when a query finds nothing
- ``zh/fold.js``    traditional → simplified characters, loaded when a query holds one
- ``zh/sound.js``   syllable → characters, loaded when a query finds nothing
- ``zh/t/1f.js``    a shard: term → postings
- ``zh/f.js``       facet:slug → postings, for filters and counts
- ``zh/c/0.js``     cards of the cases, newest first, a window each
- ``zh/d/12.js``    a document: address, title, and the text of its sections for excerpts
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import snowballstemmer

from casebook.base.data_script import data_script
from casebook.base.memo import Memo
from casebook.search.postings import Postings, encode, united
from casebook.search.terms import fold, pinyin, single_characters, sound, terms

VERSION = 1
WINDOW = 20
_SHARD_BYTES = 6_000
_WEIGHTS = {
    "title": 10.0,
    "tags": 6.0,
    "words": 5.0,
    "headings": 3.0,
    "summary": 4.0,
    "text": 1.0,
    "pinyin": 3.0,
    "sound": 3.0,
}
_SHORT = ("title", "tags", "words", "headings", "summary")
_SEEN = ("title", "tags", "headings", "summary", "text")
_K1, _B = 1.6, 0.6


@dataclass(frozen=True)
class Document:
    """Something a search can find.

    ``fields`` maps a field of ``_WEIGHTS`` to its text; ``facets`` are ``facet:slug``; ``sections`` are the id, heading
    and text of each part, for excerpts; ``card`` is what a list shows of a case; ``part_of`` is the address of the page
    of which only one document should be shown, where that is another one.
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
    part_of: str = ""


def build(
    lang: str, documents: Iterable[Document], boot: Mapping[str, Any], memo: Memo | None = None
) -> Iterator[tuple[str, bytes]]:
    """The files of one language's index, path and content, one by one.

    Cases come first in ``documents``, newest first: the page relies on it. Their texts for excerpts are given away as
    they are read: of ten thousand cases they would not be held in memory twice.
    """
    kept: list[Document] = []
    for number, document in enumerate(documents):
        yield _file(lang, f"d/{number}", _shown(document))
        kept.append(replace(document, sections=()))
    facets: dict[str, Postings] = defaultdict(partial(array, "I"))
    for number, document in enumerate(kept):
        for facet in (*document.facets, f"kind:{document.kind}"):
            facets[facet].append(number << 6)
    yield _file(lang, "f", {facet: encode(found) for facet, found in sorted(facets.items())})
    cards = [document.card for document in kept if document.card]
    for start in range(0, len(cards), WINDOW):
        yield _file(lang, f"c/{start // WINDOW}", cards[start : start + WINDOW])
    shards = _shards(kept, memo or Memo.none())
    for number, shard in enumerate(shards):
        yield _file(lang, f"t/{number:x}", shard)
    head = {"version": VERSION, "documents": len(kept), "shards": len(shards), "cases": len(cards), "window": WINDOW}
    yield _file(lang, "boot", {**head, "entries": _entries(kept), **boot})


def _file(lang: str, name: str, value: object) -> tuple[str, bytes]:
    return f"{lang}/{name}.js", data_script(f"{lang}/{name}", value)


def _shards(documents: Sequence[Document], memo: Memo) -> list[dict[str, str]]:
    """Term → encoded postings, or word → the stem to look under, in as many parts as keep each small."""
    postings, aliases = _postings(documents, memo)
    count = _shard_count(postings)
    shards: list[dict[str, str]] = [{} for _ in range(count)]
    for term in sorted(postings):
        shards[_shard(term, count)][term] = encode(postings.pop(term))
    for word, stem in sorted(aliases.items()):
        shards[_shard(word, count)].setdefault(word, f"={stem}")
    return shards


def _entries(documents: Sequence[Document]) -> list[list[int]]:
    """The documents that are parts of a page, in runs: the page's number, the first part's, how many they are."""
    numbers = {document.url: number for number, document in enumerate(documents)}
    runs: list[list[int]] = []
    for number, document in enumerate(documents):
        if document.part_of:
            page = numbers[document.part_of]
            if runs and runs[-1][0] == page and sum(runs[-1][1:]) == number:
                runs[-1][2] += 1
            else:
                runs.append([page, number, 1])
    return runs


def _shown(document: Document) -> dict[str, Any]:
    return {
        "u": document.url,
        "t": document.title,
        "k": document.kind,
        "m": document.month,
        "s": [list(section) for section in document.sections],
    }


def _postings(documents: Sequence[Document], memo: Memo) -> tuple[dict[str, Postings], dict[str, str]]:
    """Term → its postings, and word → the stem under which its postings stand.

    One pass, so that no more than one document's counts are held at a time.
    """
    average = _average_lengths(documents)
    found: dict[str, Postings] = defaultdict(partial(array, "I"))
    for number, document in enumerate(documents):
        counts = memo.get(("terms", document.url), document.fields, partial(_counts, document))
        place = number << 6
        for term, level in _levels(document, counts, average).items():
            found[term].append(place | level)
    stems = {word: _stem(word) for word in found if word.isascii() and word.isalpha()}
    for word, stem in stems.items():
        entries = found.pop(word)
        found[stem] = united(found[stem], entries) if stem in found else entries
    return found, stems


def _average_lengths(documents: Sequence[Document]) -> dict[str, float]:
    """Field → its mean length in characters."""
    total = {name: sum(len(document.fields.get(name, "")) for document in documents) for name in _WEIGHTS}
    return {name: length / max(len(documents), 1) or 1 for name, length in total.items()}


def _levels(document: Document, counts: Mapping[str, Counter[str]], average: Mapping[str, float]) -> dict[str, int]:
    """Each term and how much the document is about it, as a level: its fields weighed and their lengths evened out.

    Most terms stand in the text alone, a few times: their level follows from how many, and is worked out once for each.
    """
    factors = {name: _WEIGHTS[name] / (1 - _B + _B * len(document.fields[name]) / average[name]) for name in counts}
    top = 63 * document.boost

    def level(weight: float) -> int:
        return int(top * weight / (_K1 + weight) + 0.5) & 62

    text = counts.get("text", Counter())
    of_times = {times: level(factors["text"] * times) | 1 for times in set(text.values())}
    levels = {term: of_times[times] for term, times in text.items()}
    weights: dict[str, float] = defaultdict(float)
    for name, count in counts.items():
        for term in count if name != "text" else ():
            weights[term] += factors[name] * count[term]
    for term in weights.keys() & text.keys():
        weights[term] += factors["text"] * text[term]
    seen = [counts[name] for name in _SEEN if name in counts]
    levels.update((term, level(weight) | any(term in count for count in seen)) for term, weight in weights.items())
    return levels


def _counts(document: Document) -> dict[str, Counter[str]]:
    """Field → how often each term occurs in it."""
    return {name: _count(name, text) for name, text in document.fields.items()}


def _count(name: str, text: str) -> Counter[str]:
    folded = fold(text)
    if name == "pinyin":
        return Counter(pinyin(folded))
    if name == "sound":
        return Counter(sound(folded))
    count = Counter(terms(folded))
    if name in _SHORT:
        count.update(single_characters(folded))
    return count


_STEMMER = snowballstemmer.stemmer("english")


def _stem(word: str) -> str:
    """What the forms of an English word share, under which their one list is kept: ``~offici``."""
    return f"~{_STEMMER.stemWord(word)}"


def _shard_count(postings: Mapping[str, Sequence[int]]) -> int:
    """A power of two that keeps a shard near 4 kB."""
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
