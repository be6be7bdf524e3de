"""Addresses and accounts at which somebody is reached on a network. Each detector gives the spans it finds in a folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.privacy import nearby
from casebook.privacy.folding import Span

_TOP = r"(?:com|cn|net|org|gov|edu)(?![A-Za-z0-9])"
_AT = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"[(\[{<【〔#]\s?(?:at|@|#|艾特)\s?[)\]}>】〕#]",
        r"[\\*`]*(?:@|%40)[*`]*",
        rf"艾特|_at_(?=[a-z0-9\-]+\.{_TOP})",
        r"\sat\s",
    )
)
_AT_HINTS = (("",), ("@", "%40"), ("艾特", "_at_"), ("dot", "邮", "mail"))
"""Without one of these, in lower case, no address has that sign: the bare word needs a spelled host or a label."""
_USER = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._%+\-]*|(?<=[:\s])[\u4e00-\u9fff]{2,4})\s?$")
_DOT = rf"(?:[.。]|\s\.\s|\s?[(\[{{【〔]\s?(?:dot|点|\.)\s?[)\]}}】〕]\s?|点(?={_TOP}))"
_HOST = re.compile(
    rf"\s?(?:[A-Za-z0-9\-]+{_DOT})+(?!(?:png|jpe?g|svg|webp|css|js|html?|md)\b)(?:[A-Za-z]{{2,}}|中国|公司|政务|公益)"
    r"|\s?[A-Za-z0-9\-\u4e00-\u9fff]+\.(?:中国|公司|政务|公益)",
    re.IGNORECASE,
)
_SPOKEN_HOST = re.compile(r"\s*[A-Za-z0-9\-]+(?:[ \t]+dot[ \t]+[A-Za-z]{2,})+", re.IGNORECASE)
_WRITTEN_HOST = re.compile(rf"\s*(?:[A-Za-z0-9\-]+\.)+{_TOP}", re.IGNORECASE)
_MAILED = re.compile(r"(?:邮箱|邮件|邮址|mail)[^\n]{0,12}$", re.IGNORECASE)
"""Before an address whose sign is the bare word ``at``: a page may be read *at* a site."""
_WEIXIN = r"(?:微\s?信|[微威薇卫徽wv]❤?信|卫星(?=号)|wei信|绿泡泡|weixin|wechat|(?<![a-z0-9])(?:vx|wx)(?![a-z0-9]))"
_NUMBERED = r"\s?(?:号码|帐号|账号|账户|号|名|id)"
_SAID = r"[\s:为是=*`|(\[“'「【]{0,4}"
_KEPT_ID = r"[a-z0-9][a-z0-9_\-]{4,19}(?![a-z0-9])"
_ODD_ID = r"(?=[a-z0-9_\-]{0,19}[0-9_])[a-z][a-z0-9_\-]{5,19}"
"""What only an account looks like: letters with a digit or a low line among them."""
_CHAT = re.compile(
    r"[微威薇卫徽绿加+扣企球vVwWqQ](?i:(?<=[微威薇卫徽])\s?❤?[信星]|(?<=绿)泡|(?<=[加+])\s?[我上下]?\s?[vwq微薇威]|(?<=扣)扣|(?<=企)鹅|(?<=球)球"
    r"|(?<=v)(?:x|\s?:|❤?信)|(?<=w)(?:x|ei[信x]|echat|❤?信)|(?<=q)(?:\s?q|群|\s?:)|(?<=oicq))"
)
"""What every label of an account begins with, or holds at the end of the four letters of oicq."""
_CHAT_REACH = 3
_ACCOUNT = re.compile(
    rf"{_WEIXIN}{_NUMBERED}{_SAID}{_KEPT_ID}|(?:微\s?信(?=\s?[:为是=])|(?<![a-z])(?:vx|wx|[wv]信)(?=\s?[:=])){_SAID}{_KEPT_ID}"
    rf"|(?:加|\+)\s?(?:我|上|下)?\s?(?:v信?|微信?|薇|威|vx|wx)(?![a-z]{{2}})\s?号?{_SAID}{_KEPT_ID}|(?<![a-z0-9])v(?=\s?:){_SAID}{_ODD_ID}"
    rf"|(?:{_WEIXIN}(?:搜索?)?|(?:加|\+)\s?薇){_SAID}{_ODD_ID}|(?<![a-z0-9])wxid_[a-z0-9]{{6,}}"
    r"|(?:(?<![a-z])q\s?q|扣扣|企鹅|球球|oicq)\s?(?:/\s?微信|群|邮箱)?\s?(?:号码|帐号|账号|号|number|account|id|no\.)?(?:\s?is)?[\s:为是=*`|(\[“'「【]{0,4}[1-9](?:[ \-]?[0-9]){4,11}(?![0-9元人年万个])"
    r"|(?:(?:加|\+)\s?q(?=\s?:?\s?[1-9])|(?<![a-z0-9])q(?=群?\s?:))群?[\s:]{0,3}[1-9][0-9]{5,11}(?![0-9元人年万个])",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"(?:抖音|快手|小红书)(?:号码|账号|帐号|号|id)[\s:为是]{0,4}[a-z0-9_][a-z0-9_\-.]{4,23}(?![a-z0-9])", re.IGNORECASE
)
"""Accounts with which somebody shows films and pictures."""


def mail(text: str) -> Iterator[Span]:
    """E-mail addresses, also with the sign spelled out."""
    lowered = text.lower()
    for form, hints in zip(_AT, _AT_HINTS, strict=True):
        for sign in form.finditer(text) if any(hint in lowered for hint in hints) else ():
            host, labelled = _hosts(text, sign)
            user = _USER.search(text, max(0, sign.start() - 64), sign.start()) if host or labelled else None
            if user and labelled and _MAILED.search(text, max(0, user.start() - 20), user.start()):
                host = labelled
            if user and host:
                yield user.start(), host.end()


def _hosts(text: str, sign: re.Match[str]) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The host after a sign, and the one that counts only where a label stands before the address."""
    if sign[0].strip().lower() != "at":
        return _HOST.match(text, sign.end()), None
    return _SPOKEN_HOST.match(text, sign.end()), _WRITTEN_HOST.match(text, sign.end())


def account(text: str) -> Iterator[Span]:
    """Accounts of WeChat, QQ and the like after their label."""
    yield from (match.span() for match in nearby.finditer(_ACCOUNT, _CHAT, _CHAT_REACH, text))
    if "抖" in text or "手" in text or "书" in text:
        yield from (match.span() for match in _SHOWN.finditer(text))
