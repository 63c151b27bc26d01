"""Organizations that a passage names in, what belongs to them out: their offices and branches, and the departments of its division."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kouan.extraction.names.committees import find_committees
from kouan.extraction.names.customs import find_customs
from kouan.extraction.names.firms import (
    find_firms_by_share,
    find_firms_by_trade,
    find_firms_in_rows,
)
from kouan.extraction.names.local_bodies import find_local_bodies
from kouan.extraction.names.naming import SHORT_OF_CENTRAL_BANK
from kouan.extraction.names.passages import Candidate, HeadHit, Passage
from kouan.extraction.names.schools import find_colleges, find_schools
from kouan.extraction.names.squads import find_squads
from kouan.extraction.names.units import find_units
from kouan.extraction.words import HAN
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: What a department of a hospital is called, where someone who works there follows, or nothing.
DEPARTMENT = Expression(
    "(?:(?:呼吸|感染|骨|消化|风湿|老年|运动|康复|烧伤)[与和])?(?![开设建新增有拥挂转到收普分])(?:(?:(?![的和与及在为由让请])[\u4e00-\u9fff]){1,10}?(?:科|中心|病区|门诊部)(?=(?:学科)?(?:带头人|副?主任|护士长|主治|医[生师]|专家|教授|团队|负责人))"
    "|(?:(?![的和与及在为由让请])[\u4e00-\u9fff]){1,6}?科(?=[，。；）]|$))"
)
#: What an office of a body is called, where someone who works there follows: 疾控中心 + 传染病防治所 + 所长.
OFFICE = Expression(
    "(?!有关|相关|所属|下属|隶属)(?:(?![的和与及在为由让请是对向从等兼副])[\u4e00-\u9fff]){2,10}?(?:处|司|所|室|署|中心|科|组|股|庭)(?=(?:常务)?副?(?:处长|司长|所长|主任|署长|科长|组长|股长|庭长|负责人|首席|研究员))"
)
#: What the names of bodies end with that have such offices.
OFFICE_OWNERS = frozenset("局部委署队心院会办厅关处")
#: A department of a firm or a school in front of who works there: …股份有限公司业务部 + 副经理.
FIRM_OFFICE = Expression(
    "(?!有关|相关|所属|下属|隶属)(?:(?![的和与及在为由让请是对向从等兼副])[\u4e00-\u9fff]){1,12}?(?:部|处|科|室|所|中心|车间)"
    "(?=(?:高级|首席|常务)?副?(?:总经理|经理|部长|处长|科长|所长|主任|主管|总监|负责人|研究员|分析师|经济学家))"
)
#: What the names of firms and schools end with.
FIRMS_AND_SCHOOLS = ("公司", "集团", "银行", "证券", "大学", "学院")
#: Places that are run like firms: 长水机场 + 航站区管理部 + 副经理.
STATIONS = ("机场", "火车站", "高铁站", "景区", "水利枢纽", "码头")
#: A body of the province or city that the page is of, in front of who leads it: 省教育招生考试院 + 副院长.
OF_PROVINCE = Expression(
    "(?:(?<=[，。；：、“（\n])|^)(?:自治区|[省市县])(?!长|委|级|内|外|区|里|场|民)(?:(?![的和与及在为由让是对向从])[\u4e00-\u9fff]){1,10}?(?:厅|局|委员会|委|院|中心|办公室|办|总队|支队|协会)"
    "(?=(?:党[组委]书记|副?[局厅院]长|副?主任|副?会长|(?:相关|有关)?负责人|新闻发言人|工作人员)"
    "|(?:(?![的和与及在为由让是对向从])[\u4e00-\u9fff]){2,8}?(?:处|科|股|中心|所|庭|室|站)副?(?:处长|科长|股长|主任|所长|庭长|站长))"
)
#: The division in front of one of its departments: 据 + 市 + 商务局.
OF_DIVISION = Expression("(?:自治区|自治州|[省市县区州])$")
#: Words of these sorts stand in front of it, besides marks: 会同 + 省财政厅, 报 + 市卫健委, not 海淀 + 区教委.
BEFORE_DIVISION = ("p", "c", "v", "d", "u", "r", "t")
#: The same, where the segmenter joins them to the word for the division.
BOUND = frozenset("据由经与和及从向对受给请为在")
#: Which of several schools or hospitals of a division it is: 县 + 第二 + 实验小学.
OF_KIND = Expression(
    "(?:第[一二三四五六七八九十]{1,2}|中心|实验|直属|机关|人民|老年|特殊|职业|农村|高级|中级|[农工商村]商|中医|妇幼|公共|城市)+$"
)
#: What may stand right in front of such a head.
DIVISION_OR_KIND = frozenset("省市县区州一二三四五六七八九十心验属关民年殊业村级商医幼共")
#: What the names of departments end with, and of houses that a division runs: 县 + 第二实验小学, 省 + 高级人民法院.
DEPARTMENT_ENDS = frozenset("局厅委办会室院台馆校学园行社")
#: How the name of a national body begins and ends that has branches in places: 国家统计局 + 四川调查总队.
NATIONAL, NATIONAL_ENDS = ("国家", "中国", "全国"), frozenset("局会行")
#: What runs a body's business and bears its name: 国家防总 + 办公室.
BUREAUS = ("办公室", "秘书处")
#: 海巡署 + 东部分署.
REGIONAL = Expression("[\u4e00-\u9fff]{2,5}?分署")
DIVIDED, DIVISION_ENDS = ("province", "prefecture", "county"), frozenset("省市县区州旗")
#: What the names of a body and of one that it owns end with: 卫生福利部 + 国民健康署.
OWNERS, AGENCIES = frozenset("部会院府"), frozenset("署局司处厅")
#: 珠海局拱北办 is one name; 二连边检站 + 执勤业务一科 are two.
UNIT_LENGTH = 4
UNIT_HEADS = frozenset("办司处署")


def find_branches(
    passage: Passage, organizations: list[Candidate], sites: list[Candidate]
) -> Iterator[Candidate]:
    """What bears the name of a body that the passage names, or stands in a row with one."""
    yield from _with_unit(passage, organizations)
    yield from _agencies(passage)
    yield from _bureaus(passage)
    yield from find_committees(passage, organizations)
    of_division = list(_of_division(passage, organizations))
    yield from of_division
    local = list(find_local_bodies(passage, [*organizations, *of_division]))
    yield from local
    yield from _departments(passage, [*organizations, *of_division, *local], sites)
    yield from find_colleges(passage, organizations)
    yield from find_schools(passage, sites)
    yield from find_firms_in_rows(passage, organizations)
    yield from find_firms_by_trade(passage)
    yield from _branches(passage, organizations)
    yield from _of_province(passage, organizations)
    yield from find_firms_by_share(passage)
    yield from find_customs(passage)
    yield from find_units(passage)
    yield from find_squads(passage, [*organizations, *of_division])


def _with_unit(passage: Passage, organizations: list[Candidate]) -> Iterator[Candidate]:
    """珠海局 + 拱北办: a short unit behind its organization is one name with it."""
    ending = {one.end: one for one in organizations}
    for unit in organizations:
        owner = ending.get(unit.start)
        if owner is None or unit.end - unit.start > UNIT_LENGTH:
            continue
        if passage.text[unit.end - 1] in UNIT_HEADS:
            yield Candidate(owner.start, unit.end, EntityType.ORGANIZATION, 0.8)


def _agencies(passage: Passage) -> Iterator[Candidate]:
    """卫生福利部 + 国民健康署: two listed bodies in a row, the one of the other, are one name."""
    for owner, agency in pairwise(passage.hits):
        if (
            owner.end == agency.start
            and owner.name.type is agency.name.type is EntityType.ORGANIZATION
            and (
                (passage.text[owner.end - 1] in OWNERS and passage.text[agency.end - 1] in AGENCIES)
                or owner.surface == "联合国"
            )
        ):
            yield Candidate(owner.start, agency.end, EntityType.ORGANIZATION, 0.85)


def _bureaus(passage: Passage) -> Iterator[Candidate]:
    """国家防总 + 办公室: a listed body and the office behind it are one name."""
    for hit in passage.hits:
        if hit.name.type is EntityType.ORGANIZATION and passage.text.startswith(BUREAUS, hit.end):
            bureau = next(one for one in BUREAUS if passage.text.startswith(one, hit.end))
            yield Candidate(hit.start, hit.end + len(bureau), EntityType.ORGANIZATION, 0.85)
        elif hit.surface[-1] == "署" and (region := REGIONAL.match(passage.text, hit.end)):
            yield Candidate(hit.start, region.end(), EntityType.ORGANIZATION, 0.85)
        elif hit.name.level in DIVIDED and hit.surface[-1] in DIVISION_ENDS:
            office = OFFICE.match(passage.text, hit.end)  # 合肥市 + 招生考试中心 + 副主任
            if office is not None:
                yield Candidate(hit.start, office.end(), EntityType.ORGANIZATION, 0.75)


def _departments(
    passage: Passage, organizations: list[Candidate], sites: list[Candidate]
) -> Iterator[Candidate]:
    """华西医院 + 肝脏外科, 疾控中心 + 传染病防治所 in front of a post: the department bears the name of its owner."""
    owners = {one.end: one.start for one in organizations}
    owners |= {
        hit.end: hit.start for hit in passage.hits if hit.name.type is EntityType.ORGANIZATION
    }
    owners |= {one.end: one.start for one in sites if passage.text.endswith(STATIONS, 0, one.end)}
    for end, start in owners.items():
        shape = DEPARTMENT if passage.text.endswith("医院", start, end) else OFFICE
        if passage.text.endswith((*FIRMS_AND_SCHOOLS, *STATIONS), start, end):
            shape = FIRM_OFFICE
        elif shape is OFFICE and passage.text[end - 1] not in OFFICE_OWNERS:
            continue
        department = shape.match(passage.text, end)
        if department is not None:
            yield Candidate(start, department.end(), EntityType.ORGANIZATION, 0.85)


def with_offices(passage: Passage, resolved: list[Candidate]) -> list[Candidate]:
    """市教育局 + 基础教育科: an office in front of who leads it bears the name of its body, short as that may be here."""
    joined: list[Candidate] = []
    for one in resolved:
        owner = joined[-1] if joined else None
        if (
            owner is not None
            and owner.end == one.start
            and owner.type is one.type is EntityType.ORGANIZATION
            and passage.text[owner.end - 1] in OFFICE_OWNERS
            and (office := OFFICE.match(passage.text, one.start))
            and office.end() == one.end
        ):
            joined[-1] = Candidate(owner.start, one.end, one.type, 0.85)
        else:
            joined.append(one)
    return joined


def _branches(passage: Passage, organizations: list[Candidate]) -> Iterator[Candidate]:
    """国家统计局 + 四川调查总队: a national body and its branch in a place are one name."""
    owners = {
        hit.end: hit.start
        for hit in passage.hits
        if hit.name.type is EntityType.ORGANIZATION
        and (
            (passage.text[hit.end - 1] in NATIONAL_ENDS and hit.surface.startswith(NATIONAL))
            or (hit.surface.startswith("国网") and hit.surface.endswith("电力"))
            or hit.surface.endswith("行")  # 工行 + 徐州市分行
        )
    }
    for branch in organizations:
        start = owners.get(branch.start)
        if passage.text.endswith(SHORT_OF_CENTRAL_BANK, 0, branch.start):
            start = branch.start - len(SHORT_OF_CENTRAL_BANK)
        place = passage.hit_at(branch.start)
        if start is not None and place is not None and place.name.type is EntityType.PLACE:
            yield Candidate(start, branch.end, EntityType.ORGANIZATION, 0.85)


def _of_province(passage: Passage, organizations: list[Candidate]) -> Iterator[Candidate]:
    """省教育招生考试院 in front of who leads it, where it is no short form of a body that is named whole."""
    for found in OF_PROVINCE.finditer(passage.text):
        if any(
            passage.text.endswith(found[0], 0, one.end)
            for one in organizations
            if one.start < one.end - len(found[0])
        ):
            continue
        office = OFFICE.match(passage.text, found.end())
        end = found.end() if office is None else office.end()
        yield Candidate(found.start(), end, EntityType.ORGANIZATION, 0.75)


def _of_division(passage: Passage, organizations: list[Candidate]) -> Iterator[Candidate]:
    """市商务局, 省财政厅: a department of the division that a page is of, where it is no short form of a body that is named whole."""
    named = {passage.text[one.start : one.end] for one in organizations}
    for head in passage.heads:
        division = _division_before(passage, head)
        if division is None:
            continue
        surface = passage.text[division : head.end]
        is_short = any(name.endswith(surface) and name != surface for name in named)
        if not is_short and any(
            one.type is EntityType.ORGANIZATION and one.need == "name" for one in head.heads
        ):
            yield Candidate(division, head.end, EntityType.ORGANIZATION, 0.75)


def _division_before(passage: Passage, head: HeadHit) -> int | None:
    """Where the department that this head closes begins with the bare word for its division; None if it does not."""
    text = passage.text
    if text[head.end - 1] not in DEPARTMENT_ENDS:
        return None
    if text[head.start - 1 : head.start] not in DIVISION_OR_KIND:
        return None
    kind = OF_KIND.search(text, max(0, head.start - 8), head.start)
    at = head.start if kind is None else kind.start()
    if at - head.start == 0 and head.end - head.start <= 2:
        return None
    division = OF_DIVISION.search(text, max(0, at - 4), at)
    if division is None:
        return None
    start = division.start()
    if start == 0 or not HAN.match(text[start - 1]):
        return start
    number = passage.words.closed_by(start)
    if number is None:
        return start if text[start - 1] in BOUND and start - 1 in passage.words.starting else None
    tag = passage.words.tags[number]
    is_place = passage.hit_over(start - 1, start) is not None
    return start if tag.startswith(BEFORE_DIVISION) and not is_place else None
