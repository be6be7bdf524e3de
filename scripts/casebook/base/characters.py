"""Rules on the characters of a page, front matter and body alike, before anything is parsed.

Each is a small generator of problems whose docstring is the rule. What :mod:`casebook.base.fixes` mends says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from casebook.base.problems import FIXABLE, Problem
from casebook.base.source import BOM, Source, quoted

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]")
DIRECTION = re.compile("[\u061c\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e01ef]"
)
WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]+")
_COMBINING = re.compile("[\u0300-\u036f\u3099\u309a\u2f00-\u2fd5\uf900-\ufaff]")
_MARKED = re.compile("[^\\W_][\u0300-\u036f\u3099\u309a]+|[\u2f00-\u2fd5\uf900-\ufaff]")
_LOST = re.compile("\ufffd|锟斤拷|[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_RARE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u2f00-\u2fd5\u3099\u309a\u3164锟\ue000-\ufaff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uffa0\ufff9-\uffff\U0001d400-\U0010ffff]"
)
"""Every finding of the rules on single characters holds one of these, and hardly any page does: one look tells."""
UNSEEN = re.compile("|".join(each.pattern for each in (CONTROL, DIRECTION, INVISIBLE, WIDE, _LOST)))
"""What an escape in front matter could smuggle past the rules on characters."""
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)|^={7}$", re.MULTILINE)
_CONFLICTS = ("<" * 7, ">" * 7, "|" * 7, "=" * 7)
_BLANKS = ("TODO", "FIXME", "TBD", "orem ipsum", "XXX", "待补", "待完善", "占位文字", "此处填写", "请在此处")
"""What every placeholder contains."""
_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z])(?:TODO|FIXME|TBD|[Ll]orem ipsum|X{3,})(?![A-Za-z])|待补充?(?![一-鿿])|待完善|占位文字|此处填写|请在此处"
)
_HAN = "[\u4e00-\u9fff]"
SPACED = re.compile(
    rf" (?<={_HAN}.) *(?P<word>[A-Za-z0-9](?:[\w.,%+/\- ]*[\w%+])?) +(?={_HAN})"
    r"| (?<=[0-9].) *(?=[年月日时秒元亿条款项个名次页岁%])",
    re.ASCII,
)


def byte_order_mark(source: Source) -> Iterator[Problem]:
    """A file does not begin with a byte order mark, which some programs show."""
    if source.raw.startswith(BOM):
        yield Problem(source.path, 1, "byte-order-mark", f"文件开头有 BOM 记号，应删去{FIXABLE}", 1, "warning")


def line_ends(source: Source) -> Iterator[Problem]:
    """Lines end with LF: CRLF makes every line look changed, and CR alone joins lines for some programs."""
    if "\r" not in source.raw:
        return
    if alone := re.search(r"\r(?!\n)", source.raw):
        line = len(re.findall(r"\r\n?|\n", source.raw[: alone.start()])) + 1
        yield Problem(source.path, line, "line-ends", f"换行是单独的 CR，应为 LF{FIXABLE}")
    elif "\r\n" in source.raw:
        line = source.raw.count("\n", 0, source.raw.index("\r\n")) + 1
        yield Problem(source.path, line, "line-ends", f"换行是 CRLF，应为 LF{FIXABLE}", severity="warning")


def control_character(source: Source) -> Iterator[Problem]:
    """No control characters besides line ends and tabs."""
    for number, match in _rare(source, CONTROL):
        message = f"有看不见的控制字符 {_code(match)}，请删去"
        yield Problem(source.path, number, "control-character", message, match.start() + 1)


def direction(source: Source) -> Iterator[Problem]:
    """No characters that change the direction of writing: what is shown would not be what is written."""
    for number, match in _rare(source, DIRECTION):
        message = f"有改变书写方向的字符 {_code(match)}，显示的次序与实际不同，请删去后核对文字"
        yield Problem(source.path, number, "direction", message, match.start() + 1)


def invisible(source: Source) -> Iterator[Problem]:
    """No zero-width or otherwise invisible characters: they hide words from readers, search and checks."""
    for number, match in _rare(source, INVISIBLE):
        message = f"有看不见的字符 {_code(match)}，请删去{_fixable(source, number)}"
        yield Problem(source.path, number, "invisible", message, match.start() + 1)


def full_width(source: Source) -> Iterator[Problem]:
    """Digits and Latin letters are the plain ones: neither full-width nor mathematical."""
    for number, match in _rare(source, WIDE):
        message = f"“{match[0]}”是全角或数学用字，应为半角“{half(match[0])}”{_fixable(source, number)}"
        yield Problem(source.path, number, "full-width", message, match.start() + 1)


def decomposed(source: Source) -> Iterator[Problem]:
    """A letter and its accent are one character (NFC), and a Chinese character is no radical or compatibility form.

    The forms look the same and do not find each other.
    """
    for number, match in _rare(source, _MARKED, lambda match: composed(match[0]) != match[0]):
        what = "由几个字符拼成，应为一个" if len(match[0]) > 1 else f"是部首或兼容用字（{_code(match)}），应为"
        message = f"“{match[0]}”{what}“{composed(match[0])}”{_fixable(source, number)}"
        yield Problem(source.path, number, "decomposed", message, match.start() + 1)


def lost_character(source: Source) -> Iterator[Problem]:
    """No traces of a text read in the wrong encoding, and no private characters, which others see as boxes."""
    for number, match in _rare(source, _LOST):
        message = f"有乱码或自造字（{_code(match)}），请对照原稿改正"
        yield Problem(source.path, number, "lost-character", message, match.start() + 1)


def conflict_marker(source: Source) -> Iterator[Problem]:
    """No marks left by an unresolved merge."""
    for number, match in _first(source, _CONFLICT) if any(mark in source.text for mark in _CONFLICTS) else ():
        message = f"留有 Git 合并冲突的记号“{match[0].strip()}”，请选定一种写法后删去"
        yield Problem(source.path, number, "conflict-marker", message, 1)


def placeholder(source: Source) -> Iterator[Problem]:
    """Nothing is left to be filled in; a quotation keeps the blanks of its original."""
    for number, line in source.prose() if any(blank in source.text for blank in _BLANKS) else ():
        if match := _PLACEHOLDER.search(line):
            message = f"“{match[0]}”是没有写完的记号，请写上内容或删去"
            yield Problem(source.path, number, "placeholder", message, match.start() + 1)


def spacing(source: Source) -> Iterator[Problem]:
    """In Chinese, numbers and Latin words stand without spaces: 在2022年, not 在 2022 年. Quotations are left alone."""
    looked_at = not source.path.endswith(".en.md") and SPACED.search(source.text)
    for number, line in source.prose() if looked_at else ():
        if match := SPACED.search(line):
            shown = line[max(0, match.start() - 1) : match.end() + 1]
            message = f"“{shown}”里汉字与数字、字母之间有空格，应写“{unspaced(shown)}”{FIXABLE}"
            yield Problem(source.path, number, "spacing", message, match.start() + 1, "warning")


def trailing_space(source: Source) -> Iterator[Problem]:
    """No spaces at the end of a line. Two of them before another line of text break the line, and may stay."""
    may = " \n" in source.text or "\t\n" in source.text or source.text.endswith((" ", "\t"))
    for index, line in enumerate(source.lines) if may else ():
        if trails(source.lines, index):
            column = len(line.rstrip(" \t")) + 1
            yield Problem(source.path, index + 1, "trailing-space", f"行末有多余的空格{FIXABLE}", column, "warning")


def last_line(source: Source) -> Iterator[Problem]:
    """A file ends with one line end."""
    if not source.text.endswith("\n") or source.text.endswith("\n\n"):
        line = source.text.rstrip("\n").count("\n") + 1
        yield Problem(source.path, line, "last-line", f"文件应以一个换行结束{FIXABLE}", severity="warning")


RULES = (
    byte_order_mark,
    line_ends,
    control_character,
    direction,
    invisible,
    full_width,
    decomposed,
    lost_character,
    conflict_marker,
    placeholder,
    spacing,
    trailing_space,
    last_line,
)


def composed(text: str) -> str:
    """Letters and their accents as one character, where there is one; Chinese characters as they are usually coded."""
    return _MARKED.sub(lambda match: unicodedata.normalize("NFC" if len(match[0]) > 1 else "NFKC", match[0]), text)


def half(text: str) -> str:
    """Full-width digits and Latin letters as half-width ones."""
    return WIDE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def unspaced(text: str) -> str:
    """Numbers and Latin words between Chinese characters without the spaces around them."""
    return SPACED.sub(lambda match: match["word"] or "", text)


def trails(lines: tuple[str, ...], index: int) -> bool:
    """Whether the line ends with spaces that mean nothing."""
    line = lines[index]
    if not line.endswith((" ", "\t")) or quoted(line):
        return False
    breaks = line.strip() and line.endswith("  ") and index + 1 < len(lines) and lines[index + 1].strip()
    return not breaks


@lru_cache(maxsize=1)
def _holds_rare(source: Source) -> bool:
    """The rules look at one page after another, so one answer is kept."""
    return bool(_RARE.search(source.text))


def _rare(
    source: Source, pattern: re.Pattern[str], wanted: Callable[[re.Match[str]], bool] = bool
) -> Iterator[tuple[int, re.Match[str]]]:
    """What :func:`_first` gives for a pattern of rare characters."""
    return _first(source, pattern, wanted) if _holds_rare(source) else iter(())


def _first(
    source: Source, pattern: re.Pattern[str], wanted: Callable[[re.Match[str]], bool] = bool
) -> Iterator[tuple[int, re.Match[str]]]:
    """The first wanted match on each line, with the line's number counting from 1."""
    if not pattern.search(source.text):
        return  # nearly always: a page is looked through at once before its lines are
    for number, line in enumerate(source.lines, 1):
        if match := next(filter(wanted, pattern.finditer(line)), None):
            yield number, match


def _code(match: re.Match[str]) -> str:
    return f"U+{ord(match[0][0]):04X}"


def _fixable(source: Source, number: int) -> str:
    """The hint at ``--fix``, which leaves quotations as they are."""
    return "" if quoted(source.lines[number - 1]) else FIXABLE
