"""The headings of an article and its text in, what they say opens or is held, and which heading stands above a block, out: 青岭至白鹭航线 of 青岭至白鹭航线今天首航."""

from __future__ import annotations

from typing import Final

from kouan.lexicons.words import any_of
from kouan.model.expression import Expression

#: What begins, goes on or ends is what the story is about, wherever that is.
_OPENS: Final = (
    "开幕", "闭幕", "落幕", "启幕", "开赛", "收官", "开馆", "开园", "开播", "开市", "开通", "开行", "开航", "首航", "首发", "首飞", "起航", "启航", "返航", "复航", "通车", "通航", "通水", "试运行", "运营", "运行", "营业", "投产", "投运", "投用", "启用", "使用", "上市", "上线", "下线", "下水", "入列", "贯通", "合龙", "完工", "竣工", "建成", "封顶", "开工", "动工", "启动", "举行", "举办", "召开", "发行", "发射", "发车", "成立", "揭牌", "揭晓", "颁奖", "就绪",
)  # fmt: skip
_WHEN: Final = "(?:今[天日年晚起]?|昨[天日晚]|明[天日]|近日|日前|[0-9]{1,2}[月日]|即将|将|正式|全面|全线|全部|成功|顺利|首次|胜利|圆满|隆重|已|恢复|实现|投入|交付|起|双向|商业|再次|提前|准备)"
#: 青岭工程完成首次通水: what is brought to its end.
_DONE: Final = "完成[一-龥]{2,12}|取得[一-龥]{0,6}(?:进展|突破|成功)"
_TITLE: Final = Expression(
    f"(?P<name>[^，。；：！？、 （）\\n]{{4,34}}?){_WHEN}{{0,3}}(?:[在于][^，。；：！？、 ]{{1,12}}?)?{_WHEN}{{0,3}}(?:(?:{any_of(_OPENS)}){{1,2}}(?:仪式)?|{_DONE})(?=[ ，]|$)"
)
#: 全球首套某某图集: that it is the first is no part of its name.
_FIRST: Final = Expression(
    "(?:国内|全球|世界|亚洲|国产|[一-龥]{2,3})?(?:首[个座条套艘列架台款趟]|最大)的?"
)
#: Of the country, or of nobody: 我国首批试点启动, 首次考试举行.
_NO_NAME: Final = Expression(
    "我国|全国|国家|各地|多地|今年|明年|首[次批]|新一|[0-9]+月|(?:[^，。]{2,30}?(?:见面会|发布会|座谈会|记者会|吹风会|招待会|会谈|会见)$)"
)
#: 纪录片《某某》, 某某奖颁奖典礼: of the work in marks, of what is celebrated.
_WORK: Final = Expression(
    "[^《》]{1,4}《([^《》]+)》|([^，。]{2,30}?)(?:颁奖(?:典礼|仪式)|[开闭]幕(?:式|仪式)|各项工作|(?:评选)?结果|(?<=[》”])[一-龥]{0,2}仪式)"
)
_FEWEST: Final = 4
#: 青岭世园会: an event by its place and a few characters more.
_SHORT: Final = Expression("[一-龥]{4,10}?[会展节赛]")
#: A heading inside a story: neither a sentence nor who took a picture.
_HEADING: Final = Expression(
    "(?![^\\n]{0,44}(?:摄|来源|记者|编辑|作者|图[：为片/]))[^。！？；\\n]{4,44}[^。！？；：，、…）”\\n]"
)
#: No part of a story is longer, in characters.
PART: Final = 1500


def opened(title: str, body: str) -> str | None:
    """What the title begins with and says to open or to end, where the text names it in the same words."""
    found = _TITLE.match(title)
    if found is None:
        return None
    name: str = found["name"]
    if _NO_NAME.match(name):
        return None
    first = _FIRST.match(name)
    name = name[first.end() :] if first else name
    is_cut = name.count("“") != name.count("”") or "将" in name
    if is_cut or len(name) < _FEWEST or name not in body:
        return None
    work = _WORK.fullmatch(name)
    return (work[1] or work[2]) if work else name


def is_short_for(title: str, place: str | None, event: str | None) -> bool:
    """True where a place in the title begins a short form of an event of the text: 青岭世园会 for 青岭世界园艺博览会."""
    at = title.find(place) if place and event else -1
    short = _SHORT.match(title, at) if at >= 0 else None
    if short is None or not event:
        return False
    rest = iter(event)
    return all(character in rest for character in short[0])


def heading_above(text: str, first: int, block: int, title: str) -> str | None:
    """The last heading in [first, block) below a first line, where the story has parts; the title is none."""
    lines = text[first:block].split("\n")[1:]
    headings = (line.strip() for line in reversed(lines) if _HEADING.fullmatch(line.strip()))
    return next((one for one in headings if one not in title and title not in one), None)
