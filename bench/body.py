"""The body of a made-up case: every section a case must have, about 1,200 Chinese characters in all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bench.sentences import Writer

_HEADINGS = {
    "facts": ("案情", "The facts"),
    "outcome": ("处理结果", "The outcome"),
    "rules": ("纪法链接", "The rules"),
    "analysis": ("以案四说", "Four readings"),
    "controls": ("风险点与防控", "Risks and controls"),
    "self-check": ("对照自查", "Self-check"),
    "discussion": ("讨论题", "Discussion"),
    "quiz": ("测一测", "Quiz"),
    "trainer": ("授课包", "For trainers"),
    "more": ("延伸", "Further reading"),
    "source": ("来源与审核", "Source and review"),
}
_READINGS = (("德", "Virtue"), ("纪", "Discipline"), ("法", "Law"), ("责", "Responsibility"))
_COLUMNS = (("环节", "Step"), ("风险", "Risk"), ("防控动作", "Control"), ("谁负责", "Who"))
_SOURCE = ("合成教学案例，由程序造出，只用来量速度。", "A composite case made by a program, for the bench only.")
_OPTIONS = "ABC"
_QUESTIONS = 3


def body(writer: Writer, links: Mapping[str, str]) -> str:
    """The Markdown below the front matter. ``links`` maps targets to their text."""
    here = 0 if writer.lang == "zh" else 1
    filled: dict[str, str] = {name: write(writer, here) for name, write in _SECTIONS.items()}
    filled["more"] = "".join(f"- [{text}]({target})\n" for target, text in links.items())
    return "\n".join(f"## {names[here]} {{#{name}}}\n\n{filled[name].strip()}\n" for name, names in _HEADINGS.items())


def _numbered(items: list[str]) -> str:
    return "".join(f"{number}. {item}\n" for number, item in enumerate(items, 1))


def _facts(writer: Writer) -> str:
    return f"{writer.text(120)}\n\n{_numbered([writer.text(40) for _ in range(3)])}\n{writer.text(40)}"


def _analysis(writer: Writer, here: int) -> str:
    return "\n\n".join(f"**{names[here]}**　{writer.text(45)}" for names in _READINGS)


def _controls(writer: Writer, here: int) -> str:
    head = [[names[here] for names in _COLUMNS], ["---"] * len(_COLUMNS)]
    rows = [[writer.clause() for _ in _COLUMNS] for _ in range(3)]
    return "".join(f"| {' | '.join(row)} |\n" for row in [*head, *rows])


def _self_check(writer: Writer, here: int) -> str:
    return _numbered([writer.clause() + "？?"[here] for _ in range(5)])


def _discussion(writer: Writer) -> str:
    return _numbered([writer.sentence() for _ in range(3)])


def _quiz(writer: Writer, here: int) -> str:
    return "\n\n".join(_question(writer, here, number) for number in range(1, _QUESTIONS + 1))


def _question(writer: Writer, here: int, number: int) -> str:
    heading, answer, told, settled = (
        (f"第{number}题（单选）", "答案：B", "看答案和逐项反馈", "定题条款"),
        (f"Question {number}", "Answer: B", "Answer and feedback", "Settled by"),
    )[here]
    options = "".join(f"- {letter}. {writer.clause()}\n" for letter in _OPTIONS)
    feedback = "".join(f"    - {letter} {writer.clause()}\n" for letter in _OPTIONS)
    return (
        f"### {heading} {{#q{number}}}\n\n{writer.sentence()}\n\n{options}\n"
        f'??? success "{told}"\n    **{answer}**\n\n{feedback}\n    **{settled}**　{writer.clause()}'
    )


def _trainer(writer: Writer, here: int) -> str:
    heading = ("目标与准备", "Aims and preparation")[here]
    return f"### {heading} {{#trainer-prep}}\n\n{writer.text(60)}"


_SECTIONS: dict[str, Callable[[Writer, int], str]] = {
    "facts": lambda writer, _: _facts(writer),
    "outcome": lambda writer, _: writer.text(50),
    "rules": lambda writer, _: writer.text(60),
    "analysis": _analysis,
    "controls": _controls,
    "self-check": _self_check,
    "discussion": lambda writer, _: _discussion(writer),
    "quiz": _quiz,
    "trainer": _trainer,
    "source": lambda _, here: _SOURCE[here],
}
