"""How much a decoded text looks like text: code points in, log-probability out.

A compact table, enough to tell encodings apart: rank for the commonest characters, the national
standards' own division into everyday and rarer characters for the rest.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.model.characters import HAN_RANGES, codes_of

#: The commonest characters of press text, most frequent first.
COMMON: Final = (
    "国的中新发在人和会全大一展作日年进地业动同化平方行主建以部加为央合出要家民联等成共强高近工实了力重开总习推月多持关天生对"
    "上产政体时个代有视区播消今长军设网表现来务面是机经息党系闻议员文增量提好能不理斯领通前深运示各到将保定统两交制我续美目水"
    "学公利委入度次海际道治市安用法战席俄色更北万向路坚式第自记与称分于基调事场创造指过济十下数特正外导心当资明科南期电举内质"
    "书流社西程点技项克组局题乌间快列域性施布带活立巴比改亚击农三企界台支本步应世信已升协这首相门义广防计达亿届互报源育华护装"
    "元从最任问就金东京决打物江球据团品得革服空放规研院集州至标及后构供精们队二线村取者尔超态完城并结引稳气位教车略里级拉受断"
    "小意火落商四之愿山积传论境解口织参罗求武兰航其势投优起情管众思见收常复办马备命风沙效贸李名策术着型省游节河想群极可接双兴"
    "神约促种此也非确致族还专果维友他环边旅把准显继融历突费责志干贯预速别伊灾处回都件坦周史类府转做模案话客所访使德营铁障查验"
    "核春划批础讲原条福哈阿先越子形医港手智袭助欧绿无彻走署青切善紧林监范权易乡宣纪响识变赛整影单由降需围号字苏格挥站粮米媒尼"
    "反谈五宁希措迎献功救未始感启益乐澳告季卫严洲真士热层王幕观老弹古峰百健认龙连聚勒景班选破获午包器扩况夫清土具难湖望伴根究"
    "园食密奋值让险看征再去察黎负富被县伙庆审你她它没么什吗呢吧啊很给那谁只又但才几太或"
)

#: Those of them that the Traditional script writes another way: Simplified, Traditional, and so on.
TWINS: Final = (
    "国國发發会會进進业業动動为爲联聯强強实實开開总總习習关關对對产產体體时時个個视視区區长長军軍设設网網现現来來务務机機经經"
    "党黨闻聞议議员員领領运運将將统統两兩续續学學际際战戰万萬坚堅记記与與称稱于於调調场場创創过過济濟数數导導当當资資电電举舉"
    "内內质質书書点點项項组組题題乌烏间間带帶亚亞击擊农農台臺应應协協这這门門义義广廣计計达達亿億届屆报報华華护護装裝从從问問"
    "东東决決据據团團规規标標后後构構们們队隊线線尔爾态態并並结結稳穩气氣车車里裏级級断斷愿願积積传傳论論织織参參罗羅兰蘭势勢"
    "优優众衆见見复復办辦马馬备備风風贸貿术術游遊节節群羣极極双雙兴興约約种種确確还還专專维維环環边邊准準显顯继繼历歷费費责責"
    "干幹贯貫预預别別灾災处處类類转轉话話访訪营營铁鐵验驗划劃础礎讲講条條医醫袭襲欧歐绿綠无無彻徹紧緊监監范範权權乡鄉纪紀响響"
    "识識变變赛賽单單围圍号號苏蘇挥揮粮糧谈談宁寧献獻启啓乐樂卫衛严嚴热熱层層观觀弹彈峰峯认認龙龍连連选選获獲扩擴况況难難园園"
    "奋奮让讓险險征徵负負县縣伙夥庆慶审審没沒么麼吗嗎给給谁誰几幾"
)

#: Log-probability of what a wrong reading is full of: holes, private characters, controls.
HOLE: Final = -22.0
CONTROL: Final = -20.0

_BEYOND: Final = 0x10000


@cache
def _table() -> npt.NDArray[np.float32]:
    """Log-probability of each code point; the last entry is for all beyond the basic plane."""
    table = np.full(_BEYOND + 1, -13.0, np.float32)
    for first, stop in HAN_RANGES:
        table[min(first, _BEYOND) : min(stop, _BEYOND)] = -14.0
    # second levels first: what both standards call everyday characters is written over them
    for codec, leads, trails, value in (
        ("gb2312", range(0xD8, 0xF8), range(0xA1, 0xFF), -11.5),
        ("big5", range(0xC9, 0xFA), [*range(0x40, 0x7F), *range(0xA1, 0xFF)], -12.5),
        ("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)], -9.5),
        ("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF), -9.0),
    ):
        block = b"".join(bytes((lead, trail)) for lead in leads for trail in trails)
        table[codes_of(block.decode(codec, "ignore"))] = value
    twins = dict(zip(TWINS[::2], TWINS[1::2], strict=True))
    for rank, character in enumerate(COMMON, 1):
        value = -3.3 - 0.77 * np.log(rank)
        table[ord(character)] = value
        table[ord(twins.get(character, character))] = value
    table[0x20:0x7F] = -4.0
    table[[0x09, 0x0A, 0x0D]] = -4.0
    table[0xA0:0x250] = -8.0
    table[0x3000:0x3020] = -7.0
    table[0xFF01:0xFF5F] = -7.0
    for marks, value in (("，。、", -3.8), ("“”（）：；《》！？·…—％\u3000", -5.5)):
        table[codes_of(marks)] = value
    table[0x00:0x09] = table[0x0B:0x0D] = table[0x0E:0x20] = table[0x7F:0xA0] = CONTROL
    table[0xD800:0xF900] = HOLE  # halves of surrogate pairs and private use
    table[0xFFFC:0x10000] = HOLE
    table[_BEYOND] = -15.0
    return table


#: The syllables that Korean text is fullest of.
COMMON_SYLLABLES: Final = "이다는의에가을를하고지은로한도사기대정서자인시리어해아라나부일제구수보전장여과그원있주유상들만성"


@cache
def _neighbour_table() -> npt.NDArray[np.float32]:
    """The table for Japanese and Korean readings.

    One of its own: the commonest characters of Big5 (中 is A4A4) are kana to a reader of GB 2312, so kana
    must stay rare in the table that tells these two apart.
    """
    table = _table().copy()
    everyday = b"".join(
        bytes((lead, trail)) for lead in range(0xB0, 0xD0) for trail in range(0xA1, 0xFF)
    )
    codes = codes_of(everyday.decode("euc_jp", "ignore"))
    table[codes] = np.maximum(table[codes], -9.0)
    table[0x3041:0x3097] = -5.0
    table[0x30A1:0x30FF] = -6.5
    table[0xAC00:0xD7A4] = -8.0
    table[codes_of(COMMON_SYLLABLES)] = -4.5
    return table


def log_probability(text: str) -> float:
    """Total log-probability of a text, natural logarithm; totals over the same bytes may be compared."""
    return float(np.take(_table(), codes_of(text), mode="clip").sum())


def neighbour_log_probability(text: str) -> float:
    """The same for a reading as Japanese or Korean."""
    return float(np.take(_neighbour_table(), codes_of(text), mode="clip").sum())


def mean_beyond_ascii(text: str) -> float:
    """Mean log-probability of the characters that are not ASCII; 0 when there are none."""
    codes = codes_of(text)
    codes = codes[codes > 0x7F]
    return float(np.take(_table(), codes, mode="clip").mean()) if len(codes) else 0.0


def control_count(text: str) -> int:
    """Control characters in a text, line breaks, tabulators and form feeds apart."""
    codes = codes_of(text)
    low = (codes < 0x20) & (codes != 0x09) & (codes != 0x0A) & (codes != 0x0C) & (codes != 0x0D)
    return int((low | ((codes >= 0x7F) & (codes < 0xA0))).sum())
