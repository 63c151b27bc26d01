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
#: What is taught in a college that needs no university beside it: 资源环境学院, 物理科学与技术学院, 第二临床医学院.
DISCIPLINE = Expression(
    "(?:(?<![\u4e00-\u9fff])|(?<=[的由在和与及是到对从向])|^)(?P<name>(?:第[一二三四五六]|前沿|交叉|国际|现代|智能|应用|"
    "物理|化学|化工|生命|生物|医药|药物|数学|统计|地球|地质|地理|大气|海洋|水产|水利|水电|土木|建筑|交通|运输|物流|汽车|车辆|铁道|轨道|航空|航天|宇航|船舶|机械|机电|电气|电子|信息|通信|计算机|软件|网络|空间|安全|人工智能|大数据|数据|集成电路|微电子|光电|光学|仪器|自动化|控制|"
    "材料|冶金|能源|动力|核|电力|储能|环境|资源|生态|林学|农学|园艺|园林|植物|动物|食品|粮食|茶|纺织|服装|轻工|包装|印刷|测绘|遥感|"
    "经济|管理|工商|商务|金融|会计|财政|税务|财税|贸易|旅游|酒店|公共|政府|行政|法律|知识产权|社会|政治|马克思主义|哲学|历史|文学|新闻|传播|传媒|人文|文化|外国语言|外国语|外语|国际关系|教育|师范|教师|学前|心理|体育|艺术|音乐|美术|设计|影视|戏剧|舞蹈|"
    "临床|基础|口腔|护理|药|医|公共卫生|中医|中药|针灸|康复|检验|影像|健康|卫生|医学|技术|技能|科学|工程|制造|装备|创新|创业|继续|通信|学|与|和|及)"
    "{2,9}学院|(?<=[，。；：、（\n])马克思主义学院)(?![生派士路])"
)
#: These are colleges of their own or of any university.
NO_COLLEGE = Expression(
    "(?:社会科学|自然科学|科学技术|行政|工程|医学|管理|技术|农学|工商管理|继续教育|健康管理|教育)学院"
)
#: What a university is run by, in front of who leads it: 学校 + 招生就业处 + 处长.
SECTION = Expression(
    "(?:(?<=学校)|(?<=校)|(?<=[，。；：、“（\n该])|^)(?P<name>(?:招生|就业|教务|学生|学工|研究生|人事|科研|科技|后勤|保卫|资产|国际|合作|交流|财务|基建|宣传|发展|规划|处理|实验室|设备|管理|创新|创业|与|和|及|工作|事务){1,5}(?:处|部|办公室|中心))"
    "(?=(?:党[委总]支?部?书记|(?:常务)?副?(?:处长|部长|主任)|相关负责人|负责人|工作人员|老师))"
)
#: Schools of Taiwan go by a name of their own, the division stands beside it: 永康区 + 复兴国小.
LOCAL_SCHOOL = Expression(
    "(?P<division>[\u4e00-\u9fff]{2}[区乡镇市])(?P<school>(?:(?![的和与及在区乡镇市各某每该本])[\u4e00-\u9fff]){2,3}国[小中])(?!生)",
    holds="国",
)
COLLEGES, LONGEST = Expression("学院", holds="学院"), 18
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
    yield from _by_discipline(passage)
    for found in COLLEGE.finditer(passage.text):
        if found.end() not in known:
            yield Candidate(*found.span(), EntityType.ORGANIZATION, 0.75)


def _by_discipline(passage: Passage) -> Iterator[Candidate]:
    """Colleges by what is taught there."""
    text = passage.text
    for close in COLLEGES.finditer(text):
        for found in DISCIPLINE.finditer(text, max(0, close.start() - LONGEST), close.end() + 1):
            start, end = found.span("name")
            if end != close.end():
                continue
            if text[start] in "与和及学":
                start += 1
            if not NO_COLLEGE.fullmatch(text, start, end):
                yield Candidate(start, end, EntityType.ORGANIZATION, 0.7)
    for post in passage.posts:
        section = SECTION.search(text, max(0, post.start - LONGEST), post.end)
        if section is not None:
            yield Candidate(*section.span("name"), EntityType.ORGANIZATION, 0.7)


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


def find_local_schools(passage: Passage) -> Iterator[Candidate]:
    """复兴国小 behind the division that it is in."""
    for found in LOCAL_SCHOOL.finditer(passage.text):
        yield Candidate(*found.span("school"), EntityType.ORGANIZATION, 0.8)


def local_schools_apart(passage: Passage, resolved: list[Candidate]) -> list[Candidate]:
    """What was read as one name becomes division and school."""
    apart = []
    for one in resolved:
        found = LOCAL_SCHOOL.match(passage.text, one.start)
        if found and found.end() == one.end and one.type is EntityType.ORGANIZATION:
            apart.append(Candidate(*found.span("division"), EntityType.PLACE, 0.9))
            apart.append(one._replace(start=found.start("school")))
        else:
            apart.append(one)
    return apart
