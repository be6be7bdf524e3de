"""Full names of persons, where the words around them say that a name stands there.

A Chinese name is a surname and one or two characters more, and so are many words, so nothing is taken for a name by
itself: a title, a label or 男、女 stands beside it, its end is a mark or a word of its own, and the words that common
surnames begin (安排, 马上, 单位) are set aside. 张某, 张某某, 张×× and 某甲 are what we want instead of names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TypeAlias

from casebook.privacy import nearby
from casebook.privacy.folding import Span

_Context: TypeAlias = tuple[re.Pattern[str], re.Pattern[str], int]

_COMPOUND = "欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|司空|端木|百里|南宫|独孤|呼延|轩辕|澹台|申屠|拓跋|赫连|钟离|濮阳|淳于"
_SINGLE = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁柳鲍史唐费廉"
    "岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵"
    "席季麻强贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀羊"
    "惠甄曲家封芮羿储靳糜松井段富巫乌焦巴弓牧山谷车侯宓蓬全班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶黎薄印宿白怀蒲从鄂索"
    "籍赖卓蔺屠蒙池乔闻党翟谭劳逄姬申冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎连习容向古易慎戈廖庾终居衡步都耿满弘匡"
    "国文寇广禄东欧沃利蔚越师巩聂晁勾敖融冷辛阚那简饶曾沙鞠丰关查荆游竺权盖桓涂仝岳付代佟苟仉隋商牟佘伯尧兰覃粟辜苑付母"
)
_GIVEN = r"[^\W\d_a-zA-Z某甲乙丙丁戊己庚辛壬癸、，。的了是在和与及等]"
_NAME = rf"(?P<name>(?:{_COMPOUND}|[{_SINGLE}]){_GIVEN}{{1,2}}?)"
_POST = (
    "(?:书记|局长|科长|处长|厅长|部长|主任|县长|区长|市长|镇长|乡长|村长|所长|队长|站长|校长|院长|行长|社长|组长|股长|班长|会长|董事长|总经理|经理|会计|出纳|科员|"
    "主席|委员|干事|秘书|司机|老板|法定代表人|负责人|承包人|警官|法官|检察官|律师|医生|老师|教授|同志|先生|女士)"
)
_LABEL = (
    "当事人|被告人?|嫌疑人|姓名|行贿人|受贿人|举报人|证人|被调查人|被审查调查人|被审查人|联系人|责任人|经办人|收款人|签字人|审批人|受害人|被害人|"
    "妻子|丈夫|儿子|女儿|父亲|母亲|弟弟|哥哥|姐姐|妹妹|岳父|岳母|女婿|儿媳|侄子|外甥|亲属|朋友|同学|战友|情人|名叫|名为|化名|本名|党员|干部|职工|公务员"
)
_END = (
    r"(?=[，。、；：,.;:（(）)“”\"\s|]|$|等|与|和|及|的|在|于|因|利用|为了?|违|收受|收了|收下|接受|将|被|把|向|从|对|说|称|任|担任|系|是|曾|已|未|多次|先后|两次|擅自|明知|同意|签|主持|要求|安排|授意|表示|认为|"
    r"涉嫌|严重|受到|受贿|行贿|受|给|送|以|通过|身为|作为|也|又|却|便|还|没|不|找|请|就|伙同|虚报|套取|报销|打|用|私|挪|贪|患|确诊|出|到|去|来)"
)
_BREAK = r"(?:^|(?<=[，。、；：,.;:（(）)“”\"\s|由找请给和与及对被经向从让叫托]))"
_DEPUTY = "(?:副|代|原|时任)?"
_SEX = r"\s?[，,(（]\s?[男女][，,。)）]"
_DEED = "(?:利用职务|收受|受贿|行贿|被给予|受到党内|受党内|受政务|患有?|确诊|被诊断)"
_PUPIL = "(?:学生|幼儿|儿童|学童|孩子|小孩|未成年人|患者|病人)"
_CONTEXTS = tuple(
    (re.compile(pattern, re.MULTILINE), re.compile(mark), reach)
    for pattern, mark, reach in (
        (rf"(?:{_POST}|{_LABEL})[:\s]?{_NAME}{_END}", rf"{_POST[:-1]}|{_LABEL})", 0),
        (rf"{_BREAK}{_NAME}(?={_DEPUTY}{_POST}(?:{_END[3:-1]}))", _POST, 6),
        (rf"{_BREAK}{_NAME}(?={_SEX})", "[男女][，,。)）]", 7),
        (rf"{_BREAK}{_NAME}(?={_DEED})", _DEED.replace("有?", ""), 4),
    )
)
"""How a name stands beside other words; what these begin with, and how far before it the whole begins at most."""
HINT = re.compile(rf"{_POST}|{_LABEL}|[男女]|{_DEED}")
"""What of the Chinese words beside a name every text with one has, and below the same for children and patients."""
PUPIL = re.compile(_PUPIL)
_PUPILS = ((re.compile(rf"{_PUPIL}{_NAME}{_END}"), re.compile(_PUPIL), 0),)
_BARE = re.compile(rf"(?:(?:{_COMPOUND})|[{_SINGLE}]){_GIVEN}{{1,2}}")
_PART = re.compile(r"[\s，,、;；:：/（）()]+")
_OFFICE = "办科处室部组局队站所委会员长记任席理书人师岗审校团"
"""What the name of a post or of an office ends with."""
_WORDS = frozenset(Path(__file__).with_name("names.txt").read_text("utf-8").split())
"""Words, and beginnings of words, that start like a name."""


def full_name(text: str, known: Collection[str] = ()) -> Iterator[Span]:
    """Full names beside a title, a label or 男、女. ``known`` are names that may stand: those of history."""
    return _names(text, _CONTEXTS, known)


def named_pupil_or_patient(text: str) -> Iterator[Span]:
    """Children and patients by their full names."""
    return _names(text, _PUPILS, ())


def named(role: str) -> str:
    """The name of a person in what should name a post; empty where there is none.

    Here a name may stand by itself, as in 机关纪委（赵敏）: a part of the text that is nothing but one, and does not end
    as posts and offices do.
    """
    for start, end in full_name(role):
        return role[start:end]
    for part in _PART.split(role):
        if _BARE.fullmatch(part) and part[-1] not in _OFFICE and not _word(part):
            return part
    return ""


def _names(text: str, contexts: tuple[_Context, ...], known: Collection[str]) -> Iterator[Span]:
    seen: set[int] = set()
    for context in contexts:
        for match in nearby.finditer(*context, text):
            name = match["name"]
            if match.start("name") not in seen and name not in known and not _word(name):
                seen.add(match.start("name"))
                yield match.span("name")


def _word(name: str) -> bool:
    """Whether what looks like a name is a word, or begins with one, or names a post."""
    return name[:2] in _WORDS or name in _WORDS or name[0] == name[-1] == "某" or bool(re.search("[长记任]$", name[1:]))
