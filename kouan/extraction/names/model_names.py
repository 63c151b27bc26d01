"""A span that only a model names in; whether it may be believed without the rules, by what it looks like, out.

A tagger labels what stands where names stand: 乡镇卫生院, 新能源汽车, the first half of 徐闻港. What of that is a name was
counted on pages that no rule was made for (docs/decisions/0043), and holds for any model.
"""

from __future__ import annotations

from typing import Final

from kouan.extraction.names.nobodys import is_one
from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.names.personal_names import Surnames
from kouan.extraction.words import HAN
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: No name that only a model finds is longer.
LONGEST: Final = 24
#: No blank, bar or comma stands in a name.
_SHAPE: Final = Expression("[\u3400-\u9fff\uf900-\ufaffA-Za-z0-9+·&（）()—-]+")
#: Storms bear names of persons and of anything else: 凯米 + 台风.
_STORM: Final = "台风"
#: Of how many, or of which sort of place, is told: 15家 + 乡镇卫生院, 全省 + 哨点医院.
_COUNTED: Final = Expression(
    "(?:[0-9一二两三四五六七八九十多百千几数余][家个所类种级座条间处名支只批]?|各|全[省市县区国州])$"
)
#: Of a given name that the segmenter cut from its surname.
_GIVEN: Final = (("nr",), ("nz",))
_OPENING: Final = ("“", "「", "‘", "『", "《", "〈")
_CLOSING: Final = ("”", "」", "’", "』")
#: Parts of speech that the segmenter gives to names and to what it does not know; 市统计局 (nt) may be any city's.
_UNKNOWN: Final = frozenset(("ns", "nr", "nrt", "nrfg", "nz", "x", "eng", "g", "ng", "tg"))
_NAMED: Final = _UNKNOWN | {"nt"}
#: What may go on with a name that is not at its end: 徐闻 + 港, 燕京 + 啤酒.
_NOUNS: Final = frozenset(("n", "ng", "nz", "nr", "nrt", "nt", "vn", "an", "j", "l", "s", "q"))
#: What ends a place that may stand in front of any noun: 齐山村 + 党支部.
_AREAS: Final = tuple("省市县区州旗镇乡村邨路道街站")
#: Several lands, each by one character: 中蒙俄, 柬中.
_LANDS: Final = Expression("中.|.中|[中美俄英法德日韩朝蒙越印巴哈欧亚非澳拉西伊沙阿乌柬泰白]{2,4}")
#: What begins with a word for a land is done there or is of its kind: 柬 + 旅游, 美 + 西方, 中阿 + 团结协作.
_LAND: Final = Expression("[中美俄英法德韩朝蒙欧柬巴乌叙以]|中[\u4e00-\u9fff]")
_BETWEEN: Final = Expression("[\u4e00-\u9fff]{2}(?:政府|关系|建交|双方|两国)")
_RARE: Final = ("nrt",)
#: Sides of what is named elsewhere, and parts of a line or a shore.
_SIDES: Final = Expression("[东西南北]{2}")
_PARTS: Final = tuple("段畔麓")
#: Parts of speech of words that are no names.
_COMMON: Final = frozenset(
    ("n", "v", "vn", "a", "d", "f", "t", "i", "l", "u", "m", "b", "s", "z", "p")
)
#: No name begins with such a word of one character: 盼 + 离岛.
_FUNCTION: Final = frozenset(("v", "p", "d", "c", "u", "r"))
#: With one character before them these are mostly words: 江河, 上山.
_SHORT_ENDS: Final = tuple("山河港江湖海岛国路站区城镇村桥街道市县州湾里地")
#: Three characters that end so are a place, whatever they begin with.
_NO_PERSON_ENDS: Final = tuple("站城湖村镇")
#: No common word ends so: 山景邨.
_ESTATE: Final = "邨"
_ROADS: Final = tuple("路道街桥线")
_OF_ROADS: Final = tuple("路道街桥线村镇乡港站区县市州湾山")
_BODY_ENDS: Final = frozenset(("n", "ng", "nz", "j", "l", "m", "x", "eng", "nt"))
#: Whoever is called so is one house, though each word of it is a common one; the office of a division is, too.
_HOUSES: Final = ("集团", "公司", "学院", "股份", "大学", "研究院", "科学院", "仲裁院")
_DIVISIONS: Final = tuple("省市县区州旗镇乡村")
_LEVELS: Final = tuple("省市县区州旗镇乡村级")


def may_be(
    passage: Passage, start: int, end: int, kind: EntityType, known: Surnames, *, led: bool = False
) -> bool:
    """Whether [start, end) may name a person, an organization or a place; `led` by a known place at its start."""
    text = passage.text
    if not (
        2 <= end - start <= LONGEST
        and _SHAPE.fullmatch(text, start, end)
        and HAN.search(text, start, end)
    ):
        return False
    if text.startswith(_STORM, end) or text.endswith(_STORM, 0, start):
        return False
    if kind is EntityType.PERSON:
        return _may_be_person(passage, start, end, known)
    tags = _tags(passage, start, end)
    if not passage.words.is_aligned(start, end) or tags[0] == "m":
        return False
    if _COUNTED.search(text, max(start - 4, 0), start):
        return False
    closes = end in passage.head_ending
    is_place = kind is EntityType.PLACE
    if (
        start
        and text.startswith(_OPENING, start - 1)
        and (is_place or not (closes and text.startswith(_CLOSING, end)))
    ):
        return False  # what is quoted is mostly a name of another sort: “海丰厦门”轮
    if _BETWEEN.match(text, start):
        return False  # 中德政府, 中洪建交公报
    if is_place:
        return _may_be_place(passage, start, end, tags)
    if led:
        return closes
    if not closes and (_goes_on(passage, end) or not _is_open(tags, end - start)):
        return False
    return _is_known_house(passage, start, end, tags)


def _may_be_person(passage: Passage, start: int, end: int, known: Surnames) -> bool:
    """A surname and two characters, or a name with a dot."""
    text = passage.text
    if text.startswith("·", end) or text.endswith("·", 0, start):
        return False
    if text.find("·", start, end) >= 0:
        return passage.words.is_aligned(start, end)
    surname = known.opens(text[start:end])
    return (
        surname > 0
        and end - start == surname + 2
        and HAN.fullmatch(text, start, end) is not None
        and not text.startswith(_OF_ROADS, end)
        and not text.endswith(_NO_PERSON_ENDS, start, end)
        and (start + surname, end) not in passage.post_spans
        and _cuts_like_name(passage, start, end, start + surname)
        and (text[start] not in known.rare or _is_name_word(passage, start, start + surname))
        and is_one(text, Candidate(start, end, EntityType.PERSON, 1.0))
    )


def _cuts_like_name(passage: Passage, start: int, end: int, given: int) -> bool:
    """The segmenter cuts it as it cuts names: not 红利 + 曼, 对党 + 忠诚, 习主席.

    It takes a character too many in front (长 + 饶庆铃) or behind (陈政佑 + 则), and a given name for a word (罗 + 启明).
    """
    words = passage.words
    number = words.covering(start)
    opens, closes, tag = words.starts[number], words.ends[number], words.tags[number]
    if opens < start:
        is_given = words.tags[number + 1 : number + 2] in _GIVEN
        return start - opens == 1 and closes == given and is_given and end in words.ending
    if closes == given:
        return end in words.ending
    if closes < end:
        return tag.startswith("nr") and words.covering(end - 1) == number + 1
    return closes <= end + 1 and tag != "nt"


def _is_name_word(passage: Passage, start: int, given: int) -> bool:
    """The segmenter takes the whole or the given name for a name: with a rare surname 党 + 忠诚 is none."""
    words = passage.words
    number = words.covering(start)
    at = number + 1 if words.ends[number] == given else number
    return words.tags[at].startswith(("nr", "nz"))


def _may_be_place(passage: Passage, start: int, end: int, tags: tuple[str, ...]) -> bool:
    text, words = passage.text, passage.words
    if end - start == 2 and (
        text.endswith(_SHORT_ENDS, start, end) or _SIDES.fullmatch(text, start, end)
    ):
        return False
    if (
        text.startswith(_ROADS, end)
        or text.endswith(_PARTS, start, end)
        or (_LANDS.fullmatch(text, start, end) and tags != _RARE)
        or _LAND.fullmatch(text, start, words.ends[words.covering(start)])
    ):
        return False
    if tags[0] in _FUNCTION and words.ends[words.covering(start)] == start + 1:
        return False
    if (
        not text.endswith(_ESTATE, start, end)
        and _NAMED.isdisjoint(tags)
        and (len(tags) == 1 or _COMMON.issuperset(tags[:-1]))
    ):
        return False  # no word of it is a name's: 湿地公园, 振兴路
    return text.endswith(_AREAS, start, end) or not _goes_on(passage, end)


def _is_known_house(passage: Passage, start: int, end: int, tags: tuple[str, ...]) -> bool:
    """Any town has a 房产局 and many a 中小银行; a name has a word that no dictionary knows, or the end of a house's."""
    text = passage.text
    if text.startswith(_DIVISIONS, start):
        # not 江西 + 省统计局, nor 乡镇卫生院
        return (
            end - start > 2
            and not text.startswith(_LEVELS, start + 1)
            and not _is_name_before(passage, start)
        )
    return not _UNKNOWN.isdisjoint(tags) or text.endswith(_HOUSES, start, end)


def _is_open(tags: tuple[str, ...], length: int) -> bool:
    """A body may end in any noun (千禾味业), but not as persons, peoples and deeds do, nor after two characters (中华)."""
    return (
        length > 2
        and not _NAMED.isdisjoint(tags)
        and tags[-1] in _BODY_ENDS
        and (len(tags) > 1 or length > 3)
    )


def _is_name_before(passage: Passage, start: int) -> bool:
    """A word that may be a name stands right in front."""
    words = passage.words
    return (
        start > 0
        and HAN.match(passage.text, start - 1) is not None
        and words.tags[words.covering(start - 1)] in _UNKNOWN
    )


def _goes_on(passage: Passage, end: int) -> bool:
    """A noun stands right behind it."""
    words, text = passage.words, passage.text
    return (
        end < len(text)
        and HAN.match(text, end) is not None
        and words.tags[words.covering(end)] in _NOUNS
    )


def _tags(passage: Passage, start: int, end: int) -> tuple[str, ...]:
    words = passage.words
    return words.tags[words.covering(start) : words.covering(end - 1) + 1]
