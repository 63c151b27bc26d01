"""A passage in; schemes, modes and events out that no quotation marks give away: 建立了领导例会制度, 全国质检工作会议."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kouan.extraction.names.listed_programs import find_certificates, find_listed
from kouan.extraction.names.meetings import about_scheme, find_numbered, term_start
from kouan.extraction.names.passages import Candidate, HeadHit, Passage
from kouan.extraction.names.runs import Boundaries, Run, is_telling, run_at, run_before
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: The text says that it is set up, started, explored or carried out.
SET_UP = Expression(
    "建立|制定|启动|推行|探索|实行|形成|创新|开展|实施|推出|构建|健全|设立|推进|建设|铸造|执行|采取|采用|打造|启用|完善|落实|试行|出台|部署|推广|打响"
)
#: What ought to be is asked for with these, and no scheme is set up by them: 健全自我约束机制, but 健全了; an action is what it is.
ASKED_FOR = frozenset({"健全", "完善", "形成", "构建"})
#: These set up a scheme where nobody says that they ought to: 要创新招商方式.
ALSO_ASKED_FOR = frozenset({"创新", "推进", "建设", "铸造", "打造"})
DEMAND = Expression("要|应当|必须|着力|加快|进一步|推动|促进|努力|切实|持续|不断")
OUGHT = frozenset({"制度", "机制", "模式", "方式"})
DONE_BEFORE = Expression("已经?(?:初步|基本|逐步)?$")
#: Behind the verb, and no part of what is set up: 实施好 + 新一轮提升行动.
BEHIND_VERB = Expression("[好起](?![的人家点])|和")
#: What an event may begin with besides a place or an organization.
EVENT_OPENS = frozenset(["全国", "国家", "国际", "世界", "全球", "中央", "全军", "全省", "首届"])
NUMBERED = Expression(
    r"(?:第[一二三四五六七八九十百\d]+[届次]|\d{4}年?|[\u4e00-\u9fff]{2,6}[—-][\u4e00-\u9fff]{2,6})"
)
JOINT = Expression("[—－-]+(?=[\u4e00-\u9fff]+$)")
COUNTED = Expression(r"(?:第[一二三四五六七八九十百\d]+[届次]|首届|20\d\d年?)$")
NEWNESS = Expression("新(?:机制|模式|方式|制度)")
AFTER_ANOTHER = Expression(
    ".*(?:制度|机制|模式|方式|行动)(?:、|和|与|及|以及)([\u4e00-\u9fff]{0,8})$"
)
#: What begins so is many things, and none of them by name.
VAGUE = Expression(
    "一系列|系列|各项|多项|有关|相关|重大|重要|一批|一揽子|各类|多种|新型|党的领导|我国|我省|我市|我区|整个|所有|全部"
)
#: 民航局例行新闻发布会 is held every month, and none of them has a name.
ROUTINE = Expression("例行")
#: Words between the verb and the name's sure part, without a mark.
PLAIN = Expression("[\u4e00-\u9fff]{0,8}")
#: 中欧（厦门）班列: the city that runs the trains stands in brackets.
RUN_BY = Expression(r"[\u4e00-\u9fff]{2}[（(][\u4e00-\u9fff]{2,8}[)）]班列")
#: 2024中国（曲阜）国际孔子文化节: where an event is held stands in brackets inside its name.
HELD_IN = Expression(
    r"(?:第[一二三四五六七八九十百\d]{1,4}届|20\d\d年?)?(?:中国|国际|世界|全国|亚洲|亚欧|东盟|海峡两岸|丝绸之路|粤港澳大湾区|长三角|珠三角|京津冀|成渝)[（(][\u4e00-\u9fff]{2,6}[)）]"
    r"[\u4e00-\u9fff]{2,18}?(?:[博展]览会|交易会|洽谈会|投资贸易会|[文艺旅美消购啤体科电][\u4e00-\u9fff]节|论坛|大会|峰会|大赛|马拉松|锦标赛|公开赛|书展|车展)"
)
#: The year that an event bears in its name has no 年: 2025 + 台湾灯会.
YEAR_BEFORE = Expression(r"(?<!\d)20\d\d$")
#: Who holds an event bears its name: 杭州亚运会 + 组委会, with the department of who speaks.
HOST = Expression(
    "(?:组委会|组织委员会|执委会|筹委会)(?:[\u4e00-\u9fff]{1,8}?(?:部|处|中心|办公室)(?=(?:常务|执行)?副?(?:部长|处长|主任|主管|负责人)))?"
)
#: Lines and stages of great works: 南水北调 + 中线一期工程.
PART_OF_WORKS = Expression(
    "(?:[东中西南北]线(?:[一二三四]期)?|[一二三四]期|后续)工程|[东中西]线(?!上|路|索|程)"
)
#: Trains that run along it bear the name of a corridor: 西部陆海新通道 + 海铁联运班列.
TRAINS = Expression("(?:[海铁公水]{2}联运|国际|跨境|冷链|货运|集装箱){0,2}(?:班列|专列)")
#: Games bear the name of their city, however short it is: 东京 + 残奥会, 里约 + 奥运会.
GAMES = frozenset(
    {"奥运会", "冬奥会", "残奥会", "冬残奥会", "亚运会", "亚残运会", "亚冬会", "大运会", "全运会", "青奥会", "世运会", "世园会"}
)  # fmt: skip
#: So do summits: 北京 + 峰会, and bear that of who meets in front of it: 中非合作论坛 + 北京峰会.
SUMMIT = "峰会"
SHORTEST, SHORTEST_OF_GAMES, SHORTEST_OF_FORUM = 4, 2, 3
#: Where an event has its house: 中关村论坛 + 永久会址.
VENUE = Expression("(?:永久)?会址|(?:主|分)会场(?!馆)")
#: Two that are held together: 世界中国学大会·上海论坛.
HELD_TOGETHER = Expression(
    "[·•・](?:(?![的在和与])[\u4e00-\u9fff]){2,10}?(?:论坛|峰会|大会|年会|对话会)"
)
#: Of forces, and no scheme: 推进地面军事行动.
FIGHTING = Expression("(?:军事|打击|空袭|袭击|报复|地面|越境|清剿|搜捕)行动$")
#: Behind 制度 and 机制, where both together are a system of many: 完善生态文明制度 + 体系.
NO_SCHEME = ("体系",)
#: All of how something is run, and no mechanism of its own: 完善管理监督体制机制.
WHOLE_ORDER = "体制机制"
#: A count of everything there is in the country, by its number: 第五次全国经济普查.
CENSUS = Expression("第[一二三四五六七八九十]{1,2}次全国(?:[\u4e00-\u9fff]{2,4}?普查|国土调查)")
#: What is called together bears the year that it is of: 召开 + 2025年高考安全工作视频会议.
SUMMONED = Expression(
    r"(?:召开|举行|举办|召集|出席|参加)了?(?P<event>20\d\d年(?:(?![的了在和与，。、例])[\u4e00-\u9fff]){2,16}?(?:工作|视频|电视电话|电话|动员|部署|推进)(?:大会|会议?))(?!精神|上)"
)


#: Which of several it is, in front of what is held again and again: 第十三届 + 苍溪红心猕猴桃采摘节.
AGAIN = Expression(
    r"第[一二三四五六七八九十百0-9]{1,4}届(?:(?![了在将于由为被把从等的]|[委会]员|代表|干部|毕业|学生会)[\u4e00-\u9fffA-Za-z0-9—－·-]|[（(][\u4e00-\u9fff]{2,4}[)）]){2,24}?"
    r"(?:(?<![调环细情关季章礼枝气])节(?![目点能省约假日水])|博览会|展览会|交易会|洽谈会|论坛|大赛|锦标赛|联赛|公开赛|邀请赛|年会|峰会|研讨会|书展|车展|运动会|马拉松)(?![组选会])"
)


def find_programs(passage: Passage, limits: Boundaries) -> Iterator[Candidate]:
    """Schemes and events by shape and by list."""
    for found in passage.heads:
        for head in found.heads:
            if head.type is not EntityType.PROGRAM:
                continue
            start: int | None = None
            if head.need == "made":
                start = _made(passage, found, limits)
            elif head.need == "event":
                start = _event(passage, found, limits)
            elif head.need == "standing":
                start = _standing(passage, found, limits)
            if (
                start is not None
                and not VAGUE.match(passage.text, start)
                and not ROUTINE.search(passage.text, start, found.start)
                and passage.text[start : found.end] not in limits.common
            ):
                together = HELD_TOGETHER.match(passage.text, found.end)
                end = found.end if together is None or head.need != "event" else together.end()
                yield Candidate(start, end, EntityType.PROGRAM, 0.75)
                if head.need == "event" and (venue := VENUE.match(passage.text, found.end)):
                    yield Candidate(start, venue.end(), EntityType.PLACE, 0.8)
                if head.need == "event" and (host := HOST.match(passage.text, found.end)):
                    yield Candidate(start, host.end(), EntityType.ORGANIZATION, 0.8)
    yield from find_numbered(passage)
    yield from find_listed(passage)
    yield from find_certificates(passage)
    if "班列" in passage.text:
        for trains in RUN_BY.finditer(passage.text):
            yield Candidate(*trains.span(), EntityType.PROGRAM, 0.9)
    for census in CENSUS.finditer(passage.text):
        yield Candidate(*census.span(), EntityType.PROGRAM, 0.8)
    for summons in SUMMONED.finditer(passage.text):
        yield Candidate(*summons.span("event"), EntityType.PROGRAM, 0.8)
    if "届" in passage.text:
        for event in AGAIN.finditer(passage.text):
            yield Candidate(*event.span(), EntityType.PROGRAM, 0.8)
    for event in HELD_IN.finditer(passage.text):
        yield Candidate(*event.span(), EntityType.PROGRAM, 0.9)


def _number(passage: Passage, found: HeadHit) -> int | None:
    return passage.words.starting.get(found.start)


def _made(passage: Passage, found: HeadHit, limits: Boundaries) -> int | None:
    """A mode or a measure, with a word of its own, that the text says is being set up."""
    words, text = passage.words, passage.text
    if text[found.start : found.end] not in (
        "制度", "机制", "模式", "方式", "行动", "专项行动", "整治行动", "战役",
    ):  # fmt: skip
        return None
    run = run_at(passage, found, limits)
    first = run.first
    for at in range(run.first, run.last):
        if SET_UP.fullmatch(words.surfaces[at]):
            first = at + 1
    start = words.starts[first] if first < len(words) else found.start
    clause = max(text.rfind(mark, max(start - 30, 0), start) for mark in "。！？；，\n") + 1
    made = None
    for made in SET_UP.finditer(text, max(clause, start - 30), start):  # noqa: B007
        pass
    if made is None:
        return None
    asked_for = made[0] in ASKED_FOR or (
        made[0] in ALSO_ASKED_FOR and DEMAND.search(text, clause, made.start()) is not None
    )
    if (
        asked_for
        and text[found.start : found.end] in OUGHT
        and not text.startswith("了", made.end())
        and not DONE_BEFORE.search(text, max(made.start() - 4, 0), made.start())
    ):
        return None
    between = text[made.end() : start].removeprefix("了")
    if "的" in between or NEWNESS.search(text, start, found.end):
        return None
    if listed := AFTER_ANOTHER.search(between):  # 制定了通报反馈制度、联络员月报制度
        between = listed[1]
    if PLAIN.fullmatch(
        between
    ):  # what stands between is part of the name: 建立警力支援和机关下沉制度
        start -= len(between)
    if (particle := BEHIND_VERB.match(text, start)) is not None and particle.end() < found.start:
        start = particle.end()
    while text[start - 1 : start].isdigit():  # 24小时预约通关制度
        start -= 1
    told = found.start - start
    if (
        told < SHORTEST
        or text.startswith(WHOLE_ORDER, found.start - 2)
        or FIGHTING.search(text, start, found.end)
    ):
        return None
    return None if text.startswith(NO_SCHEME, found.end) else start


def _event(passage: Passage, found: HeadHit, limits: Boundaries) -> int | None:
    """An event by its full name: it holds a place, an organization, a number, or 全国 and the like."""
    words = passage.words
    number = _number(passage, found)
    if number is None:
        number = words.covering(found.start)  # 湖南省 + 足球联赛
        if words.ends[number] != found.end or passage.text[found.end - 1] != "赛":
            return None
    run = _event_run(passage, number, limits)
    start: int | None = None
    for at in range(run.last - 1, run.first - 1, -1):
        if words.tags[at] in ("p", "c") or SET_UP.fullmatch(words.surfaces[at]):
            break
        hit = passage.hit_over(words.starts[at], words.ends[at])
        if (
            words.surfaces[at] in EVENT_OPENS
            or NUMBERED.fullmatch(words.surfaces[at])
            or is_telling(passage, at, EntityType.PROGRAM) == 2
        ):
            start = min(words.starts[at], hit.start) if hit else words.starts[at]
    start = _joined_start(passage, found.start, start)
    if start is None or passage.hit_at(start) is None:
        start = about_scheme(passage, found.start, start)
    if start is not None and passage.text.startswith(SUMMIT, found.start):
        start = _summit_start(passage, found.start, start)
    body = None if start is None else passage.hit_at(start)
    if body is not None and body.name.type is EntityType.ORGANIZATION:
        start = term_start(passage, body.start)
    if start is not None and (year := YEAR_BEFORE.search(passage.text, max(start - 5, 0), start)):
        start = year.start()
    if start is None or found.start - start < _shortest(passage, found):
        return None
    team = passage.hit_at(start)
    if team is not None and team.end == found.start and team.name.level == "country":
        return None  # 伊拉克 + 亚运会代表团
    is_yearly = passage.text.startswith("年会", found.start)
    if is_yearly and NUMBERED.fullmatch(passage.text, start, found.start):
        return None  # 论坛 + 2024年年会
    return start


def _summit_start(passage: Passage, head: int, start: int) -> int | None:
    """Where a summit begins: with who meets, else with where they do; a word that is no sure place names none."""
    named = passage.hit_at(start)
    if head - start < SHORTEST and (named is None or named.name.weak):
        return None
    host = passage.hit_over(start - 1, start) if start else None
    meets = host is not None and host.end == start and host.name.type is EntityType.PROGRAM
    return host.start if host is not None and meets else start


def _shortest(passage: Passage, found: HeadHit) -> int:
    """How long what stands before an event must be to name it."""
    head = passage.text[found.start : found.end]
    if head in GAMES or head == SUMMIT:
        return SHORTEST_OF_GAMES
    return SHORTEST_OF_FORUM if head == "论坛" else SHORTEST


def _joined_start(passage: Passage, head: int, start: int | None) -> int | None:
    """Two hosts give an event its name: 第六届 + 中国—阿拉伯国家广播电视合作论坛."""
    text = passage.text
    joint = JOINT.search(text, max(head - 24, 0), head)
    if joint is None:
        return start
    host = passage.hit_over(joint.start() - 1, joint.start())
    if host is None or host.end != joint.start():
        return start
    counted = COUNTED.search(text, max(host.start - 6, 0), host.start)
    return counted.start() if counted else host.start


def _event_run(passage: Passage, number: int, limits: Boundaries) -> Run:
    """The run before an event, over a year inside its name: …总站2019工作会议."""
    first = run_before(passage, number, limits).first
    if first > 0 and re.fullmatch(r"\d{4}年?", passage.words.surfaces[first - 1]):
        first = run_before(passage, first - 1, limits).first
    return Run(first, number)


def _standing(passage: Passage, found: HeadHit, limits: Boundaries) -> int | None:
    """中欧班列, 中蒙俄经济走廊: a name by itself once places open it."""
    number = _number(passage, found)
    if number is None:
        return None
    words = passage.words
    run = run_before(passage, number, limits)
    if run.first == run.last:
        return None
    for at in range(run.first, run.last):
        if is_telling(passage, at, EntityType.PORT) == 2:
            return words.starts[at]
    return None
