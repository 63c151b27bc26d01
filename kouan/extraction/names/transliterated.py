"""A place found in a passage in; where it begins out, if it is cut out of the middle of a foreign name: 舒 + 贾亚地区."""

from __future__ import annotations

from collections.abc import Iterator

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: Characters that write the sounds of foreign names.
SOUNDS = frozenset(
    "阿艾奥埃巴贝比布波博伯卜查达戴德迪杜多顿恩尔法范菲费弗福芙伏夫盖戈格古圭哈海汉赫亨霍胡惠吉基加贾杰捷津卡凯坎康考柯科克库夸奎昆拉莱赖兰朗劳勒雷里理利列林琳卢鲁路伦罗洛吕马玛迈麦曼芒毛梅门蒙米密明莫默姆穆拿纳内尼涅宁纽诺努欧帕派潘佩彭皮普奇恰钱乔切琴丘热日瑞若萨塞瑟森沙舍什圣施士舒朔斯苏索塔台泰坦汤陶特腾提廷图托瓦万旺威韦维魏温翁沃乌武西希锡夏肖谢辛休许雅亚延扬耶叶伊以易因尤于约宰赞泽扎詹哲芝兹宗佐茨蒂娜莎丽赛拜班丁丹邦鲍翰桑佛甘敏庞珀培冈弥缪滕迦昌察"
)
#: Such characters that are words of their own more often than not, where they stand alone.
WORDS = frozenset("里多因以于日明海汉康路理林万门西内比若宁亚加达特提古台许叶温沃易")
#: A place abroad that no list has: 布劳沃德 + 县, 劳德代尔堡 + 国际机场.
_SOUND = f"[{''.join(sorted(SOUNDS))}堡汗代]"
ABROAD = Expression(
    f"(?<!{_SOUND}){_SOUND}{{3,8}}(?:县|市(?!场|民|政|值|区)|州|郡|省|国际机场|核电站|水电站|难民营|地区)"
)
FEWEST_SOUNDS = 3
#: What is found begins with so many such characters, and so many may stand in front.
FOUND, MOST = 2, 5
#: Parts of speech of what the segmenter takes a part of a foreign name for.
PARTS = ("n", "x", "z", "g", "j")
DIVIDED = ("province", "prefecture", "county")


def whole(passage: Passage, found: Candidate) -> Candidate:
    """The place with the part of its name that was cut off; itself where none was."""
    if found.type is not EntityType.PLACE or found.name is not None or found.start == 0:
        return found
    text, words = passage.text, passage.words
    if text[found.start - 1] not in SOUNDS or not set(text[found.start :][:FOUND]) <= SOUNDS:
        return found
    listed = passage.hit_at(found.start)
    if listed is not None and (listed.end == found.end or listed.name.level not in DIVIDED):
        return found
    start = found.start
    while start > 0 and found.start - start < MOST:
        number = words.covering(start - 1)
        begin = words.starts[number]
        part = text[begin:start]
        hit = passage.hit_over(start - 1, start)
        if not set(part) <= SOUNDS or (hit is not None and not _is_cut(passage, hit.start)):
            break
        if len(part) == 1 and (
            part in WORDS or words.tags[number].startswith(("p", "c", "u", "d", "f", "r"))
        ):
            break
        if len(part) > 1 and not words.tags[number].startswith(PARTS):
            break
        start = begin
    return found if start == found.start else found._replace(start=start)


def find_abroad(passage: Passage) -> Iterator[Candidate]:
    """Places abroad by the characters that write them, where no listed name stands."""
    for found in ABROAD.finditer(passage.text):
        start, end = found.span()
        if (
            passage.hit_over(start, end) is None
            and start in passage.words.starting
            and end in passage.words.ending
            and sum(one not in WORDS for one in found[0] if one in SOUNDS) >= FEWEST_SOUNDS
        ):
            yield Candidate(start, end, EntityType.PLACE, 0.7)


def _is_cut(passage: Passage, start: int) -> bool:
    """利 + 西昌 + 斯克市: a county of China between such characters is none."""
    hit = passage.hit_at(start)
    return (
        hit is not None
        and hit.name.level in DIVIDED
        and start > 0
        and passage.text[start - 1] in SOUNDS
        and passage.words.tags[passage.words.covering(start - 1)] not in ("p", "c", "d", "v")
    )
