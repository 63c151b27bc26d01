"""Universities and places that a passage names in; their colleges, faculties and schools out: 世新大学 + 观光学系, 南昌 + 二中."""

from __future__ import annotations

from collections.abc import Iterator

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: A college is named without its university in front of who teaches or learns there: 智能制造学院 + 教师.
STAFF = "(?=(?:毕业生|系主任|所长|党委|党总支|副?院长|副?教授|教师|讲师|辅导员|师生|学生|博士|研究生|本科生|团队))"
#: A college that is founded: 共建 + 光伏产业学院.
FOUNDED = Expression(
    "(?<=共建|组建|成立|设立|合办|合建|揭牌)了?(?P<name>(?!(?:现代|特色)?产业学院|二级|行业|专业|多)(?:(?!大学|学校|党校|[的在是与和及从由向到为该本各了所])[\u4e00-\u9fff]){2,8}学院)(?![生派士])"
)
OF_UNIVERSITY = Expression(f"[\u4e00-\u9fff]{{2,8}}学院{STAFF}")
#: A department bears the name of its university: 世新大学 + 观光学系.
OF_FACULTY = Expression(
    f"(?:(?![的和与及在为由让请是对向从等])[\u4e00-\u9fff]){{1,10}}?(?:学系|系|研究所|学程){STAFF}"
    "|附属(?:实验)?(?:中学|小学|学校|幼儿园|高中)(?!生)"
    "|附属(?:第[一二三四五六七八九十])?(?:(?![的和与及在为由等])[\u4e00-\u9fff]){0,5}?医院"
)
COLLEGE = Expression(
    "(?:(?<=[，。；：、“（\n])|^)(?:(?!大学|学校|党校|[的在是与和及从由向到为该本各])[\u4e00-\u9fff]){2,8}学院"
    f"{STAFF}"
)
#: A school by its number or by the university that it belongs to, behind its place: 南昌 + 二中, 合肥 + 一六八中学, 江西 + 师大附中.
SCHOOL = Expression(
    "(?:第?[一二三四五六七八九〇零十百]{1,4}(?:中学|小学|幼儿园|高中|[中小幼])|(?:[\u4e00-\u9fff]{0,4}?(?:师大|师范|大学))?附[中小幼])"
    "(?=[^\u4e00-\u9fff]|$|副?校长|副?园长|党委|教师|老师|学生|师生|等|和|与|及|的|在|为|本部|校区|分校|高[一二三]|初[一二三])"
)
TOWNSHIPS = frozenset("镇乡")
#: A school of a township: 盐官镇 + 中心小学.
OF_TOWNSHIP = Expression(
    "(?:第[一二三四五六七八九十])?(?:中心(?:小学|学校|幼儿园)|(?:初级|完全|高级)中学|九年(?:一贯)?制学校)(?!生)"
)


def find_colleges(passage: Passage, organizations: list[Candidate]) -> Iterator[Candidate]:
    """智能制造学院 in front of its teachers, where no name is found by another shape."""
    if "学院" not in passage.text and "大学" not in passage.text:
        return
    known = {one.end for one in organizations}
    for one in organizations:  # 西安交通大学 + 机械工程学院
        if passage.text.endswith("大学", one.start, one.end) and (
            college := OF_UNIVERSITY.match(passage.text, one.end)
        ):
            yield Candidate(*college.span(), EntityType.ORGANIZATION, 0.75)
    universities = {one.end: one.start for one in organizations} | {
        hit.end: hit.start for hit in passage.hits if hit.name.type is EntityType.ORGANIZATION
    }
    for end, start in universities.items():
        if passage.text.endswith(("大学", "学院"), start, end) and (
            faculty := OF_FACULTY.match(passage.text, end)
        ):
            yield Candidate(start, faculty.end(), EntityType.ORGANIZATION, 0.85)
    for found in FOUNDED.finditer(passage.text):
        if found.end() not in known:
            yield Candidate(*found.span("name"), EntityType.ORGANIZATION, 0.75)
    for found in COLLEGE.finditer(passage.text):
        if found.end() not in known:
            yield Candidate(*found.span(), EntityType.ORGANIZATION, 0.75)


def find_schools(passage: Passage, sites: list[Candidate]) -> Iterator[Candidate]:
    """Schools behind the place that they are in."""
    places = {
        hit.end: hit.start
        for hit in passage.hits
        if hit.name.type is EntityType.PLACE and not hit.name.weak
    }
    words = passage.words
    for number in words.tagged("ns"):  # 盐官镇 is not listed
        if words.surfaces[number][-1] in TOWNSHIPS and len(words.surfaces[number]) > 2:
            places.setdefault(words.ends[number], words.starts[number])
    for site in sites:
        if passage.text[site.end - 1] in TOWNSHIPS:
            places.setdefault(site.end, site.start)
    for end, start in places.items():
        school = SCHOOL.match(passage.text, end) or OF_TOWNSHIP.match(passage.text, end)
        if school is not None:
            yield Candidate(start, school.end(), EntityType.ORGANIZATION, 0.8)
