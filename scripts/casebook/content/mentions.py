"""Articles named in a text, and the rule that each is said to belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook.base.numerals import articles_in, english_articles_in
from casebook.content.vocabulary import Lang, Vocabulary

Names = Mapping[str, frozenset[str]]
"""Name of a rule, long or short → the families that bear it."""
_STATE = re.compile("^(中华人民共和国|中国共产党)")
_CLAUSE = r"(?:第[（(]?[零一二三四五六七八九十百0-9]+[）)]?[款项])"
WORD: Mapping[Lang, str] = {"zh": "条", "en": "Article"}
"""What every mention of an article holds."""
_ARTICLE = {
    "zh": re.compile(r"第(?:[零一二三四五六七八九十百]+|\d+)条(?:之[一二三四五六七八九])?"),
    "en": re.compile(r"\bArticles? [0-9]+(?:-[0-9])?\b"),
}
_END = {
    "zh": re.compile(r"》?[（(]?(?P<year>\d{4})?(?:年版?|修正|修订)*[)）]?[\s　*]*$"),
    "en": re.compile(r"\s*\(?(?P<year>\d{4})?\)?,?\s*$"),
}
_TAIL = {"zh": re.compile(r"[》（(\d年版修正订)）\s　*]+$"), "en": re.compile(r"[\s(\d),]+$")}
"""As much before an article as may belong to what follows a name: looking for its end from there on is quick."""
_BETWEEN = {
    "zh": re.compile(rf"^{_CLAUSE}*(?:[、和及与或]|或者)?$"),
    "en": re.compile(r"^(?:,? (?:paragraph|item)s? [()0-9]+)*(?:,| and|, and) $"),
}
"""What may stand between two articles of one rule in a list."""
_OF = re.compile(r"(?:,? (?:paragraph|item)s? \(?[0-9]+\)?(?:(?:,| and) \(?[0-9]+\)?)*)* of (?:the )?")
"""What leads in English from an article to the rule after it: ``Article 52, paragraph 1 of the Supervisors Law``."""


@dataclass(frozen=True)
class Mention:
    """An article in a text: its offset, its number as data (``133之一``), and the rule named beside it.

    ``families`` are those that the name stands for, none without a name; ``edition`` is ``None`` without a year.
    """

    start: int
    article: str
    families: frozenset[str] = frozenset()
    edition: str | None = None
    rule: str = ""


def names(words: Vocabulary, lang: Lang) -> Names:
    """Every name of every registered rule in a language."""
    found: dict[str, set[str]] = defaultdict(set)
    for edition in words.editions.values():
        for name in (edition.name[lang], edition.short[lang], _STATE.sub("", edition.name[lang])):
            found[name].add(edition.family)
    return {name: frozenset(families) for name, families in found.items()}


def mentions(text: str, lang: Lang, known: Names) -> Iterator[Mention]:
    """The articles named in ``text``; in a list after a rule's name, all of them are that rule's."""
    last, end = None, 0
    for match in _ARTICLE[lang].finditer(text):
        article = _number(match[0], lang)
        rule, year = _named(text, match, lang, known)
        if not rule and last and _BETWEEN[lang].match(text[end : match.start()]):
            mention = Mention(match.start(), article, last.families, last.edition, last.rule)
        else:
            mention = Mention(match.start(), article, known.get(rule, frozenset()), year if rule else None, rule)
        yield mention
        last, end = mention, match.end()


def _number(found: str, lang: Lang) -> str:
    return next(english_articles_in(found)) if lang == "en" else next(articles_in(found))[1]


def _named(text: str, article: re.Match[str], lang: Lang, known: Names) -> tuple[str, str | None]:
    """The longest name of a rule right before an article (in English also after it), and the year beside the name."""
    if lang == "en" and (of := _OF.match(text, article.end())):
        return max((name for name in known if text.startswith(name, of.end())), key=len, default=""), None
    tail = _TAIL[lang].search(text, 0, article.start())
    end = _END[lang].search(text, tail.start() if tail else article.start(), article.start())
    stem = text[: end.start() if end else article.start()]
    named = stem.endswith(tuple(known))  # said at once: before most articles stands none
    rule = max((name for name in known if stem.endswith(name)), key=len, default="") if named else ""
    belongs_before = lang == "en" and stem.endswith(f" of the {rule}")  # Article 65 of the Supervision Law, Article 52
    return ("", None) if belongs_before else (rule, end["year"] if end else None)
