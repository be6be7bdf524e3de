"""Makes a repository with N cases: the real content and made-up cases beside it, the same for the same seed.

    python -m bench.generate 1000 folder

The first twelve cases are the real ones; the others borrow their citations, dates and measures from one of them, so that
every rule of content holds. Months go from 2023 on and start again after twenty years: up to 252 cases there is one a
month, beyond that several, which only the rule ``month-taken`` forbids.
"""

from __future__ import annotations

import argparse
import copy
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import yaml
from casebook.content.corpus import GENERATED, Corpus
from casebook.content.reader import read
from casebook.content.vocabulary import LANGS
from casebook.editing.renewal import sealed

from bench.body import body
from bench.sentences import Pool, Writer, gather

ROOT = Path(__file__).parent.parent
FIRST_YEAR = 2023
MONTHS = 240
_COPIED = ("scripts", "overrides")


def generate(count: int, folder: Path, seed: int = 2022, source: Path = ROOT) -> None:
    """Writes the repository with ``count`` cases into ``folder``, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source / "docs", folder / "docs", ignore=shutil.ignore_patterns(GENERATED))
    for name in _COPIED:
        shutil.copytree(source / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(source / "mkdocs.yml", folder)
    corpus, problems = read(source)
    if problems:
        raise SystemExit("\n".join(map(str, problems)))
    pool = gather(corpus)
    titles = {page.meta.title for page in corpus.pages}
    for number in range(count - len(corpus.cases)):
        _write(folder / "docs" / "cases", number, corpus, pool, Random(f"{seed}/{number}"), titles)  # noqa: S311


def path_of(number: int) -> str:
    """Where the made-up case ``number`` lies, relative to ``docs/cases``, without its ending."""
    years, month = divmod(number % MONTHS, 12)
    year = FIRST_YEAR + years
    return f"{year}/{year}-{month + 1:02}-sample-{number:05}"


def _write(cases: Path, number: int, corpus: Corpus, pool: Pool, chance: Random, titles: set[str]) -> None:
    """Writes a case in both languages, under titles that no other page has yet."""
    meta = _meta(number, corpus, chance)
    target = cases / path_of(number)
    target.parent.mkdir(exist_ok=True)
    texts: dict[str, str] = {}
    for lang in LANGS:
        writer = Writer(pool, lang, chance)
        between, comma, end = ("：", "，", "。") if lang == "zh" else (": ", ", ", ".")
        while (title := f"{writer.clause()}{between}{writer.clause()}") in titles:
            continue
        titles.add(title)
        summary = f"{writer.clause()}{comma}{writer.clause()}{end}"
        kept = meta if lang == "zh" else {"translation": "unreviewed", "updated": meta["updated"]}
        links = _links(number, corpus, chance, lang)
        head = yaml.safe_dump({"title": title, "summary": summary, **kept}, allow_unicode=True, sort_keys=False)
        text = f"---\n{head}---\n\n{body(writer, links)}"
        texts[".md" if lang == "zh" else f".{lang}.md"] = sealed(texts[".md"], text) if lang == "en" else text
    for ending, text in texts.items():
        target.with_name(target.name + ending).write_text(text, "utf-8")


def _meta(number: int, corpus: Corpus, chance: Random) -> dict[str, Any]:
    """Front matter after a real case: its citations, dates, form and measures; other tags drawn from the taxonomy."""
    model = copy.deepcopy(chance.choice(corpus.cases).front.data)
    cited: Any = model["legal_basis"]
    drawn = {
        facet: _some(list(corpus.vocabulary.facets[facet].terms), chance)
        for facet in ("discipline", "issue", "domain", "audience", "priority")
    }
    return {
        **{key: value for key, value in model.items() if key not in ("title", "summary")},
        **drawn,
        "month": path_of(number)[5:12],
        "legal_basis": [cited[0], *chance.sample(cited[1:], min(len(cited) - 1, chance.randint(2, 7)))],
        "culture": _some([page.id for page in corpus.of("culture")], chance),
    }


def _some(choices: Sequence[str], chance: Random) -> list[str]:
    """One or two of the choices, the first ones far more often than the last, as tags are used."""
    return list(dict.fromkeys(choices[int(len(choices) * chance.random() ** 2)] for _ in range(chance.randint(1, 2))))


def _links(number: int, corpus: Corpus, chance: Random, lang: Any) -> dict[str, str]:
    """Text and target of links to a rule page, a culture page and the case before."""
    pages = [chance.choice(corpus.of(kind)) for kind in ("rule", "culture")]
    links = {f"../../{page.base}": corpus.title(page, lang) for page in pages}
    before = f"../{path_of(number - 1)}.md" if number else "../2022/2022-01-gift-cards.md"
    return {**links, before: "上一案" if lang == "zh" else "The case before"}


def main() -> int:
    parser = argparse.ArgumentParser(description="造一个有 N 个案例的仓库，同样的种子得到同样的字节。")
    parser.add_argument("count", type=int, help="案例数")
    parser.add_argument("folder", type=Path, help="放在哪个文件夹（先清空）")
    parser.add_argument("--seed", type=int, default=2022)
    options = parser.parse_args()
    generate(options.count, options.folder, options.seed)
    print(f"{options.folder}：{options.count} 个案例，中英双语")
    return 0


if __name__ == "__main__":
    sys.exit(main())
