"""What must not get out: every kind of personal data and secrecy mark, looked for in any text.

A *blocking* kind is certain enough to stop a page. Of the others a person decides, and the decision is recorded:
:mod:`casebook.content.allowed`. Messages show the ends of what was found only, since they are read by more people than the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from casebook.base.problems import Severity
from casebook.privacy import contacts, identifiers, names, plates, secrecy, traces
from casebook.privacy.folding import Folded, Span

Detector: TypeAlias = Callable[[str], Iterator[Span]]


class Leak(NamedTuple):
    """One finding: its kind, and where it stands in the text (``start`` to ``end``) and what stands there."""

    start: int
    end: int
    code: str
    text: str


class Kind(NamedTuple):
    """What a kind is called, how it is found, and what a text has if it has any of it.

    That is one of some Latin words (in lower case), or what a pattern finds among the Chinese characters: an English page
    has few of them and is soon told to be free of the kinds that are Chinese.
    """

    name: str
    detect: Detector
    chinese: re.Pattern[str] | None = None
    latin: tuple[str, ...] = ()

    def may(self, lowered: str, chinese: str) -> bool:
        """Whether a text may have any of it: the text in lower case, and its Chinese characters alone."""
        found = self.chinese is None or self.chinese.search(chinese)
        return bool(found) or any(word in lowered for word in self.latin)


_PAPERS = re.compile("护照|通行证|台胞证|回乡证|港澳居民|军官证|士官证|警官证")
BLOCKING: dict[str, Kind] = {
    "identity-number": Kind("身份证号码", identifiers.identity),
    "phone-number": Kind("手机号码", identifiers.mobile),
    "landline": Kind("固定电话号码", identifiers.landline),
    "bank-card": Kind("银行卡号", identifiers.card),
    "credit-code": Kind("统一社会信用代码", identifiers.credit_code),
    "plate-number": Kind("车牌号", plates.plate),
    "mail-address": Kind("电子邮箱", contacts.mail),
    "chat-account": Kind("微信号或QQ号", contacts.account),
    "passport-number": Kind("护照或其他证件号码", plates.passport, _PAPERS, ("passport", "travel permit")),
    "secrecy-mark": Kind("密级标志", secrecy.mark, re.compile("密"), ("secret", "confidential")),
}
"""Kinds that block."""
DOUBTFUL: dict[str, Kind] = {
    "identity-alike": Kind("像身份证号码的数字", identifiers.identity_alike),
    "full-name": Kind("姓名全称", names.full_name, names.HINT),
    "home-address": Kind(
        "门牌住址", traces.home, re.compile("[路街巷弄道园苑栋幢楼座组]|胡同|小区|新村|公寓|别墅|单元")
    ),
    "birth-date": Kind("出生日期", traces.birth, re.compile("生"), ("born", "birth", "dob")),
    "exact-day": Kind("具体日期", traces.day),
    "private-network": Kind("内部网络地址", traces.private_network),
    "internal-mark": Kind("内部资料或工作秘密的标志", secrecy.internal, re.compile("内部|工作秘密")),
    "small-unit": Kind("能认出小单位的写法", traces.small_unit, re.compile("年月")),
    "named-pupil": Kind("未成年人或患者的姓名", names.named_pupil_or_patient, names.PUPIL),
}
"""Kinds of which a person decides."""
KINDS = BLOCKING | DOUBTFUL
_HAN = re.compile("[\u4e00-\u9fff]+")
ANYWHERE = (
    "identity-alike",
    "full-name",
    "home-address",
    "birth-date",
    "private-network",
    "internal-mark",
    "named-pupil",
)
"""Doubtful kinds worth pointing out in any text; days and sums stand in many for good reasons."""
_NUMERIC = ("identity-number", "phone-number", "landline", "bank-card", "credit-code", "plate-number", "passport-number", "identity-alike", "chat-account")  # fmt: skip
"""Kinds also looked for with Chinese numerals read as digits."""


def scan(text: str, kinds: Iterable[str] = tuple(BLOCKING), known: Collection[str] = ()) -> list[Leak]:
    """Everything of these kinds in ``text``, by place. ``known`` are full names that may stand."""
    folded = Folded(text)
    found: dict[tuple[str, int], Leak] = {}
    lowered, chinese = folded.text.lower(), "".join(_HAN.findall(folded.text))
    views = (folded.text,)
    numeric = views if folded.digits == folded.text else (folded.text, folded.digits)
    for code in kinds:
        kind = KINDS[code]
        for view in (numeric if code in _NUMERIC else views) if kind.may(lowered, chinese) else ():
            for start, end in kind.detect(view):
                if folded.text[start:end] not in known:
                    place = folded.span(start, end)
                    found.setdefault((code, place[0]), Leak(*place, code, folded.text[start:end]))
    return sorted(found.values())


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def masked(text: str) -> str:
    """The ends of what was found: three characters in front and two behind where it is long, else one."""
    flat = " ".join(text.split())
    return f"{flat[:3]}***{flat[-2:]}" if len(flat) > 7 else f"{flat[:1]}***"


def severity(code: str) -> Severity:
    """Whether a kind stops a page or asks a person to look."""
    return "error" if code in BLOCKING else "warning"


def message(leak: Leak) -> str:
    """What to tell the person who wrote it."""
    name = KINDS[leak.code].name
    if leak.code == "secrecy-mark":
        return f"有{name}“{masked(leak.text)}”，涉密内容不得上网，请立即删去并报告保密工作机构"
    if leak.code in BLOCKING:
        return f"有{name}“{masked(leak.text)}”，请删去；个人和单位的识别信息不进知识库"
    return f"疑有{name}“{masked(leak.text)}”，请{_ADVICE[leak.code]}；确须保留的，由审核人记入 docs/_data/allowed.yml"


_ADVICE = {
    "identity-alike": "删去",
    "full-name": "改成“张某”",
    "home-address": "删去或改成“某路某号”",
    "birth-date": "删去，需要时只写年龄段",
    "exact-day": "改成只到月份",
    "private-network": "删去",
    "internal-mark": "核对能否公开",
    "small-unit": "隐去地名、职务、时间、金额中的一两样",
    "named-pupil": "改成“张某”",
}
"""What to do about a doubtful finding."""
