"""Tags that a text suggests: how often their names and everyday words occur in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from casebook.content.fields import Field
from casebook.content.vocabulary import Vocabulary

_FEW = 4
_SHORTEST = 2


def proposals(field: Field, text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, dict[str, int]]]:
    """The likeliest tags of a field, each with the words found and how often; none for a field without tags."""
    words = {
        slug: {
            word
            for word in {*re.split(r"[（）()、，]", name), *vocabulary.synonyms.get(f"{field.facet}:{slug}", ())}
            if len(word) >= _SHORTEST and not word.isascii()
        }
        for slug, name in field.choices(vocabulary).items()
    }
    counts = _counted({word for each in words.values() for word in each}, text)
    found = {}
    for slug, named in words.items():
        if seen := {word: counts[word] for word in named if counts[word]}:
            found[slug] = dict(sorted(seen.items(), key=lambda pair: (-pair[1], pair[0])))
    ranked = sorted(found, key=lambda slug: (-sum(found[slug].values()), slug))
    yield from ((slug, found[slug]) for slug in ranked[:_FEW])


def _counted(words: Collection[str], text: str) -> Counter[str]:
    """How often each word occurs, the longest first: 党内警告 is not also 警告."""
    longest = sorted(words, key=len, reverse=True)
    return Counter(re.findall("|".join(map(re.escape, longest)), text)) if words else Counter()


def proposed(field: Field, text: str, vocabulary: Vocabulary) -> list[str]:
    """The same as a line for people; no line where nothing is suggested."""
    parts = [
        f"{slug}（{'、'.join(f'{word}×{count}' for word, count in list(words.items())[:3])}）"
        for slug, words in proposals(field, text, vocabulary)
    ]
    return [f"从正文看可能是：{'；'.join(parts)}"] if parts else []
