"""A passage in; names that are not listed but have the shape of one out: words that tell, then a head (湛江 + 海关)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kouan.extraction.names.beginnings import name_start, subject_start
from kouan.extraction.names.listed import Head
from kouan.extraction.names.offices import national_start, office_start
from kouan.extraction.names.passages import Candidate, HeadHit, Passage
from kouan.extraction.names.runs import PLACE_SIGNS, Boundaries, Run, is_common, run_at
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: Parts of speech of words that only seem to be the last of a head: the name goes on.
GOES_ON = frozenset({"城市", "经济", "型", "群", "人", "部门"})
#: Behind 站 the verb.
STANDING = frozenset("在着起立稳到出")
#: Committees inside an organization are not named apart from it: …总站党委书记.
INNER = frozenset({"党委", "纪委", "团委", "党支部", "党总支", "总工会"})
#: Behind a country: 美国FDA.
ACRONYM = Expression("[A-Z]{3,6}(?![A-Za-z0-9+&-])")
SERVICES = frozenset({"武警"})
#: What a department of a hospital is called, where someone who works there follows, or nothing.
DEPARTMENT = Expression(
    "(?![开设建新增有拥挂转到收普分])(?:(?:(?![的和与及在为由让请])[\u4e00-\u9fff]){1,10}?(?:科|中心|病区|门诊部)(?=(?:学科)?(?:带头人|副?主任|护士长|主治|医[生师]|专家|教授|团队|负责人))"
    "|(?:(?![的和与及在为由让请])[\u4e00-\u9fff]){1,6}?科(?=[，。；）]|$))"
)
#: What an office of a body is called, where someone who works there follows: 疾控中心 + 传染病防治所 + 所长.
OFFICE = Expression(
    "(?:(?![的和与及在为由让请是对向从等兼副])[\u4e00-\u9fff]){2,10}?(?:处|司|所|室|署|中心)(?=(?:常务)?副?(?:处长|司长|所长|主任|署长|负责人|首席|研究员))"
)
OFFICE_OWNERS = frozenset("局部委署队心院会办厅")
#: A college is named without its university in front of who teaches or learns there: 智能制造学院 + 教师.
COLLEGE = Expression(
    "(?:(?<=[，。；：、“（\n])|^)(?:(?!大学|学校|党校|[的在是与和及从由向到为该本各])[\u4e00-\u9fff]){2,8}学院"
    "(?=(?:党委|党总支|副?院长|副?教授|教师|讲师|辅导员|师生|学生|博士|研究生|本科生|团队))"
)
#: Of firms in a row one that is known tells of the others: 京东集团、皇冠集团.
FIRMS = Expression("[\u4e00-\u9fff]{2,12}(?:集团|公司)(?:、[\u4e00-\u9fff]{2,8}(?:集团|公司))+")
ROW = Expression("(?:集团|公司)、")
FIRM = Expression("(?<=、)[\u4e00-\u9fff]{2,8}(?:集团|公司)(?=[、等和与及，。；])")
#: What is counted is many and has no name: 2所五年制高职学校.
COUNTED = Expression("[0-9一二两三四五六七八九十百千万][余多]?[所家个间座批支类]$")
#: What the names of a body and of one that it owns end with: 卫生福利部 + 国民健康署.
NATIONAL, NATIONAL_ENDS = ("国家", "中国", "全国"), frozenset("局会行")
OWNERS, AGENCIES = frozenset("部会院府"), frozenset("署局司处厅")
#: 珠海局拱北办 is one name; 二连边检站 + 执勤业务一科 are two.
UNIT_LENGTH = 4
UNIT_HEADS = frozenset("办司处署")


def find_shapes(passage: Passage, limits: Boundaries) -> Iterator[Candidate]:
    """Every name by shape; overlapping ones are left to the resolution of mentions."""
    organizations: list[Candidate] = []
    for found in passage.heads:
        following = passage.text[found.end : found.end + 2]
        if following[:1] in GOES_ON or following in GOES_ON or following[:1] == "长":
            continue  # 卫生部 + 长
        if _is_inside_name(passage, found):
            continue
        if following[:1] in STANDING and passage.text[found.end - 1] == "站":
            continue  # 同中国 + 站在一起
        if (
            passage.text[found.start : found.end] in INNER
            and found.start in passage.organization_ends
        ):
            continue
        for head in found.heads:
            if head.type is EntityType.PROGRAM or _is_listed(passage, found, head):
                continue
            start = _start_of(passage, found, head, limits)
            if start is not None and not (
                is_common(passage.text[start : found.end], head.type, limits)
                or _is_counted(passage, start)
            ):
                is_body = head.type is EntityType.ORGANIZATION
                opening = _sender_start(passage, start) if is_body else start
                shape = Candidate(opening, found.end, head.type, 0.8)
                if is_body:
                    organizations.append(shape)
                yield shape
    yield from _with_unit(passage, organizations)
    yield from _departments(passage, organizations)
    yield from _colleges(passage, organizations)
    yield from _firms(passage, organizations)
    yield from _branches(passage, organizations)
    yield from _agencies(passage)
    yield from _foreign_acronyms(passage, limits)


def _is_inside_name(passage: Passage, found: HeadHit) -> bool:
    """The last character of a word that the segmenter takes for a person's or a known name: 杰里科, 香港."""
    if found.end - found.start > 1:
        return False
    word = passage.words.covering(found.start)
    if passage.words.starts[word] == found.start:
        return False
    person = passage.words.tags[word].startswith("nr")
    return person or passage.text.startswith("香港", found.end - 2)


def _sender_start(passage: Passage, start: int) -> int:
    """A body abroad bears the name of who sent it: 中国 + 驻 + 柬埔寨大使馆; a force that of its service: 武警 + 黑龙江总队."""
    text = passage.text
    if start and text[start] in PLACE_SIGNS and text[start - 1] in PLACE_SIGNS:
        number = passage.words.starting.get(start - 1)
        if number is not None and passage.words.ends[number] == start:
            return start - 1  # 中 + 俄议会合作委员会
    at = start if text.startswith("驻", start) else start - 1
    stationed = at > 0 and text.startswith("驻", at)
    hit = passage.hit_over(at - 1, at) if stationed else passage.hit_over(start - 1, start)
    if start == 0 or hit is None or hit.end != (at if stationed else start):
        return start
    sender = hit.name.level == "country" or hit.name.type is EntityType.ORGANIZATION
    return hit.start if (sender if stationed else hit.surface in SERVICES) else start


def _goes_on(passage: Passage, end: int) -> bool:
    """A noun follows, to which the head belongs: 中国 + 航空发动机, 上海 + 保险市场."""
    number = passage.words.starting.get(end)
    if number is None:
        return end < len(passage.text)
    tag = passage.words.tags[number]
    return tag.startswith(("n", "vn", "j")) and tag[:2] not in ("nr", "ns", "nt")


def _is_listed(passage: Passage, found: HeadHit, head: Head) -> bool:
    """阿勒泰地区 stands in the gazetteer: nothing before it belongs to it."""
    if head.type is EntityType.ORGANIZATION:
        return False
    hit = passage.hit_over(found.end - 1, found.end)
    return (
        hit is not None
        and hit.end == found.end
        and not hit.name.stem
        and hit.name.type is head.type
    )


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
            and passage.text[owner.end - 1] in OWNERS
            and passage.text[agency.end - 1] in AGENCIES
        ):
            yield Candidate(owner.start, agency.end, EntityType.ORGANIZATION, 0.85)


def _departments(passage: Passage, organizations: list[Candidate]) -> Iterator[Candidate]:
    """华西医院 + 肝脏外科, 疾控中心 + 传染病防治所 in front of a post: the department bears the name of its owner."""
    owners = {one.end: one.start for one in organizations}
    owners |= {
        hit.end: hit.start for hit in passage.hits if hit.name.type is EntityType.ORGANIZATION
    }
    for end, start in owners.items():
        shape = DEPARTMENT if passage.text.endswith("医院", start, end) else OFFICE
        if shape is OFFICE and passage.text[end - 1] not in OFFICE_OWNERS:
            continue
        department = shape.match(passage.text, end)
        if department is not None:
            yield Candidate(start, department.end(), EntityType.ORGANIZATION, 0.85)


def _colleges(passage: Passage, organizations: list[Candidate]) -> Iterator[Candidate]:
    """智能制造学院 in front of its teachers, where no name is found by another shape."""
    if "学院" not in passage.text:
        return
    known = {one.end for one in organizations}
    for found in COLLEGE.finditer(passage.text):
        if found.end() not in known:
            yield Candidate(*found.span(), EntityType.ORGANIZATION, 0.75)


def _firms(passage: Passage, organizations: list[Candidate]) -> Iterator[Candidate]:
    """The firms of a row in which one is known."""
    if not ROW.search(passage.text):
        return
    known = {one.end for one in organizations} | {
        hit.end for hit in passage.hits if hit.name.type is EntityType.ORGANIZATION
    }
    for row in FIRMS.finditer(passage.text):
        if any(end in known for end in range(row.start(), row.end() + 1)):
            for firm in FIRM.finditer(passage.text, row.start()):
                if firm.start() >= row.end():
                    break
                if firm.end() not in known:
                    yield Candidate(*firm.span(), EntityType.ORGANIZATION, 0.7)


def _branches(passage: Passage, organizations: list[Candidate]) -> Iterator[Candidate]:
    """国家统计局 + 四川调查总队: a national body and its branch in a place are one name."""
    owners = {
        hit.end: hit.start
        for hit in passage.hits
        if hit.name.type is EntityType.ORGANIZATION
        and passage.text[hit.end - 1] in NATIONAL_ENDS
        and hit.surface.startswith(NATIONAL)
    }
    for branch in organizations:
        start = owners.get(branch.start)
        place = passage.hit_at(branch.start)
        if start is not None and place is not None and place.name.type is EntityType.PLACE:
            yield Candidate(start, branch.end, EntityType.ORGANIZATION, 0.85)


def _is_counted(passage: Passage, start: int) -> bool:
    """Whether a number of such things is said, none of them by name."""
    counted = COUNTED.search(passage.text, max(0, start - 4), start)
    return counted is not None and passage.hit_at(start) is None


def _foreign_acronyms(passage: Passage, limits: Boundaries) -> Iterator[Candidate]:
    """美国FDA: a country and an acronym that stands for one of its bodies; not 美国GDP."""
    for country in passage.hits:
        if country.name.level != "country":
            continue
        acronym = ACRONYM.match(passage.text, country.end)
        if acronym is not None and acronym[0] not in limits.common:
            yield Candidate(country.start, acronym.end(), EntityType.ORGANIZATION, 0.9)


def _start_of(passage: Passage, found: HeadHit, head: Head, limits: Boundaries) -> int | None:
    """Where the name that this head closes begins; None if it closes none."""
    if head.need in ("short", "office"):
        hit = passage.hit_over(found.start - 1, found.start)
        if hit is not None and hit.end == found.start:
            return hit.start if hit.name.type in (EntityType.PLACE, EntityType.PORT) else None
        if head.need == "short":
            return None
    if head.need == "office":
        return office_start(passage, run_at(passage, found, limits))
    if head.need == "national":
        return national_start(passage, run_at(passage, found, limits))
    if head.need == "closed" and _goes_on(passage, found.end):
        return None
    run = run_at(passage, found, limits)
    if head.need == "subject":
        return subject_start(passage, run, found, head.type, limits)
    if head.need == "unit":
        surface = passage.text[found.start : found.end]
        if run.prefix and surface != "司":
            return None  # 国务院决策部署
        return _unit(passage, run)
    if run.prefix:
        return _inside_word(passage, found, head)
    if run.first == run.last:
        return None
    if head.need in ("name", "closed"):
        return name_start(passage, run, head.type, limits)
    return None


def _inside_word(passage: Passage, found: HeadHit, head: Head) -> int | None:
    """调顺港: the segmenter took name and head for one word; it is a name if the tag says so."""
    words = passage.words
    number = words.covering(found.start)
    if words.ends[number] != found.end or head.need != "name":
        return None
    single = head.type is EntityType.PLACE and found.end - found.start == 1
    sure = ("ns", "nt") if single else ("ns", "nz", "nt")  # 三峡大坝, not 集成电路
    if words.tags[number] in sure and len(words.surfaces[number]) >= 3:
        return words.starts[number]
    hit = passage.hit_over(found.start - 1, found.start)
    if hit and hit.end == found.start and hit.name.type is EntityType.PLACE and not hit.name.weak:
        return hit.start
    return None


def _unit(passage: Passage, run: Run) -> int | None:
    """质检总局通关司: a listed organization, then a short unit of it."""
    words = passage.words
    for number in range(run.last - 1, max(run.last - 4, run.first) - 1, -1):
        hit = passage.hit_over(words.starts[number], words.ends[number])
        if hit and hit.name.type is EntityType.ORGANIZATION:
            told = number < run.last - 1 or len(run.prefix) >= 2
            return hit.start if told and hit.end == words.ends[number] else None
    return None
