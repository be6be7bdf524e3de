"""What must not get out, against an acceptance set, the rules' own pages, and the record of decisions."""

from __future__ import annotations

import hashlib
import html
from pathlib import Path
from typing import Any

import pytest
import yaml
from casebook.base.problems import Problem
from casebook.checks import rules
from casebook.content import allowed, reader
from casebook.content.corpus import Corpus
from casebook.privacy import folding, leaks
from casebook.privacy.folding import Folded

from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("untranslated")

FIXTURES = ROOT / "tests" / "fixtures"
SETS = [yaml.safe_load((FIXTURES / name).read_text("utf-8")) for name in ("privacy.yml", "privacy-second.yml")]
"""The set made with the rules, and one made against them by somebody else."""
ACCEPTANCE: dict[str, list[Any]] = {key: [*SETS[0][key], *SETS[1][key]] for key in ("positives", "negatives")}
CASE = "cases/2022/2022-05-two-letters.md"


def found(root: Path) -> list[Problem]:
    read, problems = reader.read(root)
    return sorted([*problems, *rules.problems_of(read, root)])


def append(root: Path, page: str, text: str) -> None:
    file = root / "docs" / page
    file.write_text(f"{file.read_text('utf-8')}\n{text}\n", "utf-8")


def decide(root: Path, **entry: str) -> None:
    whole = {
        "path": "docs/index.md",
        "code": "home-address",
        "decided_by": "保密审查",
        "reason": "公开的接待地址，已核对",
    }
    whole |= {"date": "2026-01-01"} | entry
    (root / "docs" / "_data" / "allowed.yml").write_text(yaml.safe_dump([whole], allow_unicode=True), "utf-8")


def test_the_acceptance_set_is_large_and_covers_every_blocking_kind() -> None:
    assert len(ACCEPTANCE["positives"]) >= 600
    assert len(ACCEPTANCE["negatives"]) >= 550
    assert {positive["code"] for positive in ACCEPTANCE["positives"]} == set(leaks.BLOCKING)


def test_every_positive_is_found() -> None:
    missed = [p for p in ACCEPTANCE["positives"] if p["code"] not in {leak.code for leak in leaks.scan(p["text"])}]
    assert missed == []


def test_no_positive_is_taken_for_another_kind() -> None:
    assert [p for p in ACCEPTANCE["positives"] if {leak.code for leak in leaks.scan(p["text"])} != {p["code"]}] == []


def test_nothing_is_found_in_the_negatives() -> None:
    assert [(text, leaks.scan(text)) for text in ACCEPTANCE["negatives"] if leaks.scan(text)] == []


def test_nothing_blocks_on_the_real_pages(real: Corpus) -> None:
    assert [(page.path, leaks.scan(page.body)) for page in real.pages if leaks.scan(page.body)] == []


@pytest.mark.parametrize("positive", ACCEPTANCE["positives"][::7], ids=lambda positive: positive["code"])
def test_a_finding_stands_where_the_text_stands_and_is_not_repeated(positive: dict[str, str]) -> None:
    before = "前面一行。\n\n"
    leak = next(leak for leak in leaks.scan(f"{before}{positive['text']}\n") if leak.code == positive["code"])
    assert len(before) <= leak.start < leak.end <= len(before) + len(positive["text"])
    assert leaks.place(f"{before}{positive['text']}", leak.start)[0] >= 3
    assert leak.text not in leaks.message(leak)


@pytest.mark.parametrize(
    ("code", "text", "shown"),
    [
        ("full-name", "科长张建国收受礼金", "张建国"),
        ("full-name", "当事人：欧阳建国，", "欧阳建国"),
        ("full-name", "李强，男，某局科长", "李强"),
        ("full-name", "李建国局长签字", "李建国"),
        ("full-name", "送给其妻子王丽，", "王丽"),
        ("full-name", "，张建国利用职务便利", "张建国"),
        ("home-address", "住中山路八十八号", "住中山路八十八号"),
        ("home-address", "某小区3栋2单元501室", "3栋2单元501室"),
        ("birth-date", "1978年5月6日出生", "1978年5月6日出生"),
        ("birth-date", "生于1978年", "生于1978"),
        ("birth-date", "出生日期：1978-05-06", "出生日期:1978"),
        ("birth-date", "was born on 6 May 1978", "born on 6 May 1978"),
        ("exact-day", "2022年3月15日，张某收卡", "2022年3月15日"),
        ("exact-day", "On 15 March 2022 he", "15 March 2022"),
        ("private-network", "登录192.168.1.20", "192.168.1.20"),
        ("internal-mark", "工作秘密★", "工作秘密★"),
        ("internal-mark", "正文\n\n内部资料\n", "内部资料"),
        ("small-unit", "2021年3月，青田县一名副局长收受4000元。", "青田县"),
        ("named-pupil", "患者李建国，", "李建国"),
        ("identity-alike", "证号110105194912310021", "110105194912310021"),
        ("identity-alike", "旧证号110105491231002", "110105491231002"),
    ],
)
def test_doubtful_kinds_are_seen(code: str, text: str, shown: str) -> None:
    assert [leak.text for leak in leaks.scan(text, [code])] == [shown]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        *(("full-name", text) for text in ACCEPTANCE["negatives"]),
        ("full-name", "科长张某收受礼金，李某某、王××、赵某甲在场"),
        ("full-name", "局长应当带头，书记马上安排，主任高度重视"),
        ("home-address", "一是路径依赖2号文件；走好这条路；长江路线图2号方案"),
        ("birth-date", "1978年5月参加工作；1978年5月生效；二孩出生率"),
        ("exact-day", "自2024年1月1日起施行；2021年3月；10月以来"),
        ("private-network", "版本10.2.3.4；1.3.6.1.4.1；10.2.3；110.1.2.3"),
        ("internal-mark", "加强内部监督；不得泄露工作秘密；内部资料室"),
        ("small-unit", "2021年3月，某县一名副局长收受4000元。"),
        ("named-pupil", "学生应当参加；患者家属；孩子上学"),
        ("identity-alike", "流水号110105194912310021；合计110105194912310021元；202401011234567890"),
    ],
)
def test_doubtful_kinds_leave_common_words_alone(code: str, text: str) -> None:
    assert leaks.scan(text, [code]) == []


def test_folding_knows_the_way_back() -> None:
    folded = Folded("甲&#49;３\u200b⑧ 機")
    assert folded.text == "甲138 机"
    assert [folded.original[slice(*folded.span(at, at + 1))] for at in (0, 2, 3, 5)] == ["甲", "３", "⑧", "機"]


def test_what_folding_passes_over_it_would_leave_as_it_is() -> None:
    passed = [chr(code) for code in range(0x110000) if not folding._FOREIGN.match(chr(code))]
    assert all(folding._TABLE[ord(character)] == character for character in passed)


@pytest.mark.parametrize("text", ["一、“甲”（乙）：丙；丁？—戊\u3000己", "甲…½㈱é", "甲&#49;３\u200b⑧ 機"])
def test_folding_all_of_a_text_is_folding_each_of_its_characters(text: str) -> None:
    folded = Folded(text)
    assert folded.text == html.unescape(text).translate(folding._TABLE)
    assert [folded.span(at, at + 1)[0] for at in range(len(folded.text))] == sorted(folded._starts)[:-1]


@pytest.mark.parametrize("second", "IOSVZ")
def test_letters_that_no_credit_code_has_stop_nothing(second: str) -> None:
    assert leaks.scan(f"9{second}110108MA01A2B3C4") == []


def test_a_line_and_a_column_lead_to_the_finding(small: Path) -> None:
    append(small, "index.md", "请联系 138 0000 0001。")
    (problem,) = found(small)
    lines = (small / problem.path).read_text("utf-8").split("\n")
    assert lines[problem.line - 1][problem.column - 1 :].startswith("138")
    assert "13800000001" not in str(problem)
    assert "138***01" in problem.message


def test_a_finding_in_the_front_matter_has_its_place_too(small: Path) -> None:
    file = small / "docs" / "index.md"
    file.write_text(file.read_text("utf-8").replace('summary: "', 'summary: "电话13800000001，', 1), "utf-8")
    (problem,) = found(small)
    assert (problem.line, problem.column) == (3, 13)


def test_persons_of_history_may_be_named_in_a_case_and_on_their_own_page(small: Path) -> None:
    append(small, "culture/lu-zhi-whip-boots.md", "书记张建国生于1878年，住中山路八号。")
    file = small / "docs" / CASE
    text = file.read_text("utf-8")
    assert "柯某受党内警告处分。" in text
    file.write_text(text.replace("柯某受党内警告处分。", "讲讲老师陆贽。柯某受党内警告处分。"), "utf-8")
    assert {problem.code for problem in found(small)} == {"review-text"}  # of the page that says more than was reviewed


def test_days_are_kept_out_of_the_story_only(small: Path) -> None:
    append(small, CASE, "核对于2026年1月2日。")
    assert found(small) == []


@pytest.mark.parametrize("text", ["解放路12号", "sha256:" + hashlib.sha256("解放路12号".encode()).hexdigest()])
def test_a_recorded_decision_lets_a_doubtful_finding_stand(small: Path, text: str) -> None:
    append(small, "index.md", "解放路12号")
    (warning,) = found(small)
    assert warning.severity == "warning"
    decide(small, text=text)
    assert found(small) == []


def test_a_decision_is_about_one_page_and_one_text(small: Path) -> None:
    append(small, "index.md", "解放路12号")
    append(small, "glossary.md", "解放路12号；建设路13号")
    decide(small, text="解放路12号")
    assert [(p.path, p.code) for p in found(small)] == [("docs/glossary.md", "home-address")] * 2


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"code": "identity-number"}, "身份证号码（identity-number）必须从页面里删去"),
        ({"code": "home-adress"}, "您是不是想写 home-address"),
        ({"decided_by": "王建国"}, "作决定的角色，不写人名"),
        ({"reason": "可以"}, "理由"),
        ({"date": "2026-02-30"}, "日期"),
        ({"path": "index.md"}, "页面的路径"),
        ({"note": "x"}, "没有 note 这一项"),
    ],
)
def test_an_incomplete_or_forbidden_decision_does_not_count(small: Path, entry: dict[str, str], told: str) -> None:
    append(small, "index.md", "解放路12号")
    decide(small, **({"text": "解放路12号"} | entry))
    wrong, warning = found(small)
    assert (wrong.path, wrong.line, wrong.code) == ("docs/_data/allowed.yml", 1, "allow-form")
    assert told in wrong.message
    assert warning.code == "home-address"


def test_a_file_of_decisions_that_cannot_be_read_says_where() -> None:
    assert [line for line, _ in allowed.parse("# 说明\n- {path: x, path: y}\n").wrong] == [2]
    assert [line for line, _ in allowed.parse("path: x\n").wrong] == [1]
    assert [line for line, _ in allowed.parse("- path: x\n- 字\n").wrong] == [1, 2]
    assert allowed.parse("# 只有说明\n") == allowed.Allowed()
