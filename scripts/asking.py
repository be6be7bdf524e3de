"""Questions on the terminal: each says what is wanted and what stands to choose, and is asked again until it fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping


def ask(question: str, proposal: str, faults: Callable[[str], Iterable[str]]) -> str:
    """An answer without faults; an empty line takes the proposal."""
    while True:
        shown = f"（回车取 {proposal}）" if proposal else ""
        answer = input(f"{question}{shown}：").strip() or proposal
        found = list(faults(answer)) if answer else ["不能空着"]
        if not found:
            return answer
        print("\n".join(f"  {fault}" for fault in found))


def choose(question: str, choices: Mapping[str, str], *, many: bool) -> list[str]:
    """The slugs chosen by number, slug or name; none for an empty line, which leaves the choice for later."""
    for number, (slug, name) in enumerate(choices.items(), 1):
        print(f"  {number:>2}  {slug}＝{name}")
    by_word = {str(number): slug for number, slug in enumerate(choices, 1)}
    by_word |= {name: slug for slug, name in choices.items()} | {slug: slug for slug in choices}
    while True:
        answer = input(f"{question}（写编号{'，可多项，用逗号分开' if many else ''}；回车以后再填）：")
        words = [answer] if answer in by_word else [word for word in re.split(r"[,，、\s]+", answer) if word]
        unknown = [word for word in words if word not in by_word]
        if not unknown and (many or len(words) < 2):
            return [by_word[word] for word in words]
        print(f"  没有“{'、'.join(unknown)}”这一项" if unknown else "  只选一项")


def agreed(question: str) -> bool:
    """Whether the answer is yes, which an empty line is too."""
    return input(f"{question}（Y/n）：").strip().lower() in ("", "y", "yes", "是")
