"""A run of words before a head in; where in it the name begins out."""

from __future__ import annotations

from kouan.extraction.names.offices import has_attached, without_outer_place
from kouan.extraction.names.passages import HeadHit, Passage
from kouan.extraction.names.runs import PLACE_SIGNS, Boundaries, Run, is_telling
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: Characters that must stay between a spot and a system's head: 通道管理系统 keeps its spot.
SPOT_REST = 6
NUMERALS = "一二三四五六七八九十"
FIRM_TAGS = ("n", "vn", "j", "b", "eng", "x", "z", "g", "s")
#: Who stands beside a firm and is no part of its name: 中方伙伴 + 长安集团.
PARTNERS = frozenset({"伙伴", "合作", "旗下", "企业", "客户", "供应商", "股东", "母公司", "代表"})
#: Bodies that begin the name of what they set up: 中央 + 主题教育领导小组.
FOUNDERS = ("中央", "国务院")
#: What begins so is a sector and no system one can work with: 全国税务系统.
SECTORS = frozenset({"全国", "全省", "全市", "全区", "全军", "各级", "各地", "整个"})
#: But one that does something is a system: 全国农产品批发价格监测系统.
WORKING = Expression("(?:监测|监管|预警|查询|追溯|申报|登记|直报|信息管理)$")
#: One of many, without a name: 西北部 + 一处难民营.
ONE_OF_MANY = Expression("[一两三四五六七八九十数多几][处座个所条片]")
#: A part of any place: 中部难民营; 中西部地区 is one that statistics know.
PART = Expression("[东西南北中]{1,2}部(?!地区)")
#: What may be done in a park, and belongs to its name: 永定河休闲森林公园.
DONE_IN_PARK = frozenset({"休闲", "观光", "体验", "游览", "运动", "展览"})
#: A settlement is named apart from what it lies in: 郴州 + 菜岭村.
LOCAL = Expression("[村镇乡屯寨庄]|街道|社区|地区|难民营|走廊|古城|遗址|特大桥|滑雪场|海峡")
#: What may bear the names of several places, and is parted only from where it is: 加沙地带中部 + 内察里姆走廊.
LONG = "走廊"
#: Before 处, where it is a spot or a verb.
NO_OFFICE = ("之", "共", "相", "独", "好", "益", "深", "高", "远", "近", "暗")
#: Levels of divisions that the segmenter parts from their names.
LEVELS = frozenset("省市县区州旗镇乡")
DIVIDED = ("province", "prefecture", "county")
#: A township, where what bears its name follows.
TOWNSHIP = Expression("[\u4e00-\u9fff]{1,4}(?:镇|乡|街道|苏木)(?=[\u4e00-\u9fff]{2})")
#: What is shown to visitors, and what holds water, is named apart from its county: 漳县 + 贵清山景区, 横州市 + 西津库区.
SIGHT = Expression(
    "(?:风?景区|旅游?度假区|度假区|(?:国家)?(?:森林|湿地)公园|动物园|植物园|库区|灌区|水利枢纽|航电枢纽|测站|雨量站|潮位站)"
)
WATER = Expression("库区|灌区|水利枢纽|航电枢纽")
#: The segmenter makes one word of the preposition and a town that it does not know: 据安河 + 海关.
ACCORDING = Expression(
    "(?:(?<![\u4e00-\u9fff])|^)据[\u4e00-\u9fff]{2}|(?<=记者)从[\u4e00-\u9fff]{2}"
)
#: In a name that one character closes no more words stand than these: 江堤 + 路, not 日本 + 核污染 + 水排 + 海.
SHORT_WORDS = 2


def name_start(passage: Passage, run: Run, kind: EntityType, limits: Boundaries) -> int | None:
    """Where a name that must hold a proper name begins: at the leftmost one that no verb parts from the head.

    An organization that ends inside the run ends the search: 新疆公安边防总队 + 霍尔果斯边检站.
    """
    words = passage.words
    start: int | None = None
    sure = 0
    for number in range(run.last - 1, run.first - 1, -1):
        telling = is_telling(passage, number, kind)
        ends = words.ends[number] in passage.organization_ends and not has_attached(passage, number)
        if start is not None and ends:
            break
        if telling == 2 or (telling and start is None):
            start, sure = number, max(sure, telling)
        elif words.surfaces[number] in DONE_IN_PARK and kind is EntityType.PLACE:
            continue
        elif words.tags[number] == "v" and (
            start is not None or kind is not EntityType.ORGANIZATION
        ):
            break
    if start is None:
        return None
    if sure == 1:
        start = _believable(passage, start, run, kind)
        if start is None:
            return None
    start = _township_start(passage, without_outer_place(passage, start, run, kind), run)
    if kind is EntityType.PLACE:
        start = _local_start(passage, start, run)
        if ONE_OF_MANY.match(passage.text, words.starts[start]) or (
            start == run.last - 1 and PART.match(passage.text, words.starts[start])
        ):
            return None  # 加沙地带 + 中部难民营
        at = words.ends[run.last - 1]
        head = passage.head_ending.get(at + 1)
        single = head is not None and head.start == at
        if single and run.last - start > SHORT_WORDS:
            return None
    if kind is EntityType.PORT:
        start = _port_start(passage, start, run, limits)
        if start is None:
            return None
    hit = passage.hit_over(words.starts[start], words.ends[start])
    at = hit.start if hit else words.starts[start]  # 据港 + 珠澳大桥 is 据 + 港珠澳大桥
    if hit is None and kind is EntityType.ORGANIZATION and ACCORDING.match(passage.text, at):
        at += 1
    signs = passage.text[max(at - 2, 0) : at]  # 中哈霍尔果斯…
    if len(signs) == 2 and set(signs) <= PLACE_SIGNS and kind is EntityType.PLACE:
        at -= 2
    return at


def _port_start(passage: Passage, start: int, run: Run, limits: Boundaries) -> int | None:
    """Between a port's place and its head stand only words for what passes there: 二连公路货运口岸, 埃及 + 拉法口岸, 中越边境 + 老街口岸."""
    words = passage.words
    for number in range(run.last - 1, start, -1):
        if is_telling(passage, number, EntityType.PORT):
            return number
        if words.surfaces[number] not in limits.port:
            return None
    return start


def _township_start(passage: Passage, start: int, run: Run) -> int:
    """What bears the name of a township is named apart from city and county: 宜宾市 + 珙县 + 巡场镇中心卫生院."""
    words = passage.words
    number = start
    while number < run.last:
        hit = passage.hit_at(words.starts[number])
        following = None if hit is None else words.starting.get(hit.end)
        if hit is None or hit.name.level not in DIVIDED or following is None:
            break
        number = following
    behind = number < run.last and TOWNSHIP.match(passage.text, words.starts[number])
    return number if number > start and behind else start


def _firm_start(passage: Passage, start: int, run: Run) -> int:
    """A firm's name reaches left over words that may stand in one, not over what is done with it: 委托 + 泰龙公司."""
    words = passage.words
    while start > run.first and words.tags[start - 1].startswith(FIRM_TAGS):
        if words.surfaces[start - 1] in PARTNERS:
            break
        start -= 1
    return start


def _local_start(passage: Passage, start: int, run: Run) -> int:
    """A settlement is named apart from what it lies in: 郴州 + 菜岭村, 瑶族乡 + 木排村, 以色列 + 雅法地区."""
    words = passage.words
    if SIGHT.match(passage.text, words.ends[run.last - 1]):
        outer = passage.hit_at(words.starts[start])
        following = None if outer is None else words.starting.get(outer.end)
        is_division = outer is not None and outer.name.level in DIVIDED
        is_near = outer is not None and (
            outer.surface[-1] in "县市区" or WATER.match(passage.text, words.ends[run.last - 1])
        )
        if is_division and is_near and following is not None:
            return following if following < run.last else start
    if not LOCAL.match(passage.text, words.ends[run.last - 1]):
        return start
    for number in range(start, run.last - 1):
        hit = passage.hit_over(words.starts[number], words.ends[number])
        listed = hit is not None and hit.name.type is EntityType.PLACE
        whole = listed and hit is not None and hit.end == words.ends[number]
        whole = whole or words.surfaces[number] in LEVELS  # 积石山 + 县 + 肖红坪村
        whole = whole and not passage.text.startswith(LONG, words.ends[run.last - 1])
        if (
            whole
            or words.surfaces[number].endswith(("乡", "镇", "街道"))
            or words.tags[number] == "f"
        ):
            start = number + 1
    return start


def _believable(passage: Passage, start: int, run: Run, kind: EntityType) -> int | None:
    """Where a name begins of which only the tagger says that it is one: a company's, or one word before a port's head."""
    words = passage.words
    if kind is EntityType.ORGANIZATION:
        head = passage.text[words.ends[run.last - 1] :][:8]
        if "公司" in head or "集团" in head:
            return _firm_start(passage, start, run)
        return start if words.tags[start] in ("nt", "nz") and run.last - start <= 2 else None
    return start if run.last - start == 1 and words.tags[start] in ("nr", "nz", "nrt") else None


def subject_start(
    passage: Passage, run: Run, found: HeadHit, kind: EntityType, limits: Boundaries
) -> int | None:
    """Where a name that needs a subject of its own begins: two words or more that tell, behind any organization."""
    words = passage.words
    first = run.first
    for number in range(run.first, run.last):
        hit = passage.hit_over(words.starts[number], words.ends[number])
        listed = hit and hit.name.type is EntityType.ORGANIZATION
        attached = has_attached(passage, number)
        if listed and (words.surfaces[number] in FOUNDERS or attached):
            listed = None
        cut = words.surfaces[number] in limits.cut and (
            kind is EntityType.SYSTEM or number == first
        )
        cut = cut or (
            kind is EntityType.SYSTEM
            and number > first
            and words.tags[number] == "v"
            and (is_telling(passage, number - 1, kind) == 2 or _is_object(passage, number, run))
        )
        if (
            listed
            or cut
            or (words.ends[number] in passage.organization_ends and not attached)
            or (
                words.surfaces[number] in limits.edge
                and kind is EntityType.SYSTEM
                and number == first
            )
        ):
            first = number + 1
    if first > run.last or (first == run.last and not run.prefix):
        return None
    if kind is EntityType.ORGANIZATION:
        first = _behind_doing(passage, first, run)
    told = [*words.surfaces[first : run.last]]
    if run.prefix:
        if len(run.prefix) < 2 and run.prefix not in NUMERALS:
            return None  # 实处, 王室 are no offices
        told.append(run.prefix)
    if not told or told[-1] in limits.passage:
        return None
    if kind is EntityType.ORGANIZATION:
        told = [word for word in told if word not in limits.team]
    length = sum(map(len, told))
    begin = words.starts[first]
    if kind is EntityType.SYSTEM:
        first = _behind_spot(passage, first, run, limits)
        while (
            first < run.last
            and words.tags[first] == "v"
            and before_object(passage, first)
            and words.starts[first] not in passage.head_starting
        ):
            first += 1
        told = told[-(run.last - first + bool(run.prefix)) :]
        if not told or told[-1] in limits.wire or first == len(words):
            return None
        begin, length = words.starts[first], sum(map(len, told))
        is_sector = told[0] in SECTORS and not WORKING.search("".join(told))
        if all(word in limits.system for word in told) or is_sector:
            return None  # 公共服务平台, 全国税务系统
        return begin if length >= 4 and (len(told) >= 2 or words.tags[first] == "nz") else None
    if kind is EntityType.PLACE:
        return begin if len(told) >= 2 and is_telling(passage, first, kind) == 2 else None
    surface = passage.text[found.start : found.end]
    if surface == "处" and told[-1:] and told[-1][-1] in NUMERALS:
        return None  # 击中以色列一处军事目标
    if surface == "处" and run.prefix.endswith(NO_OFFICE):
        return None  # 用作藏身之处, 和平共处
    if surface == "处" and run.last and words.tags[run.last - 1] == "a":
        return None  # 黑暗幽深处
    if surface == "队" and told[-1:] and told[-1][-1] not in NUMERALS:
        return None
    if len(told) == 1 and length >= 2:  # 检疫科 + 科长
        led = passage.text.startswith(f"{surface}长", found.end)
        return begin if led else None
    return begin if len(told) >= 2 and length >= 3 else None


def _is_object(passage: Passage, verb: int, run: Run) -> bool:
    """A proper name behind a verb is what is done something with: 基地 + 发布 + 鸿蒙操作系统."""
    tags = passage.words.tags
    return verb + 1 < run.last and tags[verb + 1].startswith(("nz", "nr", "eng"))


def _behind_doing(passage: Passage, first: int, run: Run) -> int:
    """A verb in front of a proper name is no part of it: 正式提请 + 南美洲国家联盟."""
    for number in range(first, run.last - 1):
        verb = passage.words.tags[number] == "v"
        if verb and is_telling(passage, number + 1, EntityType.ORGANIZATION) == 2:
            return number + 1
    return first


def _behind_spot(passage: Passage, first: int, run: Run, limits: Boundaries) -> int:
    """Where a system stands is no part of its name: 车检通道 + 红外体温监测系统."""
    words = passage.words
    for number in range(run.last - 2, first - 1, -1):
        is_spot = len(words.surfaces[number]) > 1 and words.surfaces[number] in limits.passage
        if is_spot and words.ends[run.last - 1] - words.ends[number] >= SPOT_REST:
            return number + 1
    return first


def before_object(passage: Passage, number: int) -> bool:
    """A verb that opens a run takes the rest as its object (摧毁雷达系统), but not in a list or behind 的."""
    start = passage.words.starts[number]
    return start == 0 or passage.text[start - 1] not in "、“的和及与《"
