"""A passage in; names that quotation or title marks give away out: documents in 《》, schemes, systems and bodies in “”."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from kouan.extraction.names.listed import Head
from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

TITLE = Expression(r"《([^《》\n]{2,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?)》")
#: What a firm reports of a year or a part of it: 披露 + 2024年年度报告.
REPORT = Expression(
    r"20\d\d年(?:(?:年度|半年度|中期|第[一三]季度|[一三]季度)(?:业绩)?(?:报告|快报|预告)|(?:半年|[一三]季)报)"
)
DISCLOSED = ("披露", "发布", "披露了", "发布了")
#: Titles of papers and programmes are publishers, not documents.
MEDIA = Expression(
    r"(?:(?<![公通简年季月旬预])报|大公报|日报|晚报|时报|周刊|月刊|杂志|新闻联播|新闻周刊|电视台|画报|导报|邮报|泰晤士报)$"
)
AGREED = ("协定", "公约", "条约", "规划", "纲要")
#: Papers of Taiwan, Hong Kong and Macao quote with corner brackets.
CORNERS = str.maketrans("「」『』", "“”‘’")
QUOTATION = Expression(r"“([^“”\n]{1,48})”")
INNER = Expression(r"‘([^‘’“”\n]{2,24})’")
#: A quotation with a sentence in it, or behind a verb of saying, is speech.
SENTENCE = Expression(r"[。！？…；：]|^[^、]*，|[我你您]|[了吗呢吧啊]$")
SPEECH_BEFORE = Expression(r"(?:[：:]|说|道|表示|称|问|喊|的话|写着|一句)[，]?$")
#: Honours, slogans and wishes are no schemes.
HONOUR = Expression(
    r"^(?:的)?(?:荣誉|称号|美誉|奖|标语|口号|字样|之称|目标|精神|局面|理念|意识|原则|要求|态度|方针|共识|信念|梦)"
)
HONOUR_BEFORE = Expression(
    r"(?:荣获|授予|获评|评为|获得|被誉为|誉为|称为|称作|所谓|荣膺|获|当好|争当|争做|不能|不再|由|向|高举|秉持|秉承|坚定|强化)[^，。；]{0,12}$"
)
#: 三个一, 两个率先; 一企一策, 同机同台.
COUNTED = Expression(r"^[一二三四五六七八九十两百双多零][个项大级类]?[\u4e00-\u9fff]{1,4}$")
PARALLEL = Expression(
    r"^([一二两三四五六七八九双多零同])[\u4e00-\u9fff]([一二两三四五六七八九双多零同])[\u4e00-\u9fff]$",
    holds="一二两三四五六七八九双多零同",
)
#: “六涨两降” is what prices did, and no scheme.
MOVES = Expression(r"^.[涨降升跌增减平].[涨降升跌增减平]$")
#: “双高计划”: its last word says that it is one.
NAMED = Expression(
    r"[\u4e00-\u9fffA-Za-z0-9]{1,10}(?:计划|工程|(?<!规定|统一)行动)"
    r"|(?:(?!的)[\u4e00-\u9fffA-Za-z0-9]){4,14}(?:方案|专案|保险|补贴|津贴|条例|新政|绿色通道|直通车|综合体)"
    r"|[\u4e00-\u9fffA-Za-z0-9]{2,6}(?:惠民保|专线|卡券|消费券|快线|专区)"
)
#: “免申即享”, “整村授信”: how an office or a bank deals with people, called by its four characters.
DEALING = Expression(
    "[免秒即容][\u4e00-\u9fff][即快秒][\u4e00-\u9fff]|整[村镇乡][\u4e00-\u9fff]{2}|[\u4e00-\u9fff]{2}[直免]办|[\u4e00-\u9fff]管[\u4e00-\u9fff][聘用]|[免先][\u4e00-\u9fff]{1,3}[后即][\u4e00-\u9fff]{1,3}"
)
#: “皖事通”上, 通过“粤健通”: what one reports or pays through.
APP = Expression("[\u4e00-\u9fff]{2,5}[通办码]")
APP_BEFORE = Expression(
    "(?:通过|登录|打开|使用|依托|借助|利用|下载|扫描|上线|接入|在|关注)(?:了)?[^，。；！？：“”]{0,4}$"
)
APP_BEHIND = Expression(
    "(?:上|小程序|APP|App|app|平台|客户端|公众号|系统|一键|线上|自助|查询|预约|申报|上报|提交|申请|缴|办理)"
)
#: A quoted name in front of what is run under it: “客改货”航班, “爱心送考”车队.
RUN_UNDER = Expression("(?:航班|航线|车队|专区|专窗|窗口|车厢|巴士|门诊|课堂|志愿|贷款)")

SYSTEM_LABEL = Expression(
    r"[一二两三四五六七八九][\u4e00-\u9fff]{0,2}(?:系统|网络|平台|网合一|库)",
    holds="一二两三四五六七八九",
)
#: What a scheme is called by behind its quoted name.
TAIL = Expression(
    r"(?:等)?(?![和与及或、])(?:[一二两三四五六七八九十\d]+项|多项|一系列)?(?:的新型)?(?:(?!的)[\u4e00-\u9fff]){0,6}?"
    r"(?:机制|模式|制度|举措|方式|改革|行动|工程|计划|战略|倡议|(?:救助|公益|帮扶|资助|助学|慈善|扶贫)项目|试点|框架|政策|品牌|措施|办法|通道|战役|体系|做法|工作法|[路巡]展(?![开示现])|主题展(?![开示现])|推介会|消费季|购物节|嘉年华|(?:进(?:校园|社区|企业|乡村|万家|基层|课堂)|系列|主题|推广|宣传|专项|实践|志愿服务|促消费)活动)|(?:专项)?工作"
)
SET_UP = Expression(
    r"(?:实施|推行|推出|推广|实行|开展|启动|建立|打响|创建|采取|采用|探索|开设|设立|开通|试行|首创|推进|打造|组织|落实|启用|共建|(?<!的)创新|践行|借助|利用|主办|承办|举办|设置|增设)(?:了|的|各)?[^，。；！？：“”]{0,10}$"
)
#: Bodies are founded: 牵头成立了“…协作组”.
FOUNDED = Expression("(?:成立|组建|设立|组成)了?$")
#: “3.15”打假日: a day of the year that has a name.
NAMED_DAY = Expression("[\u4e00-\u9fff]{2,8}?日(?![报期程前常子后内])")
DAY_OF_YEAR = Expression(r"\d{1,2}[.·]\d{1,2}")
#: “一单制”推行后, “先诊疗后付费”全面推开, “一码通行”服务2021年6月上线: what is carried out is a scheme.
STARTS = Expression(
    r"(?:服务|功能|项目|改革|政策|制度|模式)?(?:自?(?:20\d\d年|[今去]年)?(?:\d{1,2}月)?(?:\d{1,2}日)?起?)(?:已经?|自|正|将)?(?:全面|正式|率先|先行|陆续|逐步)?"
    r"(?:推行|实施|施行|试行|推广|推开|落地(?!灯|窗|签)|启动|上线|推动(?=至今|以来)|进入第[一二三四]阶段)"
)
#: A quoted name in front of what was reached under it: “邻里食堂”开到118家.
RUN = Expression(
    "(?:已|共|累计|今年|全年|上半年|目前|则|也|还)?(?:完成|覆盖|惠及|发放|放款|开到|带动|办理|受理|网办|示范户|代办点|站点|门店|服务站|工作站|驿站|贷款|参保)[^，。；“”]{0,8}[0-9]"
)
#: Ships, trains, lists and sorts of goods are called by their last character.
NO_SCHEME = frozenset("号样单者人军队家毒果生症例")
LONGEST_SCHEME = 12
#: Behind a train's quoted name: “齐鲁号”欧亚班列.
TRAINS = ("班列", "专列")
#: A quoted part and a tail so long or so particular that both are the name: “净畅宁”环境专项整治行动.
LONG_TAIL = 5
#: What is done with a quotation, and no tail of its name: “…”作大会发言, “…”进行系统部署.
DONE_WITH = (
    "作大会", "作出", "作了", "作为", "作专题", "进行", "召开", "举行", "举办", "开展", "发表", "展开",
)  # fmt: skip
#: Zones that bear a quoted name: “一南一北”农机应用先导区.
ZONES = ("先导区", "示范区", "试验区", "合作区", "产业园", "产业园区", "示范基地", "产业基地")
BREAKS = Expression(r"[，。；：、！？“”（）的和与等了]")
#: Behind the quoted name of a service, what it runs on, which is no part of its name: “粤康通” + 小程序.
RUNS_ON = Expression(
    "(?:微信|支付宝|手机|政务服务|综合服务|服务)?(?:平台|小程序|APP|App|app|客户端|公众号|服务号)"
)
#: Behind a quoted name the word that makes a scheme of it, and is part of the name: “清风”行动, “头雁”计划.
DEED = Expression(
    "(?:专项|专项整治|专项治理|专项攻坚|专项执法|集中整治|集中攻坚|综合整治|整治|攻坚|执法|治理|提升|关爱|帮扶|救助|惠民)?"
    "(?:行动(?!计划|方案|纲要|清单|指南|起来|能力|力|者)|工程(?!师|建设|项目|技术|质量|总|量)|计划(?!采|执|实|经济|在|于|到|用|投|将|明年|今年|今后|生育|单列|建|新))"
)
NEW_TAIL = Expression(r"(?:新模式|新机制|工作机制|协作机制)$")


def find_titles(passage: Passage) -> Iterator[Candidate]:
    """Documents named by title marks; the marks are no part of the name."""
    for report in REPORT.finditer(passage.text):
        if passage.text.endswith(DISCLOSED, 0, report.start()):
            yield Candidate(*report.span(), EntityType.DOCUMENT, 0.8)
    for found in TITLE.finditer(passage.text):
        if len(found[1]) > 2 and not MEDIA.search(found[1]):  # 《办法》 only points back
            # what is agreed is a document between title marks, though a list has it as a scheme
            confidence = 1.0 if found[1].endswith(AGREED) else 0.95
            yield Candidate(found.start(1), found.end(1), EntityType.DOCUMENT, confidence)


def find_quoted(passage: Passage) -> Iterator[Candidate]:
    """Names that stand in quotation marks, alone, in a row, or at the head of a longer name."""
    text = passage.text.translate(CORNERS)
    row: list[tuple[int, int]] = []  # what stands in a row here and is no candidate yet
    behind = 0
    scheme = ""  # the scheme that stands right before in the row
    for found in [*QUOTATION.finditer(text), *INNER.finditer(text)]:
        start, end = found.span(1)
        between = text[behind + 1 : found.start()]
        if found.start() < behind or between not in ("", "、", "和", "与", "及", "以及"):
            row, scheme = [], ""
        row.append((start, end))
        behind = end
        if (listed := passage.hit_at(start)) and listed.end == end:
            continue
        longer = _with_tail(passage, text, found.start(), found.end())
        if longer is not None:
            yield longer
            continue
        kind = _kind(passage, text, (start, end), (found.start(), found.end()))
        if kind is None and scheme and text[end - 1] == scheme[-1] and end - start > 2:
            kind = EntityType.PROGRAM  # “桂惠贷”“乡村振兴贷”
        if kind is None:
            continue
        scheme = text[start:end] if kind is EntityType.PROGRAM else ""
        if kind is EntityType.PROGRAM:
            for first, last in row:
                if not SENTENCE.search(text[first:last]):
                    yield Candidate(first, last, kind, 0.75)
            row = []
        else:
            yield Candidate(start, end, kind, 0.85)


def _with_tail(passage: Passage, text: str, start: int, end: int) -> Candidate | None:
    """“3.15”打假日, “净畅宁”环境专项整治行动, “智能审图”系统, “齐鲁号”欧亚班列: marks and tail stay."""
    if SENTENCE.search(text[start + 1 : end - 1]):
        return None
    if DAY_OF_YEAR.fullmatch(text, start + 1, end - 1) and (day := NAMED_DAY.match(text, end)):
        return Candidate(start, day.end(), EntityType.PROGRAM, 0.85)
    best: Candidate | None = None
    ends = passage.head_ends
    for at in ends[bisect_right(ends, end) : bisect_right(ends, end + 14)]:
        head = passage.head_ending[at]
        if head.start < end:
            continue
        tail = text[end : head.end]
        if BREAKS.search(tail) or NEW_TAIL.search(tail) or tail.startswith(DONE_WITH):
            break
        for kind in head.heads:
            made = kind.need == "made" and (len(tail) >= LONG_TAIL or tail == "绿色通道")
            train = kind.need == "standing" and tail.endswith(TRAINS)
            if kind.type is EntityType.PROGRAM and (kind.need == "event" or made or train):
                best = Candidate(start, head.end, EntityType.PROGRAM, 0.85)
            elif kind.type is EntityType.PLACE and tail.endswith(ZONES) and len(tail) > LONG_TAIL:
                best = Candidate(start, head.end, EntityType.PLACE, 0.85)
            elif kind.type is EntityType.SYSTEM and len(tail) <= LONG_TAIL:
                best = Candidate(start, head.end, EntityType.SYSTEM, 0.85)
    if best is not None and best.type is EntityType.PROGRAM:
        return best
    if (service := RUNS_ON.match(text, end)) and (best is None or best.end <= service.end()):
        return Candidate(start + 1, end - 1, EntityType.SYSTEM, 0.85)
    deed = DEED.match(text, end)
    if (
        deed is not None
        and end - start > 3
        and text[end - 2] != "的"
        and not NAMED.fullmatch(text, start + 1, end - 1)
    ):
        return Candidate(start, deed.end(), EntityType.PROGRAM, 0.85)
    return best


def _kind(
    passage: Passage, text: str, inside: tuple[int, int], around: tuple[int, int]
) -> EntityType | None:
    """What the quoted words name, None if nothing."""
    (start, end), (opening, closing) = inside, around
    content, before, after = (
        text[start:end],
        text[max(opening - 24, 0) : opening],
        text[closing : closing + 16],
    )
    if SENTENCE.search(content) or len(content) < 2:
        return None
    is_started = len(content) <= LONGEST_SCHEME and STARTS.match(after) is not None
    if SPEECH_BEFORE.search(before):  # 他算了一笔账：“一单制”推行后…
        return EntityType.PROGRAM if is_started else None
    if SYSTEM_LABEL.search(content):
        return EntityType.SYSTEM
    if APP.fullmatch(content) and APP_BEFORE.search(before) and APP_BEHIND.match(after):
        return EntityType.SYSTEM
    if PARALLEL.match(content) and not MOVES.match(content) and not HONOUR.match(after):
        return EntityType.PROGRAM
    if HONOUR.match(after) or HONOUR_BEFORE.search(before):
        return EntityType.PROGRAM if COUNTED.match(content) and "个" in content else None
    if NAMED.fullmatch(content) or DEALING.fullmatch(content):
        return EntityType.PROGRAM
    closed = _closed_by(passage, end)
    pointed = closed is not EntityType.PLACE or passage.hit_at(start) is not None
    if closed is not None and pointed and len(content) >= 6 and "、" not in content:
        return closed
    if COUNTED.match(content) and content[1] in "个项大":
        return EntityType.PROGRAM
    if content[-1] in "组队会团局" and len(content) >= 5 and FOUNDED.search(before):
        return EntityType.ORGANIZATION
    if TAIL.match(after) or (3 <= len(content) <= 4 and RUN_UNDER.match(after)):
        return EntityType.PROGRAM
    if SET_UP.search(before) and len(content) <= 24 and not after.startswith("的"):
        return EntityType.PROGRAM
    is_run = (
        RUN.match(after) is not None and 3 <= len(content) <= 10 and content[-1] not in NO_SCHEME
    )
    return EntityType.PROGRAM if is_started or is_run else None


def _closed_by(passage: Passage, end: int) -> EntityType | None:
    head = passage.head_ending.get(end)
    if head is None:
        return None
    best: Head = next((one for one in head.heads if one.need == "quoted"), head.heads[0])
    if best.type is EntityType.ORGANIZATION and head.end - head.start == 1:
        return None  # 五大合作格局
    if best.type is EntityType.PROGRAM:
        return EntityType.PROGRAM if best.need in ("made", "event") else None
    return best.type
