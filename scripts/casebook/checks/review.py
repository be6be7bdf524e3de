"""Rules on the review of a page: its status claims no more than its record says, and the record can be true."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from casebook.base.problems import Problem
from casebook.checks.place import in_body, in_front
from casebook.content.approval import text_mark
from casebook.content.corpus import Corpus, Page
from casebook.content.field_groups import Drafting, Review, Step
from casebook.content.markdown import inline_links
from casebook.content.publication import target
from casebook.privacy.names import named

REVIEWED = ("approved", "published")
"""What a page may call itself only after every step."""
_ORDERS = (("draft", "first", "second", "final"), ("draft", "proof1", "proof2", "proof3"), ("draft", "secrecy"))
_LAST = ("final", "proof3", "secrecy")
"""The steps that look at the text as it will appear."""
_LEVELS = ("draft", "first", "second", "final")


def review_complete(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """An approved or published page has been through every step, and each has passed it."""
    if _status(page) not in REVIEWED:
        return
    done = _steps(page)
    if missing := [_name(corpus, step) for step in Review.model_fields if step not in done]:
        message = f"status 写的是 {page.meta.status}，审核记录里还缺：{'、'.join(missing)}"
        yield in_front(page, ("status",), "review-missing", f"{message}。没有做过的不能补填，请先写 draft")
    for name, step in done.items():
        if isinstance(step, Step) and step.result != "pass":
            message = f"{_name(corpus, name)}的结论是 return（退回），status 不能写 {page.meta.status}，请先写 draft"
            yield in_front(page, ("review", name), "review-returned", message)


def review_claimed(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Sample content has had no review; a draft that has passed every step is ready to be called approved."""
    done = _steps(page)
    if _status(page) == "sample" and (page.meta.review or page.meta.reviewed):
        message = "示范内容没有经过审核，不能有审核记录：没有审过就删去 review、reviewed，本单位开始审了就把 status 改为 draft"
        yield in_front(page, ("review" if page.meta.review else "reviewed",), "review-sample", message)
    passed = all(getattr(step, "result", "pass") == "pass" for step in done.values())
    if _status(page) == "draft" and passed and len(done) == len(Review.model_fields):
        message = "审核各步都已通过，status 可以改为 approved（审定）；还要修改的，从初审重新走"
        yield in_front(page, ("status",), "review-ready", message, "warning")


def review_order(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """The steps follow each other: drafting before the reviews in their order, before the proofs, before secrecy."""
    done = _steps(page)
    for order in _ORDERS:
        for earlier, later in pairwise(name for name in order if name in done):
            if done[later].date < done[earlier].date:
                message = f"{_name(corpus, later)}写的是 {done[later].date}，早于{_name(corpus, earlier)}的 {done[earlier].date}"
                yield in_front(page, ("review", later, "date"), "review-order", f"{message}，请核对日期")


def review_of_text(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """What was signed off is what is published: the text has not changed since."""
    if _status(page) in REVIEWED:
        done = _steps(page)
        if before := [_name(corpus, name) for name in _LAST if name in done and done[name].date < page.meta.updated]:
            message = f"正文在 {page.meta.updated} 改过，{'、'.join(before)}在这之前，改动没有审过，请从初审重新走"
            yield in_front(page, ("updated",), "review-stale", f"{message}；只补填审核记录的，不改 updated")


def review_same_text(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """An approved or published page has the text whose mark stands on the review sheet that was signed."""
    if _status(page) not in REVIEWED:
        return
    sheet = f"审核单由 .venv/bin/python scripts/export_review.py docs/{page.path} 打印"
    if not page.meta.reviewed:
        message = f"没有写 reviewed（审的是哪一版）：照终审签过的审核单写上面的文字编号；没有审过的写 draft。{sheet}"
        yield in_front(page, ("status",), "review-text", message)
    elif page.meta.reviewed != text_mark(page.front):
        message = f"现在的文字不是审过的那一版（reviewed 写的是 {page.meta.reviewed}）：请改回去，或者写 draft、从初审重新走。{sheet}"
        yield in_front(page, ("reviewed",), "review-text", message)


def review_posts(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """Nobody signs off what they wrote, and the three reviews are three levels.

    The record holds posts, not persons, so that it can show no more than different posts. Two people of one post may
    well write and read first for each other: of that a person decides.
    """
    done = {name: step for name, step in _steps(page).items() if name in _LEVELS}
    for one, other in combinations(done, 2):
        if "".join(done[one].role.split()) == "".join(done[other].role.split()):
            both = f"{_name(corpus, one)}和{_name(corpus, other)}的岗位都是“{done[other].role}”"
            at = ("review", other, "role")
            if (one, other) == ("draft", "first"):
                yield in_front(page, at, "review-same-post", f"{both}，请确认不是同一个人：不审自己写的稿子", "warning")
            else:
                yield in_front(page, at, "review-one-post", f"{both}：三审是三级，由不同的岗位承担，起草的不终审")


def review_role(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A step is signed by a post, not by a person's name."""
    signed: dict[tuple[str, ...], str] = {("review", name): step.role for name, step in _steps(page).items()}
    if withdrawn := getattr(page.meta, "withdrawn", None):
        signed[("withdrawn",)] = withdrawn.role
    for within, role in signed.items():
        at = (*within, "role")
        if name := named(role):
            post = role.replace(name, "").strip(" ，、:：()（）")
            message = f"{'.'.join(at)} 里像有姓名“{name[0]}某”，只写岗位，如 {post or '机关纪委副书记'}"
            yield in_front(page, at, "review-name", message)


def publish_on(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A page appears on a day of its own only if it is reviewed for it, and not before its review has ended."""
    day = getattr(page.meta, "publish_on", None)
    if day is None:
        return
    if page.meta.status in ("sample", "withdrawn"):
        message = f"status 是 {page.meta.status}，没有发布的日期，请删去 publish_on"
        yield in_front(page, ("publish_on",), "publish-status", message)
    late = [_name(corpus, name) for name, step in _steps(page).items() if step.date > day]
    if late:
        message = f"publish_on 写的是 {day}，早于{'、'.join(late)}：先审查、后公开，请改成审完以后的日期"
        yield in_front(page, ("publish_on",), "publish-early", message)


def withdrawal(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """A withdrawn page says when, why, and which post decided; no other page does. It was published before."""
    if page.lang != "zh":
        return
    meta = page.meta
    if meta.status == "withdrawn" and meta.withdrawn is None:
        message = "撤下的页面要写明 withdrawn：role（决定的岗位）、date（日期）、reason（一句话的理由，会显示在网页上）"
        yield in_front(page, ("status",), "withdrawal-missing", message)
    elif meta.status != "withdrawn" and meta.withdrawn:
        message = f"有撤下的记录，status 却是 {meta.status}：撤下就写 withdrawn，重新刊出就删去 withdrawn、从初审重新走"
        yield in_front(page, ("withdrawn",), "withdrawal-status", message)
    elif meta.withdrawn and any(step.date > meta.withdrawn.date for step in _steps(page).values()):
        message = f"撤下的日期 {meta.withdrawn.date} 早于审核的日期，请核对"
        yield in_front(page, ("withdrawn", "date"), "withdrawal-order", message)


def frame(page: Page, corpus: Corpus) -> Iterator[Problem]:
    """The home page, the sections' first pages and the glossary are always there: the site hangs on them."""
    if page.lang == "zh" and page.frame and (page.meta.status not in ("sample", "published") or page.meta.publish_on):
        message = f"这一页是网站的骨架，不能少，status 应为 sample 或 published，不定时，现在是 {page.meta.status}"
        yield in_front(page, ("status",), "frame-status", message)


def link_to_unpublished(corpus: Corpus) -> Iterator[Problem]:
    """Pages that are read lead to pages that can be read. A link to another becomes its words, an agenda names it."""
    waiting = {page.path: page for page in corpus.originals if _waiting(page)}
    for page in corpus.pages if waiting else ():
        if page.base in waiting:
            continue
        for link in inline_links(page.body):
            if not link.image and (other := waiting.get(target(page, link.target))):
                line = page.body.count("\n", 0, link.start)
                message = f"“{link.text[:20]}”链接的页面{_said(other)}，网站上只显示这几个字，不能点"
                yield in_body(page, line, "link-unpublished", message, severity="warning")
        for index, item in enumerate(getattr(page.meta, "agenda", ())):
            if other := waiting.get(item.page):
                message = f"流程里的 docs/{item.page} {_said(other)}，课件里只有它的名字，请换一页或等它发布"
                yield in_front(page, ("agenda", index, "page"), "agenda-unpublished", message, "warning")


def address_held(corpus: Corpus) -> Iterator[Problem]:
    """A page that was published stays: its next version waits beside it, or a notice says that it is gone."""
    known = set(corpus.addresses)
    for page in corpus.originals:
        if page.meta.status in ("draft", "approved") and page.url("zh") in known:
            message = f"这一页发布过，status 是 {page.meta.status} 就不生成，读者会打不开；审完写 published，不能再看的写 withdrawn"
            yield in_front(page, ("status",), "address-held", message, "warning")


def _waiting(page: Page) -> bool:
    """Whether a page is an original that cannot be read. One that waits for its day will be."""
    return _status(page) in ("draft", "approved", "withdrawn")


def _said(page: Page) -> str:
    return "已经撤下" if page.meta.status == "withdrawn" else f"还没有发布（{page.meta.status}）"


def _status(page: Page) -> str:
    return str(getattr(page.meta, "status", ""))


def _steps(page: Page) -> dict[str, Drafting]:
    """The steps that are recorded, in their order."""
    review = getattr(page.meta, "review", None)
    return {name: step for name in Review.model_fields if (step := getattr(review, name, None))}


def _name(corpus: Corpus, step: str) -> str:
    return corpus.vocabulary.label(f"step_{step}", "zh")


RULES = (
    review_complete,
    review_claimed,
    review_order,
    review_of_text,
    review_same_text,
    review_posts,
    review_role,
    publish_on,
    withdrawal,
    frame,
)
CORPUS_RULES = (link_to_unpublished, address_held)
