"""A passage in; shops, firms, schools, estates, works that no list has out: a name as such houses bear, then what they are: 鸿运 + 食品厂."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.names.runs import Boundaries
from kouan.extraction.words import HAN
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: What a house is, and what its name then is. The longer stand first.
_HOUSE: Final = Expression(
    "(?P<organization>(?:种养|种植|养殖|茶叶|蔬菜|水产|农机|果蔬|水果|农民|农业){0,4}(?:专业)?合作(?:联)?社|家庭农场|[食品面粉料饮水酒糖鞋服制造纸印刷机械家具电器化肥农药陶瓷玻璃砖瓦木器纺织染丝绸茶粮油肉酱醋制药乳]{1,4}厂|煤矿|铁矿|金矿|磷矿"
    "|(?:律师|会计师|税务师)事务所|(?:实验|中心|双语|第[一二三四五六]|外国语|高级){0,4}(?:小学|中学|幼儿园)|(?:双语|外国语|实验|国际)学校"
    "|(?:老年)?护理院|养老院|敬老院|老年公寓|(?:口腔|眼科|骨科|中医|妇产|儿童|康复)?医院|(?:连锁|大)?药房|(?:大)?药店|书店|书院|书局|大酒楼|酒楼|茶楼|食坊|糕饼店|(?:戏曲|文学|摄影)社|艺术团|(?:越|京|豫|川|黄梅戏)剧团"
    "|养老服务中心|物业(?:公司)?|(?:建材|建筑|混凝土|装饰|物流|贸易|商贸|燃气|热力|供水|水务|运输|小额贷款|食品|科技|实业|船务|旅游|文旅|农业|置业)(?:有限)?公司"
    "|(?:控股|投资|实业|传媒|文化|能源|化工|钢铁|医疗|教育|农垦)?集团(?![军化犯诈成]|内|公司)|(?:名师)?工作室|实验室|研究院|研究所|基金会|俱乐部|博物馆|博物院|纪念馆|(?:航空|铁路|电力|微?电子|半导体|汽车|保险|制药|能源|石油|矿业|钢铁|造船|电信|通信|软件|化工|房地产)公司|美术馆|艺术馆|文化馆|图书馆)"
    "|(?P<place>(?:国家)?(?:森林|湿地|地质|体育|郊野|生态)?公园|小区|花园|家园|花苑|嘉园|雅苑|公寓|(?:购物)?广场|商城|天街|购物中心|大厦|(?:特)?大桥|隧道(?!结|效应|二极管)|立交(?:桥)?|互通|服务区|收费站|水库|(?:抽水蓄能|抽蓄)?电(?:站|厂)|水电站|(?:海上)?风电场"
    "|(?:光伏|风电)(?:基地|电站)|[油气煤]田|老街|古镇|古村|古街|夜市|(?:农贸|批发|菜|花卉|水产|建材|家具|服装|小商品)+市场|(?:药材|建材)?交易城|大剧院|剧院|剧场|体育馆|体育场|文化宫|风景区|景区|度假区|产业园|工业园|科技园|创意园|物流园"
    "|村(?![民庄级里口委支集小镇干上落医官寨居])|社区(?![卫服居工党干医养民团书])|(?:生态|农业|康养)?小镇|山庄|农庄|庄园|度假村|林场|农场|牧场|茶场|渔港|避风塘|大峡谷"
    "|铁路(?!局|集团|公司)|高铁|城际(?:铁路)?|快速路|高速(?:公路)?(?![摄缓计读跌处运旋发增成]))|(?P<port>码头|作业区|港区)"
)
#: What a firm trades in, where it is called by that: 安和 + 置业, in front of who leads it or what it does.
_FIRM: Final = Expression(
    "(?:股份|置业|地产|物业|金控|石化|炼化|重工|乳业|酒业|药业|种业|牧业|影业|传媒|船业|轮渡|公交|水务|精密|机械|机电|科技|智能|电子|光电|微电子|半导体|生物|医药|制药|医疗|食品|服饰|纺织|物流|快递|速运|航运|海运|航空|证券|期货|基金|信托|文旅|能源|新材|新材料|环保|汽车|电池|实业|控股|资本|渔业|航旅|包装|建材|水泥|钢铁|矿业|家居|电器|照明|轮胎|软件)"
    "(?=（[0-9A-Z]|首席|分析师|董事长|总裁|总经理|副总|行政总裁|研究部|创始人|负责人|发布|公告|披露|预[增亏]|收购|宣布|营收|净利|股价|拟[以向在]|等(?:企业|公司|险企|车企|药企|券商|房企|电商|快递|[0-9一二三四五六七八九十]+家))"
)
#: A group by a name of two characters, at the head of a clause or in front of what a group has or does: 公牛集团.
_GROUP: Final = Expression(
    "(?:(?<=[，。；：、“（\n的])|^|(?<=位于)|(?<=来自)|(?<=记者从))"
    "(?P<name>(?!(?:企业|跨国|犯罪|医疗|教育|产业|利益|军事|上市|大型|国有|民营|财团|垄断|诈骗|传媒|出版|报业|投资|能源|从小|金融|汽车|钢铁|旅游|文旅|交通|城投|地铁|公交|机场|港口|水务|邮政|广电|演艺|黑恶|武装|资本|财阀|官僚|贵族|统治|部落|市属|省属|县属|区属|央企|国企|多家|多个|学校|名校)集团)"
    "(?:(?![的和与各该本这那一两三四五六七八九十多几其等是有在对由])[\u4e00-\u9fff]){2}集团)"
    "(?=[，。、；（和与的在已今将去]|负责人|董事长|总经理|副总|营收|员工|旗下|总部|方面|工作人员|技术|生产|上半年|前[一二三三四0-9]|发布|公布|宣布|披露|表示|称|则|也|还|与|收购|投资|签)"
)
#: Characters that shops, firms, schools and estates are called by.
_STYLE: Final = frozenset(
    "顺裕兴隆瑞永昌元亨万利复丰祥泰和茂盛同乾德谦公仁协鼎光聚益中通全信义久恒大美庆安康春合生成广润发洪源厚福长"
    "鸿宏鑫金银宝富贵达胜佳嘉雅翠锦绣华荣辉煌耀星月明晨阳旭东海天龙凤麒麟鹏鹤虹云霞绿青蓝紫红玉珠珍馨香兰桂梅竹菊荷莲桃柳松柏枫景秀丽晶莹"
    "育英才文博学勤智慧诚正实远志杰俊新颖立创飞腾跃凌峰岳山川江湖河溪泉清沁幸乐悦怡欣爱慈惠济民众友谊平宁静逸豪雄圣皇帝王御府庭园亭阁轩苑居城邦世纪"
)
#: Parts of speech that may belong to the trade or kind of a house, behind its name.
_KIND_TAGS: Final = ("n", "vn", "j", "b", "s", "l", "g", "an")
_NAME_TAGS: Final = ("nr", "nz", "nt", "nrt", "nrfg", "ns")
#: Words that look like names in front of a house, and only say of what sort it is.
_SORTS: Final = Expression(
    "[过跨穿越沿临通环滨近][江海河湖城山港洋湾路]特?|高[水层]|.*(?:[化式性级型类用]|大量|部分|地区|海外|境外|当地|附近|周边|首[家座个所]|试点|示范|储能|高压|办公厅|方舱|定点|民营|公立|私立|国营|国有|养老|希望|乡村|农村|城区|郊区|山区|校园|主题|网红|无人|智慧|智安|数字|滑雪|露营|卫星|互联网|居民|力争|扎根|深水|所有|全部|中断|拓宽|祝贺|高原|绕城|环城|货运|客运|[东西南北]路|过境|直达|动车|普速|干线|新开工|新建|在建|苗木|花木|人家|[东西南北中]{1,2}部|[一二两三四五六七八九十][大个家所座]|人)$"
)
#: The head is the beginning of another word.
_GOES_ON: Final = Expression(
    "人家园|区(?!别|分|内)|[教老]师|[学新招毕]生|生(?!产|活)|阶段|教育|业[主者]|经理|[工职]人|群(?!众)|体系|网络|行业|建设者"
)
#: Prepositions that the segmenter glues to a name.
_GLUED: Final = frozenset("由对从向据在到让被把与和及靠因至")
_LONGEST: Final = 8
#: What a hill, a water or a quarter is called by its last character.
_LANDS: Final = frozenset("山岭峰岗坡坪湖江河湾溪塘沟潭里苑府园庭")
#: The first characters of the words for houses.
_OPENS: Final = frozenset(
    "专丝中书乳互交产京会传体作供保俱儿光公具养农创制刷剧化医半博印双口古合名品商嘉器国图地城基外夜大天妇实家小山川工幼广庄度康建律微快戏房批投护抽控摄收教敬文料旅景服木机村林果染"
    "械森气水汽油海混渔港湿热煤燃牧物特玻璃瓦瓷生电眼石矿码研砖磷社种科税立第粉粮糕糖纸纺织绸置美老肉肥能航船艺花茶药菜蔬装豫购贸越软运连通造避郊酒酱醋金钢铁陶隧雅集面鞋风食饮骨高黄"
)
_STYLED: Final = Expression(f"[{''.join(sorted(_STYLE))}]{{2}}")
_LAND: Final = Expression(f"[{''.join(sorted(_LANDS))}](?=[{''.join(sorted(_OPENS))}])")
_LEVELS: Final = frozenset("省市县区州旗镇乡村")
#: A village is named apart from its township.
_LOCAL: Final = ("村", "社区")
_TOWNSHIP: Final = Expression("[\u4e00-\u9fff]{1,5}(?:[镇乡县]|街道|苏木)(?=[\u4e00-\u9fff]{2})")


def find_styled(passage: Passage, limits: Boundaries) -> Iterator[Candidate]:
    """Each house with a name of its own."""
    for at in sorted(_heads(passage)):
        found = _HOUSE.match(passage.text, at)
        if found is None:
            continue
        if _GOES_ON.match(passage.text, found.end()):
            continue
        kind = EntityType(found.lastgroup or "place")
        start = _start(passage, found.start(), limits.house)
        if start is not None and found[0] in _LOCAL:
            township = _TOWNSHIP.match(passage.text, start, found.start())
            start = start if township is None else township.end()
        if start is not None and 2 <= found.start() - start <= _LONGEST:
            yield Candidate(start, found.end(), kind, 0.65)


def _heads(passage: Passage) -> set[int]:
    """Where a word for a house may begin: behind a word that looks like a name, or one or two words later."""
    text, words = passage.text, passage.words
    numbers = words.tagged(*_NAME_TAGS)
    numbers += [
        words.starting[found.start()]
        for found in _STYLED.finditer(text)
        if found.start() in words.starting and found.end() in words.ending
    ]
    heads = {end for number in numbers for end in words.ends[number : number + 3]}
    heads |= {found.end() for found in _LAND.finditer(text)}
    return {at for at in heads if text[at : at + 1] in _OPENS}


def find_firms(passage: Passage, limits: Boundaries) -> Iterator[Candidate]:
    """Firms that are called by a name and their trade, without a word for a firm."""
    words = passage.words
    for found in _FIRM.finditer(passage.text):
        number = words.closed_by(found.start())
        if number is None:
            continue
        word, start = words.surfaces[number], words.starts[number]
        is_free = start == 0 or not HAN.match(passage.text[start - 1])
        if not is_free and number:
            is_free = words.tags[number - 1].startswith(("p", "c", "uj", "v"))
        is_listed = passage.hit_over(start, found.start()) is not None
        if (
            is_free
            and not is_listed
            and len(word) == 2
            and _is_name(word, words.tags[number], limits.house)
        ):
            yield Candidate(start, found.end(), EntityType.ORGANIZATION, 0.65)


def find_groups(passage: Passage) -> Iterator[Candidate]:
    """Groups that no list has."""
    if "集团" not in passage.text:
        return
    for found in _GROUP.finditer(passage.text):
        number = passage.words.starting.get(found.start("name"))
        is_verb = number is not None and passage.words.tags[number].startswith("v")
        if not is_verb and passage.hit_at(found.start("name")) is None:
            yield Candidate(*found.span("name"), EntityType.ORGANIZATION, 0.65)


def _start(passage: Passage, head: int, plain: frozenset[str]) -> int | None:
    """Where the name in front of a house begins: a word that looks like one, with words for its trade behind it at most."""
    words = passage.words
    number = words.closed_by(head)
    if number is None:
        return None
    for at in range(number, max(number - 3, -1), -1):
        word, tag = words.surfaces[at], words.tags[at]
        hit = passage.hit_over(words.starts[at], words.ends[at])
        if hit is not None or not HAN.fullmatch(word) or head - words.starts[at] > _LONGEST:
            return None
        if len(word) >= 2 and _is_name(word, tag, plain):
            if len(word) > 2 and word[0] in _GLUED:
                return words.starts[at] + 1
            return _extended(passage, at, head)
        if at == number and word in _LANDS and head - words.starts[at] == 1:
            return _of_land(passage, number, plain)
        if not tag.startswith(_KIND_TAGS) or len(word) == 1 or _SORTS.fullmatch(word):
            return None
    return None


def _of_land(passage: Passage, number: int, plain: frozenset[str]) -> int | None:
    """铜锣 + 山 + 隧道: the word in front of what a hill or a water is called."""
    words = passage.words
    before = number - 1
    if before < 0 or not words.tags[before].startswith(("n", "z", "a", "i", "l")):
        return None
    start = words.starts[before]
    is_free = (
        HAN.fullmatch(words.surfaces[before])
        and passage.hit_over(start, words.ends[before]) is None
    )
    known = words.surfaces[before] in plain or _SORTS.fullmatch(words.surfaces[before])
    return start if is_free and not known and 1 <= words.ends[before] - start <= 3 else None


def _extended(passage: Passage, number: int, head: int) -> int | None:
    """The segmenter may cut a foreign name: 卢 + 赛尔体育场."""
    words = passage.words
    start = words.starts[number]
    if start and passage.text[start - 1] == "·":
        return None
    if number and words.surfaces[number - 1] in _LEVELS:
        return start  # 积石山县 + 肖红坪村
    if (
        number
        and words.ends[number - 1] == start
        and words.tags[number - 1][:2] in ("nr", "zg", "x", "j")
    ):
        before = words.starts[number - 1]
        is_free = passage.hit_over(before, start) is None and HAN.fullmatch(
            words.surfaces[number - 1]
        )
        if is_free and head - before <= _LONGEST:
            return before
    return start


def _is_name(word: str, tag: str, plain: frozenset[str]) -> bool:
    """Whether a word looks like a name; `plain` are words that only consist of such characters."""
    if word in plain or _SORTS.fullmatch(word):
        return False
    styled = len(word) == 2 and _STYLE.issuperset(word) and tag[0] in "nzaxvbtil"
    return styled or tag.startswith(_NAME_TAGS)
