"""A number with its unit in, why it is no figure out: dates, names, labels, ordinals, articles, idioms."""

from __future__ import annotations

import re
from typing import Final

from kouan.extraction.amounts.measures import Measure
from kouan.extraction.amounts.units import BoundWord, Unit
from kouan.lexicons.words import any_of
from kouan.model.expression import Expression
from kouan.model.facts import Bound, MetricKind
from kouan.model.knowledge import Knowledge

_QUOTE_OPEN: Final = "“‘「『"
_QUOTE_CLOSE: Final = "”’」』"
_OPENED: Final = Expression(f"[《{_QUOTE_OPEN}]")
#: A quotation up to this length without a mark inside is a label (“15分钟生活圈”), not speech.
_LABEL: Final = 12
_SLOGAN: Final = 18
_REACH: Final = 40
_MARK = Expression("[。！？；，：!?]")
_HAN_COUNT = Expression("[一二三四五六七八九十百]+[个项条大]")
_TIME_BEFORE = Expression(
    r"(?:这|新时代|过去|未来|今后|此前|之前|最近|近些|接下来|往后|随后|此后|头|(?<![目此提])前|(?<![最延推])后|时隔|每隔|[，。；：、“（是为比的创在出]近|^近)(?:的|这)?(?:约|近)?$|）明$|[月日底末]止的?$"
)
#: 五年内, 24小时内, but not 内容
INSIDE = "内(?![容地蒙外部需资置])"
_TIME_AFTER = Expression(
    r"多?(?:(?:之|以)?前(?![往来进行去夕列三])|(?:之|以)?后(?![续期来者排勤])|(?:以)?来(?![自往临访到看])|里来|开外|前后)"
    # 五年内 says until when; 12小时内 says how fast
    rf"|(?<=[年月])之?{INSIDE}"
)
#: 较去年提前61天, 提前了15天 and 首班车提前30分钟 are differences; 提前3天预约 only says when.
_COMPARED = Expression(
    "(?:[较比][^，。；！？]{1,14}|[首头末]班[车船机]?(?:发车|运营|营运)?(?:时间)?)提前$"
)
_ORDINAL_TIME = Expression("[届代期回]")
_HELD = Expression("(?:举办|举行|连续|成功|已|办了|连办|历经|走过|历时|召开)了?$")
_PRONOUN = Expression(
    "(?:他们|她们|我们|你们|该|这|此|那|其|等|夫妻|父子|父女|母女|母子|兄弟|姐妹)$"
)
_REFERRING = Expression("[的，。；、！？”）之都也均还同共间各在则就]")
_REPEATED = Expression("[一二两三四五六七八九]{2}")
_TIME_CUE = Expression(
    "(?:为期|历时|历经|用时|耗时|仅需|只需|只用|仅用|长达|延长|缩短|延期|缩至|压缩至|晚|花)了?$|用了$"
)
_WITHIN_HOUSE = Expression("[0-9一二三四五六七八九]+(?:单元|门|室|号|楼)")
#: 第88～89页
_RANKED_RANGE = Expression("第[0-9零一二三四五六七八九十百]{1,5}(?:[~～—–-]|至|到|、)第?$")
#: 007 is a name, and 00万 the rest of a number that a line end cut
_PADDED = Expression("0[0-9]")
_SHORT_YEAR = Expression("[二三四五六七八九][零〇一二三四五六七八九]")
#: The first year of the last century that is written 70年, where something happened in it: 75年高歌奋进 is a length of time.
_LATE = 70
_HAPPENED = Expression(
    "获|毕业|出生|生于|考[入取]|入[学党伍]|调[入任到]|任|参[加军]|被|起|至|到|底|初|末|[春夏秋冬]"
)
_MORE_CLASSES = Expression("[加增开每分共设有倒]")
_LASTING = Expression("为期|连续|历时|长达|共|仅|只|用|近|约|超|满|过|第|了|后|每|前")
#: 女子双打5级, 混合自由泳接力20分: classes of sport
_SPORT = Expression(
    "(?:[男女]子|混合)[^，。；]{0,4}(?:[单双]打|接力|泳|组)$|(?:自由|蛙|仰|蝶)泳接力$"
)
#: 女子200米冠、季军, 女子200米T37级冠军: so the contest is called.
_CONTEST = Expression("(?:[男女]子|男女|混合)$")
_CONTESTED = Expression(
    "[冠亚季]、?[亚季]?军|[A-Z]{1,2}[0-9]|个人|混合|项目|比赛|[决预]赛|半决赛|[金银铜]牌|接力"
)
_GROUP = Expression("[0-9]{3}(?![0-9])")
_LONGER = Expression(r"[.,]?[0-9]")
_GROUPS = Expression("(?<![0-9.])[0-9]{1,3} \\Z")
#: 1 3 5 0人: print that was read character by character.
_LONE = Expression("[0-9](?![0-9.,])")
_LONE_BEFORE = Expression("(?<![0-9.,])[0-9] \\Z")
#: 方法有一百条、一千条: a figure of speech, no count.
_SPEECH = Expression("一[十百千万](?P<unit>[^0-9，。；！？、]{1,2})[、，]?一[百千万亿](?P=unit)")
_FUSED = Expression("[两二三四五六七八九十]")


class Refusals:
    """Names and idioms that hold a number, from fixed_name.csv."""

    def __init__(self, knowledge: Knowledge) -> None:
        names = knowledge.column("fixed_name")
        self._names = Expression(any_of(names))
        self._longest = max(map(len, names), default=0)

    def in_fixed_name(self, text: str, start: int, end: int) -> bool:
        """True when the span lies over a name or idiom: 最后一公里, 一带一路."""
        first = max(0, start - self._longest)
        for found in self._names.finditer(text, first, end + self._longest):
            if found.start() >= end:
                return False
            if found[0].isdigit() and _LONGER.match(text, found.end()):
                continue  # 12360.5公里: another number
            # 十分 is an idiom, 十分钟 and 十分之一 are figures; 12306 is a name whatever follows
            is_part = found.start() >= start and found.end() < end and not found[0].isdigit()
            if found.end() > start and not is_part:
                return True
        return False


def is_labelled(text: str, start: int, end: int) -> bool:
    """True inside a title in 《》 or a short quotation that is a name: “三个一”, “15分钟生活圈”."""
    if not _OPENED.search(text, max(0, start - _REACH), start):
        return False
    before = text[max(0, start - _REACH) : start]
    if before.rfind("《") > before.rfind("》"):
        return True
    opened = max(before.rfind(mark) for mark in _QUOTE_OPEN)
    if opened < 0 or opened < max(before.rfind(mark) for mark in _QUOTE_CLOSE):
        return False
    after = text[end : end + _REACH]
    closed = min((place for mark in _QUOTE_CLOSE if (place := after.find(mark)) >= 0), default=-1)
    if closed < 0:
        return False
    inner = before[opened + 1 :] + text[start:end] + after[:closed]
    if len(inner) <= _LABEL and not _MARK.search(inner):
        return True
    return len(inner) <= _SLOGAN and len(_HAN_COUNT.findall(inner)) > 1


def is_refused(
    plain: str,
    start: int,
    first: Measure,
    measure: Measure,
    word: BoundWord | None,
    *,
    is_named: bool,
) -> bool:
    """True where the number and its unit are no figure; labels and fixed names are judged later."""
    unit = measure.unit
    if not is_named and _is_glued(plain, start):
        return True
    if unit is None:
        return False
    is_bounded = word is not None or first.is_over or first.reading.bound is Bound.OVER
    if _is_word(first.surface, unit, is_bounded, first.reading.bound):
        return True
    if _is_ordinal(plain, first.surface, unit.surface, start):
        return True
    if (
        _is_address(plain, unit.surface, measure.unit_end)
        or _is_turn(plain, first.surface, unit.surface, start)
        or _is_year(plain, first.surface, unit.surface, start, measure.unit_end)
        or _is_room(plain, first.surface, unit.surface, start)
    ):
        return True
    if first.surface[0] == "一" and _SPEECH.search(plain, max(0, start - 6), measure.unit_end + 6):
        return True
    if (
        unit.surface in ("米", "公里")
        and _CONTEST.search(plain, max(0, start - 2), start)
        and _CONTESTED.match(plain, measure.unit_end)
    ):
        return True
    if _is_fused(plain, first.surface, unit.surface, start, measure.unit_end):
        return True
    if (
        measure is first
        and first.reading.value == 1
        and _is_article(plain, first.surface, unit, start, is_bounded)
    ):
        return True
    if unit.kind is not MetricKind.DURATION:
        return False
    if plain.endswith("提前", 0, start):
        return not _COMPARED.search(plain, max(0, start - 24), start)
    return _is_relative_time(plain, start, measure.unit_end)


def _is_address(text: str, unit: str, end: int) -> bool:
    """True for 3栋2单元501室."""
    return unit in ("栋", "幢", "座") and bool(_WITHIN_HOUSE.match(text, end))


def _is_year(text: str, number: str, unit: str, start: int, end: int) -> bool:
    """True for a year without its century: 六八年, 98年获奖; 用98年, 98年的历史 count."""
    if unit != "年":
        return False
    if _SHORT_YEAR.fullmatch(number):
        return number[0] != number[1] and "一二三四五六七八九".find(number) < 0
    is_late = len(number) == 2 and number.isdigit() and int(number) >= _LATE
    is_opening = start == 0 or text[start - 1] in "，。；、：（“\n从自至到于在"
    return is_late and is_opening and bool(_HAPPENED.match(text, end))


def _is_room(text: str, number: str, unit: str, start: int) -> bool:
    """True for what numerals name: 学习昆剧二班, 桥村四组, 四周; 两班, 分成四组, 为期四周 count."""
    before = text[max(0, start - 3) : start]
    if unit == "班":
        return number in tuple("一二三四五六七八九") and not _MORE_CLASSES.search(before)
    if unit == "组":
        return number[0] not in "0123456789" and before.endswith(("村", "社", "队", "区"))
    return number == "四" and unit == "周" and not _LASTING.search(before)


def _is_turn(text: str, number: str, unit: str, start: int) -> bool:
    """True for 别有一番风味; 翻一番 and 翻了一番 double a figure."""
    return unit == "番" and number == "一" and "翻" not in text[max(0, start - 6) : start]


def _is_relative_time(text: str, start: int, end: int) -> bool:
    """True for a span that only places another event: 半个月后, 几分钟前, 五年来, 过去三年, 前11个月."""
    return bool(_TIME_AFTER.match(text, end) or _TIME_BEFORE.search(text, max(0, start - 4), start))


def _is_glued(text: str, start: int) -> bool:
    """True when a letter or a code stands before the digits: K686次, M777, GB-2312, 1/3, %20."""
    before = text[start - 1 : start]
    if not before:
        return False
    if before.isascii() and (before.isalnum() or before in "./#_:=%"):
        return True
    if (
        before == " "
        and _LONE.match(text, start)
        and _LONE_BEFORE.search(text, max(0, start - 3), start)
    ):
        return True
    # 1 260 582亿元 or two numbers of a table: nobody can tell, and neither is read
    if (
        before == " "
        and _GROUP.match(text, start)
        and _GROUPS.search(text, max(0, start - 4), start)
    ):
        return True
    return (
        before in "-—－·+" and start > 1 and text[start - 2].isascii() and text[start - 2].isalnum()
    )


def _is_fused(text: str, number: str, unit: str, start: int, end: int) -> bool:
    """True for words that refer back or sum up: 双方, 两家, 两国, 二人, 两人 after a pronoun."""
    if not _FUSED.fullmatch(number):
        return False
    if unit == "国":
        return True
    if unit == "家":
        return end >= len(text) or bool(_REFERRING.match(text, end))
    if unit == "人":
        opens = start == 0 or text[start - 1] in "，。；：、“！？\n"
        return (
            number == "二"
            or (number in "两三" and opens)
            or bool(_PRONOUN.search(text, max(0, start - 3), start))
        )
    return False


def _is_ordinal(text: str, number: str, unit: str, start: int) -> bool:
    """True for 第一批, 首例, 十三届 and the like; 已举办十届 counts."""
    before = text[start - 1 : start]
    if _RANKED_RANGE.search(text, max(0, start - 8), start):
        return True
    if before and before in "第首头初其之":
        return not (before in "头其之" and number[0] in "0123456789")  # 其29岁的母亲
    if _ORDINAL_TIME.fullmatch(unit) and not number[0].isdigit():
        return not _HELD.search(text, max(0, start - 4), start)
    if unit == "版" and "." in number:
        return True
    if unit in ("级", "分") and _SPORT.search(text, max(0, start - 8), start):
        return True
    return (
        unit in ("届", "级", "款", "版", "期", "季", "学年")
        and re.fullmatch("(?:19|20)[0-9]{2}", number) is not None
    )


def _is_word(number: str, unit: Unit, is_bounded: bool, bound: Bound) -> bool:
    """True where the signs are no number but part of a word.

    百姓, 千家 (近百家 counts), 王壹包揽, 唯一一家, 从零起步, 二级医院, 省市两级.
    """
    if number[0] in "百千万亿兆" and not is_bounded and "分之" not in number:
        return True
    if unit.surface in ("环", "转") and not number[0].isdigit():  # 东六环, 这一转变
        return True
    if _PADDED.match(number):
        return True
    if number in tuple("壹贰叁肆伍陆柒捌玖拾佰仟"):
        return True
    if bound is Bound.EXACT and _REPEATED.fullmatch(number):
        return True
    if unit.is_counter and unit.base.name == "人" and len(unit.surface) > 1 and len(number) == 1:
        return not number.isdigit()  # 大二学生
    return unit.is_counter and (
        number == "零" or (unit.surface == "级" and not number[0].isdigit())
    )


def _is_article(text: str, number: str, unit: Unit, start: int, is_bounded: bool) -> bool:
    """True for 一 as an article (一名旅客) or a mere moment (一天); 为期一年, 不到一分钟, 一吨 count."""
    if number != "一":
        return False
    if unit.kind is MetricKind.DURATION:
        return not is_bounded and not _TIME_CUE.search(text, max(0, start - 4), start)
    return unit.is_counter
