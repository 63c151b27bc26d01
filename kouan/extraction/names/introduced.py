"""The passages of an article in, the bodies out that it names whole where it says what it calls them from there on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: （以下简称“济南局集团公司”）, （601601，下称“某某股份”）, （简称“同济医院”，代码601601）: what a name is called from here on.
STATED: Final = Expression(
    '[（(](?:[0-9A-Za-z.:： ]{2,24}[，,、；; ])?(?:以下|下文|后文|文中|下)?(?:统|合|均)?(?:简称|下称|以下称)(?:为|作|：|:)?[“「”"]?'
    '(?P<short>[\u4e00-\u9fffA-Za-z0-9]{2,16})[”」“"]?(?:[，,、；;或和及][^（）()]{1,40})?[)）]'
)
#: What the name of a body ends with, where no list has it.
_ENDS: Final = (
    "公司", "集团", "银行", "大学", "学院", "医院", "学校", "中学", "小学", "协会", "学会", "商会", "联合会", "合作社", "研究院", "研究所", "研究中心",
    "实验室", "管委会", "委员会", "基金会", "法院", "检察院", "交易所", "监管局", "管理局", "事务所", "俱乐部", "联盟", "厂", "厅", "总队", "支队", "馆",
)  # fmt: skip
#: 太平洋保险（集团）股份有限公司: brackets that are part of the name.
_INSIDE: Final = Expression("[（(][\u4e00-\u9fff]{2,8}[）)]$")
#: No name has more characters.
_LONGEST: Final = 30
_CLAUSE: Final = Expression("[\u4e00-\u9fff·A-Za-z0-9]*$")
#: Words of these sorts stand before a name, not in it, nor do these verbs.
_BEFORE: Final = frozenset("pcurdtxywo")
_VERBS: Final = frozenset(
    ("获悉", "来到", "走进", "位于", "举行", "委托", "收购", "起诉", "入股", "会同", "联合", "介绍", "披露", "成为", "是", "有")
)  # fmt: skip
#: 控股子公司白鹭重工有限公司: what a house is to another is no part of its name.
_OWNED: Final = Expression(
    "(?:其|公司|集团)?(?:旗下|下属|所属|控股|全资|参股|合资)(?:的?(?:子公司|孙公司|公司|企业))?"
)
_SHORTEST: Final = 4


def find_introduced(passage: Passage) -> Iterator[Candidate]:
    """Bodies in front of a bracket that says what they are called from here on: 白鹭（集团）股份有限公司（下称“白鹭股份”）."""
    if "称" not in passage.text:
        return
    for found in STATED.finditer(passage.text):
        end = found.start()
        if not passage.text.endswith(_ENDS, 0, end):
            continue
        begin = _begin(passage, end)
        inside = _INSIDE.search(passage.text, max(0, end - 40), _bracket_end(passage.text, begin))
        if inside is not None:
            begin = _begin(passage, inside.start())
        if owned := _OWNED.match(passage.text, begin, end):
            begin = owned.end()
        if end - begin >= _SHORTEST and passage.text[begin] not in "（(":
            yield Candidate(begin, end, EntityType.ORGANIZATION, 0.9)


def _bracket_end(text: str, begin: int) -> int:
    return begin if text[max(0, begin - 1) : begin] in ("）", ")") else 0


def _begin(passage: Passage, end: int) -> int:
    """Where the name that ends at `end` begins: behind a mark, or a word that stands before names."""
    clause = _CLAUSE.search(passage.text, max(0, end - _LONGEST), end)
    first = clause.start() if clause else end
    begin = end
    number = passage.words.covering(end - 1)
    while number >= 0 and passage.words.starts[number] >= first:
        is_before = passage.words.tags[number][:1] in _BEFORE
        if begin < end and (is_before or passage.words.surfaces[number] in _VERBS):
            break
        begin = passage.words.starts[number]
        number -= 1
    return begin
