"""Quiz questions in forms that learning platforms import: GIFT, a text file, and QTI 2.1, a package of XML files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from lxml import etree
from lxml.builder import ElementMaker  # type: ignore[import-not-found]

from casebook.content.corpus import Corpus
from casebook.content.teaching import Question
from casebook.content.vocabulary import Lang
from casebook.sessions.quizzes import Quiz, quiz

LARGEST = 240
"""Cases in the whole set at most, the newest first: twenty years of one a month."""
_SPECIAL = re.compile(r"([\\~=#{}:])")
_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_E = ElementMaker(namespace=_QTI, nsmap={None: _QTI})
_M = ElementMaker(namespace=_CP, nsmap={None: _CP})
_SETTLED = "SETTLED"
"""Identifier of what is said whatever was chosen: the provision that decides the question."""


def whole(corpus: Corpus, lang: Lang) -> tuple[Quiz, ...]:
    """The quizzes of the newest cases."""
    return tuple(quiz(corpus, case, lang) for case in corpus.cases[:LARGEST])


def gift(found: Sequence[Quiz], settled: str) -> bytes:
    """A GIFT file, a category for each case. ``settled`` says with ``{text}`` by what a question is settled."""
    return "\n".join(line for each in found for line in _gift(each, settled)).encode() + b"\n"


def _gift(each: Quiz, settled: str) -> Iterator[str]:
    yield f"// {each.path}\n$CATEGORY: {_plain(f'{each.month} {each.title}')}\n"
    for question in each.questions:
        name, stem = f"{each.month} {question.title}", "\\n".join(map(_escaped, question.stem.split("\n")))
        yield f"::{_escaped(name)}::[plain]{stem} {{"
        for option in question.options:
            mark = _mark(question, right=option.letter in question.answers)
            yield f"\t{mark}{_escaped(option.text)}#{_escaped(option.feedback)}"
        yield f"\t####{_escaped(settled.format(text=question.settled))}\n}}\n"


def _mark(question: Question, *, right: bool) -> str:
    """How GIFT marks an option: of several right ones each gives its share, a wrong one takes as much as it can."""
    if not question.many:
        return "=" if right else "~"
    count = len(question.answers) if right else len(question.options) - len(question.answers)
    return f"~%{'' if right else '-'}{100 / max(count, 1):.7g}%"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _plain(text: str) -> str:
    """The name of a category, in which a slash would begin another below it."""
    return text.replace("/", "／")


def qti(found: Sequence[Quiz], settled: str) -> bytes:
    """A content package: the manifest, a test with a section for each case, and a file for each question."""
    items = {_name(each, question): _item(each, question, settled) for each in found for question in each.questions}
    files = {"imsmanifest.xml": _manifest(items), "test.xml": _test(found), **items}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, tree in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, etree.tostring(tree, xml_declaration=True, encoding="UTF-8", pretty_print=True))
    return out.getvalue()


def _name(each: Quiz, question: Question) -> str:
    return f"items/{each.path.rsplit('/', 1)[-1]}-{question.id}.xml"


def _id(name: str) -> str:
    """An identifier from the name of a file: it begins with a letter and has no full stop."""
    return "i-" + name.rsplit("/", 1)[-1].removesuffix(".xml")


def _item(each: Quiz, question: Question, settled: str) -> etree._Element:
    letters = [option.letter for option in question.options]
    said = {
        **{option.letter: option.feedback for option in question.options},
        _SETTLED: settled.format(text=question.settled),
    }
    lang = "zh-Hans" if each.lang == "zh" else each.lang
    made: etree._Element = _E.assessmentItem(
        _response(question),
        _E.outcomeDeclaration(_E.defaultValue(_E.value("0")), identifier="SCORE", cardinality="single", baseType="float"),
        _E.outcomeDeclaration(identifier="FEEDBACK", cardinality="multiple", baseType="identifier"),
        _E.itemBody(*map(_E.p, question.stem.split("\n")), _choices(question)),
        _processing(),
        *(_E.modalFeedback(said[name], outcomeIdentifier="FEEDBACK", identifier=name, showHide="show") for name in [*letters, _SETTLED]),
        {"{http://www.w3.org/XML/1998/namespace}lang": lang},
        identifier=_id(_name(each, question)),
        title=f"{each.title} {question.title}",
        adaptive="false",
        timeDependent="false",
    )  # fmt: skip
    return made


def _response(question: Question) -> etree._Element:
    right = _E.correctResponse(*(_E.value(letter) for letter in question.answers))
    kind = "multiple" if question.many else "single"
    made: etree._Element = _E.responseDeclaration(right, identifier="RESPONSE", cardinality=kind, baseType="identifier")
    return made


def _choices(question: Question) -> etree._Element:
    options = [_E.simpleChoice(option.text, identifier=option.letter) for option in question.options]
    most = "0" if question.many else "1"  # none is as many as one likes
    made: etree._Element = _E.choiceInteraction(
        *options, responseIdentifier="RESPONSE", shuffle="false", maxChoices=most
    )
    return made


def _processing() -> etree._Element:
    """A point for exactly the right options; feedback on all that were chosen, and on what settles the question."""
    match = _E.match(_E.variable(identifier="RESPONSE"), _E.correct(identifier="RESPONSE"))
    value = _E.setOutcomeValue(_E.baseValue("1", baseType="float"), identifier="SCORE")
    said = _E.multiple(_E.variable(identifier="RESPONSE"), _E.baseValue(_SETTLED, baseType="identifier"))
    made: etree._Element = _E.responseProcessing(
        _E.responseCondition(_E.responseIf(match, value)), _E.setOutcomeValue(said, identifier="FEEDBACK")
    )
    return made


def _test(found: Sequence[Quiz]) -> etree._Element:
    sections = [
        _E.assessmentSection(
            *(
                _E.assessmentItemRef(identifier=_id(name), href=name)
                for name in (_name(each, q) for q in each.questions)
            ),
            identifier=f"s-{each.path.rsplit('/', 1)[-1]}",
            title=f"{each.month} {each.title}",
            visible="true",
        )
        for each in found
    ]
    part = _E.testPart(*sections, identifier="part", navigationMode="nonlinear", submissionMode="individual")
    made: etree._Element = _E.assessmentTest(part, identifier="test", title="casebook")
    return made


def _manifest(items: Iterable[str]) -> etree._Element:
    names = list(items)
    resources = [
        _resource("test.xml", "imsqti_test_xmlv2p1", names),
        *(_resource(name, "imsqti_item_xmlv2p1") for name in names),
    ]
    made: etree._Element = _M.manifest(
        _M.metadata(_M.schema("QTIv2.1 Package"), _M.schemaversion("1.0.0")),
        _M.organizations(),
        _M.resources(*resources),
        identifier="casebook",
    )
    return made


def _resource(name: str, kind: str, needs: Iterable[str] = ()) -> etree._Element:
    needed = [_M.dependency(identifierref=_id(other)) for other in needs]
    made: etree._Element = _M.resource(_M.file(href=name), *needed, identifier=_id(name), type=kind, href=name)
    return made


WRITERS: Mapping[str, Callable[[Sequence[Quiz], str], bytes]] = MappingProxyType({"gift": gift, "qti": qti})
"""What makes the file of each form."""
