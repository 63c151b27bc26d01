"""A candidate in; whether it names something by itself out: not 我村, not 学校教务处."""

from __future__ import annotations

from typing import Final

from kouan.extraction.names.passages import Candidate
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: 我村, 咱们社区 are somebody's, and no name, nor is 学校教务处.
_OURS: Final = Expression(
    "(?:[我咱俺]|[我咱俺你他她]们)(?:[省市县区镇乡村州]|街道|社区)|(?:学校|公司|医院|企业)[\u4e00-\u9fff]{2,4}[处部科办室]"
)
#: How many, of what sort or how good: 五星酒店, 三家村镇银行, 养老社区, 非营利幼儿园, 老城区.
_SORT: Final = Expression(
    "[一二三四五六七八九十]星级?(?:酒店|饭店|宾馆)|[一二两三四五六七八九十多数几][家所座个].{0,8}?(?:银行|公司|企业|医院|学校|集团|机构|合作社|工厂)|[老新]城区"
    "|(?:养老|智慧|未来|零碳|绿色|老旧|完整|美好|和谐|文明|幸福|示范|安置|成熟|封闭|大型|高档|商住|精品|品质)(?:社区|小区)"
    "|(?:新|改|扩建|改扩建|改建|公办|民办|普惠性?|非营利性?|营利性|义务教育|寄宿制|省级|市级|国家级|省属|市属|名师|名校长|城区|镇区|标准化|示范性?|高水平|特色|薄弱|优质|规上)+(?:学校|小学|中学|高中|幼儿园|工作室|医院|养老院|院校|高校|实验室)"
)
#: 老城区 is a district there.
_SORT_ENDS: Final = frozenset("店馆区行司业院校团构社厂学中园室")
_THINGS: Final = (EntityType.ORGANIZATION, EntityType.PLACE)
_OLD_TOWN: Final = "洛阳"
#: Ships of a size, and what a ministry runs many of: 好望角 + 型船舶, 教育部 + 重点实验室9个.
_MEASURED: Final = Expression(
    "型(?:船|货|散|集装箱|油)|(?:国防)?(?:重点实验室|工程研究中心|创新团队|野外站)(?=[0-9一二两三四五六七八九十]+[个家支])"
)
#: The end of one name and a number: 广 + 东三省.
_CUT: Final = ("广", "山")
_THREE: Final = "东三省"
#: No person is called so: 连车费, 林铁处.
_NO_PERSON: Final = Expression(".{1,2}[费处局署厅]")


def is_one(text: str, found: Candidate) -> bool:
    """Whether a candidate stands in one block, and is not somebody's village or any school's office."""
    is_whole = "\n" not in text[found.start : found.end]
    if found.type is EntityType.PERSON:
        return is_whole and not _NO_PERSON.fullmatch(text, found.start, found.end)
    if (
        text[found.end - 1] in _SORT_ENDS
        and found.type in _THINGS
        and _SORT.fullmatch(text, found.start, found.end)
    ):
        return text[found.start : found.end] == "老城区" and _OLD_TOWN in text
    if _MEASURED.match(text, found.end) or (
        text.startswith(_THREE, found.start) and text.endswith(_CUT, 0, found.start)
    ):
        return False
    return is_whole and not _OURS.fullmatch(text, found.start, found.end)
