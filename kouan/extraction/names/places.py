"""A passage in; every listed name that stands in it by itself out, and places the segmenter knows."""

from __future__ import annotations

from collections.abc import Iterator

from kouan.extraction.names.listed import NameHit
from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.names.programs import HOST, PART_OF_WORKS, TRAINS, YEAR_BEFORE
from kouan.extraction.names.runs import PLACE_SIGNS, Boundaries
from kouan.extraction.names.weak_places import is_beside_place, is_place_word
from kouan.extraction.words import HAN
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: The last character of a place that only the segmenter knows.
ENDS = frozenset("省市县区州盟镇乡村岛山岭峰江河湖海湾峡关原寺宫桥寨屯")
#: 中国（上海）自由贸易试验区, RCEP（大连）国际商务区: the place it is in stands in brackets.
ZONE = Expression(
    "中国[（(][\u4e00-\u9fff]{2,6}[)）](?:自由贸易试验区|自贸试验区|跨境电子商务综合试验区|跨境电商综试区)(?:[\u4e00-\u9fff]{2,4}?片区)?"
    "|(?<![A-Za-z])(?:[A-Z]{3,6}|中国|国家|国际|海峡两岸|粤港澳大湾区|上合组织|中日韩?|中韩|中德|中英|中新|中欧|中非)[（(][\u4e00-\u9fff]{2,6}[)）]"
    "(?:(?![的了在是和与等为])[\u4e00-\u9fff]){2,12}?(?:商务区|示范区|合作区|先导区|创新区|试验区|产业园|合作园|创新园|示范园|产业基地|国际港)"
)
#: Two countries in one word look like a city.
JOINED = Expression("[中巴美俄日韩朝蒙越老泰印英法德欧非]{2}(?:两国|关系|友好|双方|友谊|边境|两党)")
#: Two members give a zone its name: 中国-东盟自贸区.
JOINT_ZONE = Expression(
    "[-—－](?=[\u4e00-\u9fff]{2,12}?(自贸区|自由贸易区|自由贸易协定区|经济合作区|合作示范区|合作试验区|产业园|工业园|机制))",
    holds="-—－",
)
#: Several places in one word are no place of their own; only whose travellers are counted are told by them: 港澳 + 旅客.
JOINT, COUNTED_FROM = frozenset({"京津冀", "港澳", "港澳台", "成渝"}), ("旅客", "游客")
#: Behind 中非 and 中沙, where they are no two countries.
MEANT = Expression("共和国|总统|总理|外长|政府军|群岛|首都|维稳|局势")
#: 董家口至沂水铁路, 银川至西安高速公路: both ends are the name of what runs between them.
LINE = Expression(
    "(?P<from>[\u4e00-\u9fff]{2,4})至(?P<to>[\u4e00-\u9fff]{2,4}?)"
    "(?:城际铁路|高速铁路|客运专线|高速公路|铁路|高铁|客专|高速|公路|特高压)(?!部门|局|运输|货运|客运|旅客|班列|列车|集团|方向)"
)
#: 集美、海沧、同安三区: divisions that share what they are.
DIVISIONS = Expression(
    "(?:[\u4e00-\u9fff]{2,4}、){1,40}[\u4e00-\u9fff]{2,4}(?:等(?:[两二三四五六七八九十]|\\d{1,2})?|[两二三四五六七八九十]|\\d{1,2})个?(?P<level>省|市|州|盟|区|县|旗)(?![间域级划内外直市县区长委政])"
)
ITEM = Expression("[\u4e00-\u9fff]{2,4}(?=、|等|[两二三四五六七八九十0-9])")
SPOTS = (EntityType.PLACE, EntityType.PORT)
#: 集美 is called 集美区, but 广州 is a name by itself.
PARTED = frozenset("州盟区县旗")
DIVIDED = ("province", "prefecture", "county")
#: Roads by their numbers: G5京昆高速, S229线, 318国道, 国道108线, 台9甲线.
ROAD = Expression(
    r"(?<![A-Za-z0-9])[GS]\d{1,4}(?:线|国道|省道)|(?<!\d)(?:国道|省道|县道)\d{1,3}(?:线|号线?)?|(?<!\d)[1-3]\d\d[国省]道|台\d{1,3}[甲乙丙丁]?线"
)
#: One of several works of a place, by its number: 长洲水利枢纽 + 1号船闸.
NUMBERED = Expression(
    r"\d{1,2}号(?:船闸|泊位|码头|机组|井|闸|堤|主桥|航站楼|线船闸)|[一二三四]线船闸"
)
#: A place in front of who leads it: 桃园 + 市长 is of 桃园市.
LED = Expression("(?P<level>[市县])长(?![江河城镇途期大])")
#: 沿钦江 may be cut as one word.
ALONG = frozenset("沿经自从至")
#: In front of bridges that are counted and not named: 多座跨 + 长江大桥.
OVER = Expression("[座条]跨$")
#: A path to walk: 祝山观日步道, with its clause in front and what is there behind.
PATH = Expression(
    "(?:(?<=[，。；：、「“（\n])|^)(?!(?:登山|森林|健康|健身|亲水|环湖|滨海|自行车|国家级?|木栈|空中|休闲|茶马|各|这|那|两|三|该|新|老|旧|一))"
    "(?:(?![的和与及在为由让请是对向从等到了有])[\u4e00-\u9fff]){2,5}?(?:步道|古道)(?=[，。、；上的和与及东西南北入一全已重封开]|$)"
)
#: A dam or a power station by a name that no list has: 亭子口水利枢纽.
DAM = Expression(
    "(?:(?<=[，。；：、「“（\n在到对和与])|^)(?!大型|中型|小型|重点|重大|重要|骨干|控制|国家|全[国省市]|当地|流域|各|该|这|那|新|在建|已建|多|两|三|一|个|座|梯级|综合|常规|装机|世界|亚洲|我国|首)"
    "(?:(?![的和与及在为由让请是对向从等到了有座个省市县区将就])[\u4e00-\u9fff]){2,4}?(?P<head>水利枢纽|航电枢纽|航运枢纽|水电站|抽水蓄能电站)(?!群|点|们|装机容量|行业|项目|运营|建设者)"
)
#: A township at the head of its clause, by a name that no list has: 上派镇 + 的学校.
TOWN = Expression(
    "(?:(?<=[，。；：、“（\n])|^)(?:(?![的和与及在各全每某多几两三等对该其此原整])[\u4e00-\u9fff])(?:(?![的和与及乡城村集个各小古全家返下回特名重老新色心制故他水侨梦异同离该])[\u4e00-\u9fff])[镇乡](?=[的有、和与共则也]|[今去]年)"
)
#: A village behind its township, a campus behind its university, a street where something is: 佳冬乡 + 塭丰村, 该校 + 磬苑校区, 在 + 龙河路 + 上.
VILLAGE = Expression(
    "(?<=[镇乡])(?![的各全等多每有农乡渔新该本两三几])[\u4e00-\u9fff](?:(?![的个等农乡渔山全各])[\u4e00-\u9fff]){1,2}村(?![民庄级里口委支镇干集小])"
)
CAMPUS = Expression(
    "(?:(?<=该校)|(?<=学校)|(?<=大学))(?![新老主两各多全本个三四的在有为与和])(?:(?![的在与和有])[\u4e00-\u9fff]){2,3}校区"
)
STREET = Expression(
    "(?<=[在于沿])(?!高速|这|那|一条|该|整条|每条|城市|乡村|主干|回家|上班|下班|放学|上学|求学|出行|巡|逃|强国|前进|前行|奋进|致富|必经|成长|创业|发展|复兴|人生)(?:(?![的了在和与])[\u4e00-\u9fff])(?:(?![的了在公铁道马网半小山大水陆海航弯主支同门条老新])[\u4e00-\u9fff]){1,2}路(?=上(?!的?[车船班学])|旁|边|与[\u4e00-\u9fff]{2,4}路|交叉|附近|\\d{1,4}号)"
)
#: Water behind the county that it lies in, where something lies by it: 贾汪区 + 潘安湖 + 畔.
WATERSIDE = Expression(
    "(?![的各多沿临傍新])(?:(?![的各沿])[\u4e00-\u9fff]){2,3}[湖江河](?=[畔边岸])"
)
#: Lines of a city's railways bear its name: 河内 + 轻轨2号线.
CITY_LINE = Expression(
    r"(?:地铁|轻轨|轨道交通|磁浮|市域铁路|城际铁路)(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Z]\d?|机场)号?线(?:[一二三四五]期)?"
)
#: Stations at what bears the name of a place: 沿河 + 城站.
AT_STATION = Expression("[城口店集桥庄坪沟湾营堡屯]站(?![在起立着位])")
#: Which of several it is: 第135届 + 广交会.
TERM_BEFORE = Expression("第[一二三四五六七八九十百0-9]{1,4}届$")
#: Where a train goes, a station is called by its side: 开往 + 武威东 + 的.
BOUND = Expression("(?:开往|往返|驶往|前往|发往|驶向|到达|抵达|终到|始发|[至到])$")
SIDE_STATION = Expression("[东西南北](?=站|的|方向|[、，。])")
MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
MARKER = Expression(r"(?<!\d)\d{1,4}(?:[-/—]\d{1,3})?(?:号)?(?:界碑|界桩|界标)")


def find_places(passage: Passage, limits: Boundaries) -> Iterator[Candidate]:
    """Listed names of every type, places first among them; 814号界碑."""
    words = passage.words
    yield from _divisions(passage)  # first: they know the whole names
    for hit in passage.hits:
        name = hit.name
        if name.stem and name.type is EntityType.PORT:
            continue
        if hit.surface in limits.common or _is_end_of_head(passage, hit):
            continue
        if name.weak and not (is_place_word(passage, hit.start) or is_beside_place(passage, hit)):
            continue
        if len(hit.surface) == 2 and JOINED.match(passage.text, hit.start):
            continue  # 巴中两国
        if is_joint(passage.text, hit.start, hit.end):
            continue  # 中沙关系, 中非合作
        yield Candidate(hit.start, hit.end, name.type, 0.7 if name.weak else 1.0)
        yield from _around(passage, hit)
    for number in words.tagged("ns"):
        word = words.surfaces[number]
        if (
            len(word) >= 3
            and HAN.fullmatch(word)
            and word not in limits.common
            and word[-1] in ENDS
            and word[-2:] not in ("城市", "白宫")
            and word[0] not in "各每的"
            and word[-2] not in "两二三四五六七八九十"
        ):
            if passage.hit_over(words.starts[number], words.ends[number]) is not None:
                continue  # 新疆阿勒泰地区 in one word: its parts are listed
            start = words.starts[number] + (word[0] in ALONG)
            if OVER.search(passage.text, max(0, start - 3), start):
                continue
            yield Candidate(start, words.ends[number], EntityType.PLACE, 0.6)
    for found in JOINT_ZONE.finditer(passage.text):
        one, other = passage.hit_over(found.start() - 1, found.start()), passage.hit_at(found.end())
        if one and one.end == found.start() and other and other.end <= found.start(1):
            kind = EntityType.PROGRAM if found[1] == "机制" else EntityType.PLACE
            yield Candidate(one.start, found.end(1), kind, 0.9)
    for zone in ZONE.finditer(passage.text):
        yield Candidate(*zone.span(), EntityType.PLACE, 0.9)
    yield from _lines(passage)
    yield from _told_by_shape(passage)
    for road in ROAD.finditer(passage.text):
        yield Candidate(*road.span(), EntityType.PLACE, 0.9)
    for found in MARKER.finditer(passage.text):
        yield Candidate(*found.span(), EntityType.PLACE, 0.95)


def _around(passage: Passage, hit: NameHit) -> Iterator[Candidate]:
    """Longer names that a listed one is part of: 2025 + 台湾灯会, 杭州亚运会 + 组委会, 长洲水利枢纽 + 1号船闸, 桃园 + 市长."""
    kind = hit.name.type
    if kind is EntityType.PROGRAM:
        year = YEAR_BEFORE.search(passage.text, max(hit.start - 5, 0), hit.start)
        if year is not None and not hit.surface.isascii():
            yield Candidate(year.start(), hit.end, kind, 0.9)
        term = TERM_BEFORE.search(passage.text, max(hit.start - 7, 0), hit.start)
        if term is not None:
            yield Candidate(term.start(), hit.end, kind, 0.9)
        if (host := HOST.match(passage.text, hit.end)) is not None:
            yield Candidate(hit.start, host.end(), EntityType.ORGANIZATION, 0.8)
        for more in (PART_OF_WORKS, TRAINS):
            if (part := more.match(passage.text, hit.end)) is not None:
                yield Candidate(hit.start, part.end(), kind, 0.9)
    elif hit.name.level and (line := CITY_LINE.match(passage.text, hit.end)) is not None:
        yield Candidate(hit.start, line.end(), EntityType.PLACE, 0.9)
    elif hit.name.level in DIVIDED and BOUND.search(passage.text, max(hit.start - 5, 0), hit.start):
        is_town = hit.name.level != "province" or hit.surface in MUNICIPALITIES
        if is_town and (side := SIDE_STATION.match(passage.text, hit.end)):
            yield Candidate(hit.start, side.end(), EntityType.PLACE, 0.9)
    elif hit.name.level in DIVIDED and (stop := AT_STATION.match(passage.text, hit.end)):
        yield Candidate(hit.start, stop.end(), EntityType.PLACE, 0.8)
    elif hit.name.level in DIVIDED and hit.surface[-1] not in "市县":
        led = LED.match(passage.text, hit.end)
        if led is not None and hit.end + 1 not in passage.words.starting:
            yield Candidate(hit.start, hit.end + 1, EntityType.PLACE, 0.95)
    elif not hit.name.level and kind is EntityType.PLACE:
        numbered = NUMBERED.match(passage.text, hit.end)
        if numbered is not None:
            yield Candidate(hit.start, numbered.end(), EntityType.PLACE, 0.8)


def _told_by_shape(passage: Passage) -> Iterator[Candidate]:
    """Paths, dams and power stations that no list has."""
    if "道" in passage.text:
        for path in PATH.finditer(passage.text):
            yield Candidate(*path.span(), EntityType.PLACE, 0.75)
    for shape in (TOWN, VILLAGE, CAMPUS, STREET):
        for found in shape.finditer(passage.text):
            first = passage.words.covering(found.start())
            if not (shape is STREET and passage.words.tags[first].startswith("v")):  # 下班 + 路上
                yield Candidate(*found.span(), EntityType.PLACE, 0.7)
    for hit in passage.hits:
        if hit.name.level not in DIVIDED or passage.hit_at(hit.end) is not None:
            continue
        if (water := WATERSIDE.match(passage.text, hit.end)) is not None:
            yield Candidate(*water.span(), EntityType.PLACE, 0.7)
    if "枢纽" not in passage.text and "电站" not in passage.text:
        return
    for dam in DAM.finditer(passage.text):
        outer = passage.hit_at(dam.start())  # 西藏 + 帕孜水利枢纽
        apart = outer is not None and outer.name.level in DIVIDED and outer.end < dam.start("head")
        start = outer.end if outer is not None and apart else dam.start()
        if passage.words.is_aligned(start, dam.end()):
            numbered = NUMBERED.match(passage.text, dam.end())
            end = dam.end() if numbered is None else numbered.end()
            yield Candidate(start, end, EntityType.PLACE, 0.7)


def _lines(passage: Passage) -> Iterator[Candidate]:
    """Railways and roads that are called by both their ends; the nearer end begins where a place or a word does."""
    if "至" not in passage.text:
        return
    for found in LINE.finditer(passage.text):
        middle = found.end("from")
        listed = passage.hit_over(middle - 1, middle)
        if listed is not None and listed.end == middle and listed.name.type in SPOTS:
            start = listed.start
        elif passage.hit_at(middle + 1) is None:
            continue  # neither end is known
        else:
            begin = _word_start(passage, found.start(), middle)
            if begin is None:
                continue
            start = begin
        yield Candidate(start, found.end(), EntityType.PLACE, 0.85)


def _word_start(passage: Passage, first: int, end: int) -> int | None:
    """Where the unlisted place that ends here begins: with its clause, else with a word of its own."""
    if first == 0 or not HAN.match(passage.text[first - 1]):
        return first
    number = passage.words.closed_by(end)
    if number is None or passage.words.tags[number][0] in "tmv":
        return None
    start = passage.words.starts[number]
    return start if end - start >= 2 else None


def _divisions(passage: Passage) -> Iterator[Candidate]:
    """Each of the divisions of a row that share their last word, under its whole name."""
    if "、" not in passage.text:
        return
    for found in DIVISIONS.finditer(passage.text):
        items = []
        at = found.end("level")
        for number in range(found.start(), found.end()):
            hit = passage.hit_at(number)
            item = hit is not None and ITEM.match(passage.text, hit.start) is not None
            if hit is not None and item and hit.name.level in DIVIDED and hit.end < at:
                items.append(hit)
        if len(items) < found[0].count("、") + 1:
            continue
        for hit in items:
            whole = not hit.surface.endswith(found["level"]) and found["level"] in PARTED
            name = hit.surface + found["level"] if whole else None
            yield Candidate(hit.start, hit.end, EntityType.PLACE, 1.0, name)


def is_joint(text: str, start: int, end: int) -> bool:
    """中沙, 中非 are two countries, unless the text says that it means the islands or the republic; 港澳 are two places."""
    surface = text[start:end]
    if surface in JOINT:
        return not text.startswith(COUNTED_FROM, end)
    joint = len(surface) == 2 and surface[0] == "中" and surface[1] in PLACE_SIGNS | {"沙"}
    return joint and MEANT.match(text, end) is None


def _is_end_of_head(passage: Passage, hit: NameHit) -> bool:
    """A listed body that a longer head ends with: 市教育 + 考试院."""
    head = passage.head_ending.get(hit.end)
    return head is not None and head.start < hit.start and hit.name.type is EntityType.ORGANIZATION
