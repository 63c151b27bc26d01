"""Mentions of a passage in; longer names that begin with one of them out: a section of a line, a terminal, a hospital of a university, parties, crews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: What the names of lines end with, and which of their sections follows: 兰新高铁 + 民乐至大通段.
_LINES: Final = (
    "高铁",
    "铁路",
    "高速公路",
    "高速",
    "公路",
    "通道",
    "运河",
    "干渠",
    "客专",
    "大道",
    "快速路",
)
_SECTION: Final = Expression(
    "(?:[\u4e00-\u9fff]{2,5}至[\u4e00-\u9fff]{2,5}|(?!项目|全|该|此|本|这|各|一|二|三|每|多|分|某|部分|沿线|施工|建设|运行|通车|延伸|新建|全线|试点|示范|先行|收费|事故|试验|拥堵|重点|受损|其他)(?:(?![的和与及在为由是到至从将])[\u4e00-\u9fff]){2,4})(?<![区路地])段(?![位落时区面级子地])"
)
#: A part of an airport or a station: 桃园机场 + 第三航厦.
_STATIONS: Final = ("机场", "火车站", "高铁站", "东站", "西站", "南站", "北站")
_TERMINAL: Final = Expression("第?[一二三四五]号?(?:航站楼|航站区|航厦|客运大楼)|[东西南北]广场")
#: A part of a bridge: 虎门大桥 + 东引桥.
_BRIDGES: Final = ("大桥", "特大桥")
_APPROACH: Final = Expression(
    "[东西南北]?引[桥道](?!工程|施工)|[东西南北](?:塔|锚碇|主塔)(?=[施封上])"
)
#: Quays and quarters of a port: 曹妃甸港区 + 矿石码头.
_QUAYS: Final = Expression(
    "(?!的|和|与|及|在|至|到|等|各|两|三|多|新|为|是|专用码头|码头|自动化码头|集装箱码头)(?:(?:(?![的和与及在至到等各为由从将])[\u4e00-\u9fff]){2,7}?(?:码头|作业区|港区)){1,2}(?![工员业])"
)
#: What works inside a firm, in front of who leads it or what it says: 中原地产 + 研究部.
_INSIDE: Final = Expression(
    "(?!(?:有关|相关|所属|下属|旗下|该|各|原|总|党|兼|前|时任|现任)[\u4e00-\u9fff])(?:(?![的和与及在为由让请是对向从等兼副、])[\u4e00-\u9fff]){2,8}?(?:部|事业部|董事会办公室|运营中心|研究中心|研发中心|数据中心)"
    "(?=(?:高级|首席|联席|执行)*(?:副?总经理|副?经理|副?总监|主管|副?总裁|董事|分析师|研究员|负责人|有关负责人|相关负责人|主任|副主任))"
)
_FIRM_LIKE: Final = (
    "集团", "公司", "地产", "证券", "银行", "物业", "保险", "能源", "科技", "股份", "锂能", "汽车", "重工", "航空", "电子", "食品", "药业", "生物", "行", "基金", "机场", "港口", "控股", "信托", "期货", "快递", "速运", "物流", "医药", "实业", "置业", "钢铁", "铁路", "地铁", "电力",
)  # fmt: skip
#: Police and works under a bureau: 交通管理局 + 高速公路一支队.
_BUREAUS: Final = ("局", "总队", "支队", "公安厅")
_SQUAD: Final = Expression(
    "(?!总队|支队|大队|中队)(?:(?:高速公路|交警|交通|治安|刑侦|特警|巡特警|经侦|网安|禁毒|消防|机动|直属|水上|港航|铁路|执法|综合执法|[东西南北]区|[东西南北中]部|第)?(?:[一二三四五六七八九十]{1,2})?){1,3}(?:总队|支队|大队|中队|工程分局|工程处|养护工程分局|养护分局)"
)
#: What a university owns: 福建医科大学 + 附属协和医院.
_UNIVERSITIES: Final = ("大学", "学院", "医学院", "科学院")
_HOSPITAL: Final = Expression(
    "附属(?:(?![的与及在为由让等、])[\u4e00-\u9fffA-Z0-9]){0,14}?医院(?![长区感管院系集])(?:(?![的和与及在为由让等、])[\u4e00-\u9fff]{2,4}院区)?"
)
#: What a country has: 埃塞俄比亚 + 繁荣党.
_PARTY: Final = Expression(
    "(?!的|和|与|及|在|由|两|多|各|新|前|现|主要|最大|其|执政|反对|在野|极右|极左|左翼|右翼|中右|中左|议会|共和党和|政)(?:(?![的和与及在为由让是对向从等将])[\u4e00-\u9fff]){2,9}(?<![执政反对在野翼各两多新入建老朋]{2})党"
    "(?=(?:前|副|全国|代)?(?:主席|总书记|领导人|领袖|党首|总裁|书记|发言人|候选人|议员|代表团|党员)|[，。、；（）和与在赢获宣表提访来应]|中央)"
)
#: Who makes ready games: 杭州 + 亚组委.
_GAMES: Final = Expression(
    "(?:亚|冬奥|亚残|残奥|冬残奥|奥|大运|全运|亚冬)组委(?!会)|(?:大运会|全运会|亚运会|世园会|亚冬会|世运会)(?:执委会|组委会)"
)
#: Crews of spacecraft, rounds of inspection, numbered farms, fields of oil and gas by their number: no place need be in front.
_BY_SHAPE: Final = (
    ("乘组", Expression("神舟[一二三四五六七八九十]{1,3}号(?:载人飞船|载人飞行任务)?(?:航天员)?乘组"), EntityType.ORGANIZATION),
    (
        "督察",
        Expression(
            "(?:第[一二三四五]轮(?:第[一二三四五六七八九]批)?中央|第[一二三四五]轮(?:第[一二三四五六七八九]批)?省级|中央)生态环境保护督察(?![组局办员制队])"
        ),
        EntityType.PROGRAM,
    ),
    (
        "农场",
        Expression("(?<![一二三四五六七八九十百千万\\d])[一二三四五六七八九〇○]{3}农场(?!主)"),
        EntityType.PLACE,
    ),
    ("田", Expression("(?:(?![的在是和与等])[\u4e00-\u9fff]){2}\\d{1,2}-\\d{1,2}(?:大型?|海上)?[油气]田群?"), EntityType.PLACE),
)  # fmt: skip
#: Where a laboratory's name begins: behind a mark or one of these.
_LABORATORY: Final = Expression(
    "(?:(?<=[，。；：、“（\n的在和与为由是及])|(?<=走进)|(?<=来到)|(?<=依托)|^)(?!我国|全国|多个|各个|首批|首个|国家重点|全国重点|省级重点|一批|该|建设|组建|获批|新增|重组)"
    "(?:(?![的在由将等个家]|来到|走进|考察|视察|成立|依托|落户|建成|获批|牵头)[\u4e00-\u9fff]){3,20}?(?:全国|国家|教育部|省部共建国家|省级?|市级?)重点实验室(?!建设|体系|主任会|等)"
)


def extensions(passage: Passage, resolved: Sequence[Candidate]) -> Iterator[Candidate]:
    """What begins with a mention and goes on behind it under one name."""
    text = passage.text
    for one in resolved:
        end = one.end
        if one.type is EntityType.PLACE and text.endswith(_LINES, one.start, end):
            place = passage.hit_at(end)  # 京沪高速 + 江苏段: the section that lies there
            section = _SECTION.match(text, end)
            if section is not None and (place is None or place.end + 1 != section.end()):
                yield Candidate(one.start, section.end(), EntityType.PLACE, 0.85)
        elif one.type in (EntityType.PLACE, EntityType.PORT) and text.endswith(
            _STATIONS, one.start, end
        ):
            if (part := _TERMINAL.match(text, end)) is not None:
                yield Candidate(one.start, part.end(), EntityType.PLACE, 0.85)
            elif one.type is EntityType.PORT and (quay := _QUAYS.match(text, end)) is not None:
                yield Candidate(one.start, quay.end(), EntityType.PORT, 0.85)
        elif one.type is EntityType.PORT:
            if (quay := _QUAYS.match(text, end)) is not None:
                yield Candidate(one.start, quay.end(), EntityType.PORT, 0.85)
        elif one.type is EntityType.PLACE and text.endswith(_BRIDGES, one.start, end):
            if (approach := _APPROACH.match(text, end)) is not None:
                yield Candidate(one.start, approach.end(), EntityType.PLACE, 0.85)
        elif one.type is EntityType.ORGANIZATION and text.endswith(_BUREAUS, one.start, end):
            if (squad := _SQUAD.match(text, end)) is not None:
                yield Candidate(one.start, squad.end(), EntityType.ORGANIZATION, 0.85)
        elif one.type is EntityType.ORGANIZATION and text.endswith(_FIRM_LIKE, one.start, end):
            if (inside := _INSIDE.match(text, end)) is not None:
                yield Candidate(one.start, inside.end(), EntityType.ORGANIZATION, 0.85)
        elif text.endswith(_UNIVERSITIES, one.start, end) and (
            hospital := _HOSPITAL.match(text, end)
        ):
            yield Candidate(one.start, hospital.end(), EntityType.ORGANIZATION, 0.9)
    yield from _of_places(passage)
    for word, shape, kind in _BY_SHAPE:
        for found in shape.finditer(text) if word in text else ():
            yield Candidate(*found.span(), kind, 0.85)
    if "重点实验室" in text:
        for found in _LABORATORY.finditer(text):
            yield Candidate(*found.span(), EntityType.ORGANIZATION, 0.8)


def _of_places(passage: Passage) -> Iterator[Candidate]:
    """Parties of a country, who makes ready the games of a town."""
    text = passage.text
    for hit in passage.hits:
        if hit.name.type is not EntityType.PLACE or not hit.name.level:
            continue
        found = _GAMES.match(text, hit.end)
        if found is None and hit.name.level == "country" and hit.surface != "中国":
            found = _PARTY.match(text, hit.end)
        if found is not None and _is_one(passage, found.end()):
            yield Candidate(hit.start, found.end(), EntityType.ORGANIZATION, 0.8)


def _is_one(passage: Passage, end: int) -> bool:
    """No listed body ends here already, which is named apart from its country: 新加坡 + 人民行动党."""
    hit = passage.hit_over(end - 1, end)
    return hit is None or hit.end != end or hit.name.type is not EntityType.ORGANIZATION
