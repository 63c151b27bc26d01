"""A passage in; units of a body that the page is of out: 心血管内科 + 主治医师, 招生办公室 + 主任, 航海学院、法学院等18个学院."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

_HAN: Final = "[\u4e00-\u9fff]"
_CHARACTER: Final = (
    "(?![的了和与及在为由让请是对向从等把被将各该本某全其两三几多据如因包])[\u4e00-\u9fff]"
)
#: A unit in front of who works in it; which work may follow goes with its last word.
_UNIT: Final = Expression(
    f"(?:{_CHARACTER}){{0,9}}?"
    "(?:(?:内|外|五官|皮肤|肿瘤|急诊|儿|妇产|产|骨|麻醉|检验|放射|超声|病理|药剂|护理|重症医学|感染性?疾病|中医|康复|口腔|眼|神经|消化|呼吸|肝胆|泌尿|内分泌|肾|心胸|风湿免疫|血液|传染)科"
    "(?=(?:副?主任|护士长|主治|主管|住院|首席|医[生师]|护[士师]|教授|专家))"
    f"|(?<={_HAN}{_HAN})(?:中心(?=副?主任)|办公室(?=(?:常务)?副?主任))|工作部(?=副?部长)"
    f"|[就招宣组统教总后保学研财人科物生市运技]{_HAN}{{0,3}}?[部处](?=副?(?:部长|处长|主任|干事))"
    f"|[农水林经信种植畜牧防医政业产监]{_HAN}{{0,2}}?[科股](?=副?(?:科长|股长)))"
)
#: A unit stands at the head of its clause, and none of these opens it.
_MARKS: Final = frozenset("，。；：、“”！？\n")
_NO_OPENING: Final = frozenset("该其本这那各某市县区省全")
_LONGEST: Final = 16
#: Schools in a row, of a university that the page is of.
_SCHOOLS: Final = Expression(
    f"(?:(?:{_CHARACTER}){{1,9}}学院、){{1,12}}(?:{_CHARACTER}){{1,9}}学院"
    "(?=等?[两三四五六七八九十0-9]{1,3}[个所大家]|[和与及][\u4e00-\u9fff]{1,9}学院)"
)
_SCHOOL: Final = Expression("[\u4e00-\u9fff]{1,9}学院")
_NO_UNIT: Final = Expression(
    "(?:党委|党政|县委|市委|省委|政府|综合|公司|集团|相关|有关|原|时任|现任)(?:办公室|[部处科])"
)


def find_units(passage: Passage) -> Iterator[Candidate]:
    """Units at the head of a clause, and schools in a row."""
    text = passage.text
    for post in passage.posts:
        opening = next(
            (
                at
                for at in range(post.start, max(post.start - _LONGEST, 0), -1)
                if text[at - 1] in _MARKS
            ),
            0 if post.start <= _LONGEST else None,
        )
        if opening is None or text[opening] in _NO_OPENING:
            continue
        unit = _UNIT.match(text, opening)
        if unit is None or unit.end() != post.start or _NO_UNIT.fullmatch(unit[0]):
            continue
        if opening in passage.words.starting and passage.hit_over(*unit.span()) is None:
            yield Candidate(*unit.span(), EntityType.ORGANIZATION, 0.7)
    if "学院、" not in text:
        return
    for row in _SCHOOLS.finditer(text):
        for school in _SCHOOL.finditer(text, row.start(), row.end()):
            if (
                passage.hit_over(*school.span()) is None
                and school.start() in passage.words.starting
            ):
                yield Candidate(*school.span(), EntityType.ORGANIZATION, 0.7)
