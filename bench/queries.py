"""The queries that the bench asks of every system, and the one it waits for first.

Words of the sampled pages: official terms, parts of words, everyday words, several words, articles, English.
"""

from __future__ import annotations

from casebook.content.vocabulary import Lang

FIRST = "购物卡"
"""Found by every system, so that each has a first result."""

QUERIES: dict[Lang, tuple[str, ...]] = {
    "zh": (
        "收礼",
        "购物卡",
        "酒驾",
        "公务接待",
        "工程项目",
        "招标",
        "打招呼",
        "年轻干部",
        "党费",
        "津补贴",
        "红包",
        "形式主义",
        "诬告陷害",
        "挪用公款",
        "影响期",
        "处分条例 收礼",
        "网络赌博 出纳",
        "纪检干部 泄密",
        "第八十八条",
        "四种形态",
    ),
    "en": (
        "gift card",
        "drunk driving",
        "gambling",
        "public funds",
        "reception",
        "young cadres",
        "party dues",
        "tender",
        "false accusation",
        "leaked information",
    ),
}
