"""A passage in; the police of a kind of place, and what a hospital runs right behind its name, out: 地铁 + 公安分局, 市第一医院 + 肺结节诊疗中心."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: What police guard, and what they are called there.
_SQUAD: Final = Expression(
    "(?:机场|空港|民航|地铁|轨道(?:交通)?|轨交|公交|港口|港航|港区|水上|水域|海上|内河|航运|铁路|高铁|森林|站前|景区|旅游|保税区|开发区|高新区|经开区|高速(?:公路)?)"
    "(?:公安(?:分局|局|处)|派出所|(?:公安)?(?:交(?:通)?警(?:察)?|特警|巡警|乘警|刑警|消防(?:救援)?)(?:总队|支队|大队))"
)
_POLICE: Final = ("公安", "派出所", "队")
#: Words of these sorts stand in front of such police, besides marks.
_BEFORE: Final = ("p", "c", "v", "d", "u", "r", "t", "f", "x")
_MARKS: Final = frozenset("，。；：、“（\n")
#: What a hospital runs, by what is done there, and no one who works there behind it: then it bears the name of its owner.
_WARD: Final = Expression(
    "(?!新|建|设|成|开|有|的|和|与|及|为|在|由)"
    "(?:(?:(?!院|了|设立|开设|增设|[新扩改筹]建|改造|启[用动]|推进|建[成设立])[\u4e00-\u9fff]){0,9}?(?:(?:诊疗|诊治|诊断|治疗|救治|防治|防控|康复|健康管理|体检|内镜|腔镜|介入|生殖(?:医学)?|透析|急救|护理|治未病|移植|微创|睡眠|分娩|产前诊断|肿瘤|血管|代谢|质子|核医学)中心"
    "|(?:疼痛|睡眠|营养|戒烟|咳嗽|伤口|减重|护理|哮喘|卵巢|不孕不育|生长发育|多学科|[老女儿][年童性]病?|专病|专科|特需|联合)门诊)"
    "|(?:(?!院|了|设立|开设|增设|[新扩改筹]建|改造|启[用动]|推进|建[成设立])[\u4e00-\u9fff]){2,9}?(?:(?:透析|手术|抢救|监护|留观|导管|分娩|内镜|康复|注射)室|病区))"
    "(?!(?:学科)?(?:带头人|副?主任|护士长|主治|医[生师]|专家|教授|团队|负责人|主管|质控)|建设|认证|验收|[量率次费人均]|[0-9一二三四五六七八九十两]{1,6}[家个])"
)
_HOSPITAL: Final = ("医院", "保健院", "卫生院", "院区")


def find_squads(passage: Passage, organizations: list[Candidate]) -> Iterator[Candidate]:
    """Police named by what they guard, and the wards behind hospitals."""
    text = passage.text
    if any(word in text for word in _POLICE):
        for found in _SQUAD.finditer(text):
            if _opens(passage, found.start()):
                yield Candidate(*found.span(), EntityType.ORGANIZATION, 0.8)
    ends = {one.end for one in organizations}
    ends |= {hit.end for hit in passage.hits if hit.name.type is EntityType.ORGANIZATION}
    for end in ends:
        ward = _WARD.match(text, end) if text.endswith(_HOSPITAL, 0, end) else None
        if ward is not None:
            yield Candidate(*ward.span(), EntityType.ORGANIZATION, 0.8)


def _opens(passage: Passage, start: int) -> bool:
    """Whether a name begins here: behind a mark, or behind a word that belongs to no name."""
    if start == 0 or passage.text[start - 1] in _MARKS:
        return True
    number = passage.words.closed_by(start)
    is_free = number is not None and passage.words.tags[number].startswith(_BEFORE)
    return is_free and passage.hit_over(start - 1, start) is None
