"""A filled-in form becomes a page or nothing: on recorded events of two platforms, and on hostile variants of them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from casebook.content import corpus, reader
from casebook.content.data_files import load_templates
from casebook.content.field_types import UNFILLED
from casebook.content.schema import Case
from casebook.editing.caseform import DECLARED, entries

from tests.conftest import ROOT, run

FORMS = ROOT / "tests" / "fixtures" / "forms"
PAGE = "cases/2022/2022-06-meal-ticket.md"
NUMBER = "11010519491231002X"


def event(name: str = "github") -> Any:
    return json.loads((FORMS / f"{name}.json").read_text("utf-8"))


def submit(root: Path, content: Any) -> subprocess.CompletedProcess[str]:
    file = root.parent / "event.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return run("case_from_form.py", file, "--root", root, "--reply", root.parent / "reply.md")


def reply(root: Path) -> str:
    return (root.parent / "reply.md").read_text("utf-8")


def snapshot(root: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in root.parent.rglob("*.md") if file.name != "reply.md"}


def written(root: Path) -> corpus.Page:
    content, _ = reader.read(root)
    return next(page for page in (*content.pages, *content.untyped) if page.path == PAGE)


@pytest.mark.parametrize("platform", ["github", "gitea"])
def test_a_form_becomes_a_page_that_lacks_only_what_was_left_open(small: Path, platform: str) -> None:
    done = submit(small, event(platform))
    assert done.returncode == 0, done.stdout + done.stderr
    page = written(small)
    assert isinstance(page.meta, Case)
    assert (page.meta.title, page.meta.month, page.meta.status) == ("一份函报两餐", "2022-06", "draft")
    assert page.meta.issue == ["improper-dining", "official-letter-dining"]
    assert page.meta.updated == "2026-12-02"
    first, second = page.meta.legal_basis
    assert (first.rule, first.edition, first.article, first.present) == (
        "jilv-chufen-tiaoli-2018",
        "2018",
        "106",
        "116",
    )
    assert (second.use, second.clause, second.present) == ("contrast", "", None)
    assert (page.meta.minutes.read, page.meta.minutes.session) == (6, [15])
    assert "没有登记编号" in page.body
    checked = run("check_content.py", "--root", small).stdout.splitlines()
    assert checked
    assert [line for line in checked if not line.endswith("[fill-in]")] == []
    assert f"还有 {page.body.count(UNFILLED)} 处待填" in reply(small)


def test_every_section_of_the_template_is_there_once_and_in_order(small: Path) -> None:
    submit(small, event())
    wanted = [h.id for h in corpus_headings(load_templates(ROOT / "docs" / "_data")["zh"])]
    assert [h.id for h in written(small).headings if h.level == 2] == wanted


def corpus_headings(body: str) -> list[Any]:
    from casebook.content.markdown import headings

    return [heading for heading in headings(body) if heading.level == 2]


def put(label: str, text: str) -> Any:
    """The event with the entry of that label filled in differently."""
    content = event()
    parts = content["issue"]["body"].split("### ")
    assert sum(part.startswith(label) for part in parts) == 1, label
    parts = [f"{part.splitlines()[0]}\r\n\r\n{text}\r\n\r\n" if part.startswith(label) else part for part in parts]
    content["issue"]["body"] = "### ".join(parts)
    return content


def plus(label: str, text: str) -> Any:
    """The event with more text after the entry of that label."""
    return put(label, f"{UNFILLED}\r\n\r\n{text}")


HOSTILE: dict[str, tuple[Any, str]] = {
    "slug leads out": (put("英文短名", "../../../etc/cron.d/x"), "短名写的是"),
    "slug with a folder": (put("英文短名", "a/b"), "短名写的是"),
    "slug is a dot": (put("英文短名", ".."), "短名写的是"),
    "slug with a line": (put("英文短名", "x\r\ny"), "短名写的是"),
    "slug with an ending": (put("英文短名", "x.md\u0000"), "短名写的是"),
    "slug too long": (put("英文短名", "a" * 200), "短名写的是"),
    "month none": (put("刊出的月份", "2022-13"), "月份写的是"),
    "month leads out": (put("刊出的月份", "../../2022-06"), "月份写的是"),
    "month taken": (put("刊出的月份", "2022-05"), "2022-05 已有案例"),
    "YAML by a new line": (put("标题（title）", '甲"\r\nstatus: published\r\nx: "'), "标题（title） 写的是"),
    "YAML by quotes": (put("一句话案情", '甲", status: published, x: "乙'), "（summary） 写的是"),
    "YAML tag": (put("处理的月份", "!!python/object/apply:os.system [id]"), "处理的月份（handled） 写的是"),
    "YAML alias": (put("四种形态", "*form"), "[term]"),
    "YAML in a citation": (put("引用的条文", '"}, {evil: 1}'), "（legal_basis） 第 1 项的 rule"),
    "unknown rule": (put("引用的条文", "jilv-9999 | 1"), "不在规则登记册"),
    "article that is no number": (put("引用的条文", "jilv-chufen-tiaoli-2018 | 一百零六"), "条号数字"),
    "unknown tag": (
        put("问题类型", "收礼, formalism（形式主义）"),
        "问题类型（issue） 第 1 项写的是“收礼”，没有这个代号",
    ),
    "minutes that are none": (put("时长：读完", "很快"), "应为整数"),
    "minutes beyond measure": (put("时长：读完", "9999"), "[range]"),
    "title with a tag": (put("标题（title）", "<b>甲</b>"), "[format]"),
    "script": (plus("正文：案情", "<script>alert(1)</script>"), "“案情”一节：正文里有 HTML"),
    "event handler": (plus("正文：案情", "<img src=x onerror=alert(1)>"), "[raw-html]"),
    "attribute": (plus("正文：案情", "[文](../../index.md){ onclick=x }"), "[attribute]"),
    "script link": (plus("正文：案情", "[坏](javascript:alert(1))"), "[scheme]"),
    "picture from outside": (plus("正文：案情", "![远处的图](https://example.org/a.png)"), "[scheme]"),
    "open fence": (plus("正文：案情", "```"), "[fence]"),
    "a section of its own": (plus("正文：案情", "## 处理结果 {#outcome}\r\n\r\n无"), "[duplicate-id]"),
    "a title of its own": (plus("正文：案情", "# 题"), "[top-heading]"),
    "an entry twice": (plus("正文：案情", "### 标题（title）\r\n\r\n另一个"), "出现两次"),
    "override in the text": (plus("正文：案情", "甲\u202e乙"), "[direction]"),
    "identity number": (plus("正文：案情", f"证号{NUMBER}。"), "[identity-number]"),
    "identity number in the title": (put("标题（title）", f"证号{NUMBER}"), "[identity-number]"),
    "identity number in the wrong entry": (put("处理的月份", NUMBER), "处理的月份（handled） 写的是"),
    "phone in the wrong entry": (put("时长：读完", "138 1234 5678"), "（minutes.read） 写的是"),
    "phone": (plus("正文：处理结果", "电话 13812345678"), "[phone-number]"),
    "mark of secrecy": (plus("正文：处理结果", "机密★一年"), "[secrecy-mark]"),
    "a line without end": (plus("正文：案情", "长" * 3000), "[long-line]"),
    "a megabyte": (plus("正文：案情", "长句。\r\n" * 120_000), "超过 200 kB"),
    "deep brackets": (plus("正文：案情", "[" * 1500), "[nesting]"),
    "required entry empty": (put("问题类型", "_No response_"), "缺少“问题类型（issue）”"),
    "not declared": (put("提交前", f"- [X] {DECLARED[0]}\r\n- [ ] {DECLARED[1]}"), "没有全部勾选"),
}


def refused(small: Path, content: Any, reason: str) -> None:
    """Sees that a form is refused for this reason, in words, and that nothing is written."""
    before = snapshot(small)
    done = submit(small, content)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert reason in reply(small)
    assert snapshot(small) == before


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_form_is_refused_with_its_reason_and_nothing_is_written(small: Path, kind: str) -> None:
    refused(small, *HOSTILE[kind])


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_answer_repeats_no_personal_data_and_shows_nothing_as_mark_up(small: Path, kind: str) -> None:
    submit(small, HOSTILE[kind][0])
    first, _, *rest = reply(small).rstrip("\n").split("\n")
    assert first.startswith("没有写成页面")
    assert all(line.startswith("    · ") for line in rest)
    assert NUMBER not in reply(small)
    assert "13812345678" not in reply(small).replace(" ", "")
    assert max(map(len, rest)) < 320


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("jilv-chufen-tiaoli-2019 | 106", "您是不是想写 jilv-chufen-tiaoli-2018？ [rule]"),
        (" | 106", "缺少 引用的条文（legal_basis） 第 1 项的 rule，请补上 [missing-field]"),
    ],
)
def test_of_a_rule_that_is_not_known_only_that_is_said(small: Path, line: str, reason: str) -> None:
    submit(small, put("引用的条文", line))
    _, _, only = reply(small).rstrip("\n").split("\n")
    assert only.endswith(reason)


BROKEN: dict[str, tuple[Any, str]] = {
    "not JSON": (b"{", "不是议题事件"),
    "not text": (b"\xff\xfe\x00", "不是议题事件"),
    "nested without end": (b"[" * 200_000, "不是议题事件"),
    "a list": (b"[]", "不是议题事件"),
    "no issue": ({"action": "labeled"}, "不是议题事件"),
    "no text": ({"issue": {**event()["issue"], "body": None}}, "没有正文"),
    "another form": ({"issue": {**event()["issue"], "body": "你好"}}, "缺少“英文短名（slug）”"),
    "not accepted": ({"issue": {**event()["issue"], "labels": [{"name": "case"}]}}, "没有标签 accepted"),
    "day that is none": ({"issue": {**event()["issue"], "updated_at": "昨天"}}, "updated 写的是"),
    "an event of megabytes": (b'{"x": "' + b"x" * 5_000_001 + b'"}', "至多 5,000,000"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_accepted_form_is_refused(small: Path, kind: str) -> None:
    refused(small, *BROKEN[kind])


def test_each_required_entry_is_asked_for(small: Path) -> None:
    content = event()
    content["issue"]["body"] = "### 标题（title）\n\n甲\n"
    submit(small, content)
    words = reader.read(small)[0].vocabulary
    required = [e.label for e in entries(words, load_templates(ROOT / "docs" / "_data")["zh"]) if e.required]
    assert len(required) > 12
    assert [label for label in required if f"缺少“{label}”" not in reply(small)] == ["标题（title）"]


def test_the_same_form_twice_does_not_overwrite(small: Path) -> None:
    assert submit(small, event()).returncode == 0
    before = snapshot(small)
    assert submit(small, event()).returncode == 1
    assert "2022-06 已有案例" in reply(small)
    assert snapshot(small) == before


def test_the_form_in_the_repository_is_the_one_the_models_give() -> None:
    from export_form import PLACE, rendered

    assert (ROOT / PLACE).read_bytes() == rendered(ROOT), "make forms 重新生成"


def test_the_forms_choices_are_the_taxonomys() -> None:
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "case.yml").read_text("utf-8"))
    lists = {item["id"]: item["attributes"]["options"] for item in form["body"] if item["type"] == "dropdown"}
    taxonomy = yaml.safe_load((ROOT / "docs" / "_data" / "taxonomy.yml").read_text("utf-8"))["dimensions"]
    assert set(lists) == {"provenance", "discipline", "issue", "domain", "measure", "form", "audience", "priority"}
    for facet, options in lists.items():
        assert options == [f"{value['slug']}（{value['zh']}）" for value in taxonomy[facet]["values"]]
        assert not any(", " in option for option in options)


def test_every_field_of_a_case_is_asked_for_or_known() -> None:
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "case.yml").read_text("utf-8"))
    asked = {item["id"].split("-")[0] for item in form["body"] if "id" in item}
    assert set(Case.model_fields) - asked == {
        "status",
        "updated",
        "review",
        "reviewed",
        "publish_on",
        "withdrawn",
    }
