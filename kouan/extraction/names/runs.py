"""The words in front of a head: which of them may belong to one name with it, and how telling each is."""

from __future__ import annotations

from typing import NamedTuple

from kouan.extraction.names.passages import HeadHit, Passage
from kouan.extraction.words import HAN
from kouan.lexicons.words import words_by_use
from kouan.model.expression import Expression
from kouan.model.facts import EntityType
from kouan.model.knowledge import Knowledge

#: A name has at most so many words and characters before its head.
MOST_WORDS = 9
MOST_CHARACTERS = 26
#: Parts of speech of words that look like proper names.
PROPER = ("nr", "nrt", "ns", "nt", "nz", "eng", "nrfg")
#: Right before a head it tells one of several: 附属第一医院.
ORDINAL = Expression("第[一二三四五六七八九十]{1,3}")
#: Prepositions that the segmenter glues to the word behind them.
GLUED = frozenset("对向被把由让")
#: One-character short forms of provinces, and of towns beside those that their names begin or end with.
PROVINCE_SIGNS = frozenset("澳港台粤桂琼闽浙沪苏鲁津冀晋陕甘宁新藏滇黔川渝湘鄂赣皖豫辽吉黑珠深京")
TOWN_SIGNS = frozenset("甬穗蓉樊莱")
#: One-character short forms of places, joined to others in 中哈, 珠澳, 中蒙.
PLACE_SIGNS = PROVINCE_SIGNS | frozenset("中蒙俄哈越老缅朝韩日美英法德泰印巴欧亚非")
#: Names of towns begin or end with these, and so does much else: 大通高速, 新建铁路.
NO_SIGNS = frozenset("中依克勒区古呼和城大安尔山州布平建徽新楞海湾特疆纳肃蜀通重高齐")
#: The segmenter parts what is one word: 新 + 能源动力产业园.
NEW = Expression("新(?:能源|材料|媒体|兴|型)")
#: These look like places and are none: 内河枢纽船闸, 沿海港口.
NOWHERE = frozenset({"海关", "口岸", "边境", "暨", "内河", "沿海", "内陆", "沿江", "近海", "远海"})
#: 北疆模范边防检查站 is a title of honour.
HONOUR = Expression("模范|标兵|先进|优秀|文明单位")


class Boundaries(NamedTuple):
    """Words of name_boundary by place, of common_word by use, names that name nothing, bodies, the signs of lines."""

    within: frozenset[str]
    edge: frozenset[str]
    cut: frozenset[str]
    common: frozenset[str]
    common_systems: tuple[str, ...]
    port: frozenset[str]
    team: frozenset[str]
    wire: frozenset[str]
    passage: frozenset[str]
    system: frozenset[str]
    house: frozenset[str]
    company: frozenset[str]
    bodies: frozenset[str]
    signs: frozenset[str]


def boundaries(knowledge: Knowledge) -> Boundaries:
    """The boundary words of the lexicons."""
    ends = words_by_use(knowledge.rows("name_boundary"), "place")
    words = words_by_use(knowledge.rows("common_word"))
    common = frozenset(knowledge.column("common_name"))
    return Boundaries(
        within=frozenset(ends["within"]),
        edge=frozenset(ends["edge"] + ends["cut"]),
        cut=frozenset(ends["cut"]),
        common=common,
        common_systems=tuple(
            sorted(one for one in common if one.endswith(("系统", "平台", "网络", "网")))
        ),
        port=frozenset(words["port"]),
        team=frozenset(words["team"]),
        wire=frozenset(words["wire"]),
        passage=frozenset(words["passage"]),
        system=frozenset(words["system"]),
        house=frozenset(words["house"]),
        company=frozenset(words["company"]),
        bodies=frozenset(knowledge.column("institution")),
        signs=_signs(knowledge),
    )


def _signs(knowledge: Knowledge) -> frozenset[str]:
    """What railways and roads call the places that they join by: 杭 and 衢, 沪 and 宁."""
    names = [
        row["short"] or row["surface"]
        for row in knowledge.rows("division")
        if row["level"] in ("province", "prefecture") and not row["valid_to"]
    ]
    ends = frozenset(sign for name in names for sign in (name[0], name[-1]))
    return (ends | PROVINCE_SIGNS | TOWN_SIGNS) - NO_SIGNS


class Run(NamedTuple):
    """Words [first, last) of a passage that may belong to a name in front of its head.

    `prefix` is what the segmenter left of one word before the head: 光纤 of 光纤网络.
    """

    first: int
    last: int
    prefix: str = ""


def run_at(passage: Passage, found: HeadHit, limits: Boundaries) -> Run:
    """The run in front of a head, wherever the segmenter cut."""
    words = passage.words
    number = words.starting.get(found.start)
    if number is not None:
        return run_before(passage, number, limits)
    number = words.covering(found.start)
    run = run_before(passage, number, limits)
    return Run(run.first, run.last, passage.text[words.starts[number] : found.start])


def run_before(passage: Passage, number: int, limits: Boundaries) -> Run:
    """The words in front of word `number` that may belong to one name with it."""
    words = passage.words
    first = number
    floor = max(number - MOST_WORDS, 0)
    while first > floor:
        start, end = words.starts[first - 1], words.ends[first - 1]
        listed = passage.hit_over(start, end)
        ordinal = first == number and ORDINAL.fullmatch(words.surfaces[first - 1]) is not None
        if (
            listed is None
            and not ordinal
            and not may_join(words.surfaces[first - 1], words.tags[first - 1], limits)
            and not NEW.match(passage.text, start)
        ):
            break
        if listed is not None and listed.name.type is EntityType.PROGRAM:
            break
        if listed is not None and words.surfaces[first - 1] in limits.within:
            break  # 会同 is a county too
        is_post = first - 1 in passage.post_words  # 苏丹 is a country too
        if is_post and (listed is None or listed.name.level != "country"):
            break
        if words.starts[number] - start > MOST_CHARACTERS:
            break
        first -= 1
    while first < number and (words.surfaces[first] in limits.edge or words.tags[first] == "f"):
        if passage.hit_at(words.starts[first]):
            break
        first += 1
    counted = first < number and len(words.surfaces[first]) == 1 and words.surfaces[first] != "年"
    if counted and words.starts[first] and passage.text[words.starts[first] - 1].isdigit():
        first += 1  # 8 + 支 + 巡诊医疗队
    return Run(first, number)


def may_join(word: str, tag: str, limits: Boundaries) -> bool:
    """The word may stand inside a name."""
    if len(word) == 2 and word not in limits.edge and limits.within.issuperset(word):
        return tag[:2] == "ns"  # 愿同, 则为: two such words in one, but not 共同, 应用
    if word in limits.within or tag == "t" or (len(word) > 1 and word[0] in "这那该各每某"):
        return False
    if len(word) > 2 and not tag.startswith("ns"):
        # 扩增到, 全力支持, 认真贯彻; 从五人
        if (
            word[:2] in limits.within
            or word[:-1] in limits.within
            or (len(word) == 4 and word[2:] in limits.within)
        ):
            return False
        if word[0] in limits.within and tag.startswith("nr"):
            return False
        if word[0] in GLUED and tag in ("j", "n", "x") and not word.startswith("对外"):
            return False  # 交易所 + 对恒大
    if tag in ("a", "l", "m", "b") and word[0] in "一二三四五六七八九十两双" and len(word) == 2:
        return word[1] in "科处"
    if tag == "eng":
        return True
    if tag.startswith(("n", "v", "j", "b", "s", "l", "z", "g", "x")):
        return HAN.fullmatch(word) is not None and not (len(word) == 2 and word[1] in "了着过到")
    if tag.startswith(("a", "i")):
        return len(word) >= 2 or word in "大小老高"
    if tag == "f":
        return word[-1] == "部"
    if tag == "m":  # 第二届, 一科, 百万; not 6个, 三项
        return HAN.fullmatch(word) is not None and (
            len(word) == 1 or word[0] == "第" or word in ("百万", "千万")
        )
    return tag == "q" and word in ("届", "科", "套", "级", "号")


def is_telling(passage: Passage, number: int, kind: EntityType) -> int:
    """How sure a word is a proper name: 2 listed, 1 by its look, 0 not."""
    words = passage.words
    word, tag = words.surfaces[number], words.tags[number]
    hit = passage.hit_over(words.starts[number], words.ends[number])
    if hit and hit.name.weak and not hit.name.stem and tag[0] not in "nj":
        hit = None  # 中方, 合作 are counties too
    if hit:
        if hit.name.type is EntityType.ORGANIZATION:
            return 0 if kind is EntityType.PLACE else 2
        return 2 if hit.name.type in (EntityType.PLACE, EntityType.PORT) else 0
    if tag in ("ns", "nt") and word not in NOWHERE:
        return 2
    if kind is EntityType.PORT and len(word) == 2 and set(word) <= PLACE_SIGNS:
        return 2
    if tag in PROPER and (len(word) >= 2 or kind is EntityType.ORGANIZATION):
        return 1
    return 0


def is_common(surface: str, kind: EntityType, limits: Boundaries) -> bool:
    """A phrase that names nothing; of systems also one that ends in such a phrase."""
    if surface in limits.common or (kind is EntityType.ORGANIZATION and HONOUR.search(surface)):
        return True
    return kind is EntityType.SYSTEM and surface.endswith(limits.common_systems)
