"""Marks of secrecy. A document that bears one does not belong here at all; speaking of state secrets is another thing.

The mark is the degree with a star and a term (GB/T 7156, GB/T 9704), or the degree alone on a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.privacy.folding import Span

_S = r"[ \t·.\-_*]{0,4}"
_DEGREE = rf"[绝机秘]{_S}密"
_TERM = r"(?:长期|永久|(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*(?:年|个月|月|天|日)|[\u4e00-\u9fff]{2,8}[前后])"
_HINT = re.compile(_DEGREE)
_LEAD = r"^[ \t>#*_\[【「『“\"({]*"
_TAIL = r"[ \t*_\]】」』”\")}]*[。.]?[ \t]*(?:{[^}\n]*})?$"
_LABEL = r"(?:密\s*级(?:标识|标志|及保密期限)?|(?:定密|涉密|保密)(?:等级|级别))"
_MARK = re.compile(
    rf"{_DEGREE}级?\s*[(\[]?\s*★|★\s*{_DEGREE}(?=\s*(?:★|[0-9)\]】]|$))"
    rf"|{_LABEL}\s*(?:为?\s*[:=][\s*“\"]*|为(?=[绝机秘]\S{{0,4}}密(?!级))){_DEGREE}"
    rf"|{_LABEL}(?:[ \t]*\|)?[ \t]+{_DEGREE}(?!级|[^\n]*[绝机秘]密)"
    rf"|{_DEGREE}\s?[*※▲△◆]\s?{_TERM}"
    rf"|{_DEGREE}(?:文件|材料|资料)[ \t,，、]*(?:注意保存|不得外传|严禁外传|严禁复制|阅后|妥善保管)"
    rf"|{_LEAD}{_DEGREE}(?:[ \t]*级?[ \t]*[(\[【]?\s*{_TERM}\s*[)\]】]?)?{_TAIL}"
    rf"|{_LEAD}{_DEGREE}(?:级?文?件)?(?:[ \t·]*(?:特急|特提|加急|平急|急件|第?[0-9]{{1,6}}号))?{_TAIL}"
    rf"|(?:本件|本文件|此件|本材料)(?:属于?|为|系)(?:国家)?{_DEGREE}(?!吗)|{_DEGREE}级?\s*[,，、;；]?\s*保密期限\s*[为是:]?\s*{_TERM}",
    re.MULTILINE,
)
_ENGLISH_HINT = re.compile("SECRET|CONFIDENTIAL|Top secret|Strictly confidential")
_ENGLISH = re.compile(
    r"^[ \t>#*_\[(]*(?:TOP[ \t]+SECRET|SECRET|(?:STRICTLY[ \t]+)?CONFIDENTIAL)(?:[ \t]*(?://|★|-|:|\()[^\n]*)?[ \t*_\])]*$"
    r"|^[ \t>#*_\[(]*(?:Top secret|Strictly confidential)[ \t*_\]).]*$"
    r"|\b[Cc]lassifi(?:cation|ed)[ \t*]*:[ \t*]*(?:TOP[ \t]+SECRET|SECRET|CONFIDENTIAL)\b",
    re.MULTILINE,
)
_INTERNAL = re.compile(
    r"内部(?:资料|文件|材料|刊物|信息)[,，、;；:·\s]*(?:请?注意保存|不得外传|严禁外传|请勿外传|妥善保管|严禁复制|不得转发)"
    r"|(?:仅供|限于?)内部(?:使用|参考|学习|传阅|掌握)|工作秘密\s*(?:★|[:=])"
    r"|^[ \t>#*_\[【(]*(?:内部资料|内部文件|内部使用|工作秘密|内部[ \t]*★[^\n]*)[ \t*_\]】)]*$",
    re.MULTILINE,
)


def mark(text: str) -> Iterator[Span]:
    """Marks of state secrets: 绝密, 机密, 秘密 with a star, after 密级：, or alone on a line; the same in English."""
    for hint, pattern in ((_HINT, _MARK), (_ENGLISH_HINT, _ENGLISH)):
        if hint.search(text):
            yield from map(_stripped, pattern.finditer(text))


def internal(text: str) -> Iterator[Span]:
    """Marks of what is for internal use: work secrets, internal papers."""
    return (_stripped(match) for match in _INTERNAL.finditer(text))


def _stripped(match: re.Match[str]) -> Span:
    lead = len(match[0]) - len(match[0].lstrip(' \t>#*_[【「『“"({'))
    return match.start() + lead, match.end()
