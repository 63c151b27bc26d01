"""A passage in, persons out behind a word that says who somebody is, whatever they do next: 老人佟振海驾车, 65岁的褚卫东把."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate
from kouan.extraction.names.person_words import SAYING, THINGS, TRANSLITERATION, VERB_ENDS
from kouan.extraction.names.personal_names import NameReader
from kouan.extraction.words import HAN
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: What nouns for somebody end with: 新生, 木匠, 产妇, 获得者.
_SOMEBODY: Final = frozenset("人民员工匠师手生妇翁嫂娘长者士农商户友叔伯姨婶帅")
#: And these, whatever they end with.
_NOUNS: Final = frozenset(
    ["助理", "父亲", "母亲", "妻子", "丈夫", "儿子", "女儿", "儿媳", "女婿", "哥哥", "姐姐", "弟弟", "妹妹", "爷爷", "奶奶", "外公", "外婆", "爸爸", "妈妈", "老伴", "校友", "小伙", "小伙子", "姑娘", "女孩", "男孩", "大爷", "大妈", "大娘", "老汉", "船工", "船长", "司机", "店长", "导游", "向导", "厨师", "律师"]
)  # fmt: skip
#: Who grows or keeps what, as the segmenter seldom knows it: 虾农 + 汤建军.
_FARMER: Final = Expression("[农娘员]", holds="农娘员")
_FARMERS: Final = frozenset(
    "虾果茶菜瓜花棉粮蜂烟蔗蚕桑药鱼蟹菇枣椒稻麦渔牧林竹参藕桃梨橙柑桔橘莓薯豆猪鸡鸭鹅羊牛蚝蛏藻"
)
_KEEPERS: Final = ("船娘", "绣娘", "茶娘", "织娘", "护林员", "饲养员", "快递员", "外卖员", "网格员")
#: No name holds one of these, though a verb of saying follows.
_BETWEEN: Final = Expression(
    "[的地得了着过也都还就却曾已正在会要能不没只便则对向和与及常连忙一笑哭回]"
)
_AGED: Final = Expression("岁的", holds="岁")
#: What is said of somebody before the name: 在镇上开店的, 来自邵阳县的, 第一次坐高铁的.
_DESCRIBED: Final = Expression(
    "(?:^|(?<=[，。；：！？“\n]))(?:今年|如今|目前|已经|正在?|刚刚?|曾经?|也|同样|同为|一直)?"
    "(?:来自|家住|住在|身为|毕业于|就读于|任职于|供职于|从事|从[^，。；：！？“”\n的]{1,10}?(?:回乡|返乡|归来|赶来|回来|嫁到)"
    "|在[^，。；：！？“”\n的]{1,12}?(?:工作|上班|打工|务工|开店|干活|做生意|读书|上学|就读|求学|摆摊|任教|实习|住院|就医|排队|候车|等候|采摘|忙碌|忙活|创业|种[^，。的]{1,4}|养[^，。的]{1,4})"
    "|[做当干种养开跑教卖唱学练修][了过]|第一次|首次|头一回|带着|抱着|牵着|领着|背着|拎着|独自|专程|特意|特地|排在|退休|下岗|返乡|回乡|身患|患有|确诊|失去|下夜班|下班|放学)"
    "[^，。；：！？“”\n的]{0,14}的(?!是|话|时|人|那|这)",
    holds="的",
)
#: How the segmenter tags a name that it takes for one.
_TAGS: Final = ("nr", "nrfg")
#: What stands before a clause, or before a name that something is said of first.
_OPENINGS: Final = frozenset("，。；：！？\n的")
#: Surnames that begin other words where the segmenter lets them stand alone: 全 + 覆盖, 古 + 柏林, 应 + 及时.
_WORDS: Final = frozenset("全古应成任向于经时和同万方高常单双金马孟平都容广安包温明能多要强从")
#: 卢方愿同, 巴武装派别: a side, and nobody. 杨家岭, 白龙江 are on maps.
_SIDES: Final = ("方", "武装")
_ON_MAPS: Final = frozenset("岭江河湖山岛峡湾滩坡沟坪坝潮溪")
#: What a surname that stands alone is tagged as, and what the given name behind it.
_ALONE: Final = ("nr", "zg", "j", "q", "n", "x", "d")
_GIVEN: Final = ("nr", "nz", "ns", "n", "v", "a", "x", "j")
#: The last character of a name that the segmenter lets stand alone.
_LAST: Final = ("nr", "n", "j", "ng", "x", "a", "ag", "g", "zg")
#: What parents wish: 勤, 敏, 贞.
_GOOD: Final = ("a", "ag", "zg")
#: Parts of speech that may follow a person who does something.
_FOLLOWING: Final = ("v", "d", "p", "c", "r", "t", "u", "x", "m", "zg", "l", "i")
#: No given name ends so: 工人师傅们, 张三等.
_NO_END: Final = (
    THINGS
    | VERB_ENDS
    | frozenset("们的了在是有为和与以曾已正仍则才感观式度型展节会议办家塔碑陵园墓堂戏剧舞曲")
)


def find_beside_nouns(finder: NameReader) -> Iterator[Candidate]:
    """Full names of three or four characters behind a listed post, another noun for somebody, or an age.

    One that is a single word needs none of these where it begins a clause, or a 的 stands before it, and a verb follows.
    """
    told = _told(finder)
    for number in sorted(told | set(finder.words.tagged(*_TAGS))):
        if number not in told and not _acts(finder, number):
            continue
        if end := _full_name(finder, number, number in told):
            confidence = 0.85 if number in told else 0.6
            yield Candidate(finder.words.starts[number], end, EntityType.PERSON, confidence)
    for end in _farmers(finder.text):
        if _runs_on(finder, end):
            yield Candidate(end, end + 3, EntityType.PERSON, 0.8)


def _described(finder: NameReader) -> Iterator[int]:
    """Where a clause ends that says of somebody what he does, and three characters behind it no other noun follows."""
    words = finder.words
    for found in _DESCRIBED.finditer(finder.text):
        behind = words.starting.get(found.end() + 3)
        if behind is not None and not words.tags[behind].startswith(("n", "vn", "j")):
            yield found.end()


def _farmers(text: str) -> list[int]:
    """Where the words for who grows or keeps something end."""
    ends = [found.end() for found in _FARMER.finditer(text)]
    return [
        end
        for end in ends
        if (text[end - 1] == "农" and text[end - 2 : end - 1] in _FARMERS)
        or text.endswith(_KEEPERS, 0, end)
    ]


def _runs_on(finder: NameReader, start: int) -> bool:
    """The segmenter joins who somebody is and the surname: 农汤 + 建军 + 收完."""
    words, end = finder.words, start + 3
    number = words.covering(start) if start < len(finder.text) else len(words)
    following = words.starting.get(end)
    return (
        number < len(words)
        and words.ends[number] == start + 1
        and words.starts[number] == start - 1
        and following is not None
        and finder.text[start] in finder.known.common
        and HAN.fullmatch(finder.text[start:end]) is not None
        and words.tags[following].startswith(_FOLLOWING)
        and finder.text[end - 1] not in _NO_END
    )


def _told(finder: NameReader) -> set[int]:
    """Numbers of the words behind a post, another noun for somebody, an age, or a clause about somebody."""
    words, starting = finder.words, finder.words.starting
    told = {
        number + 1
        for number in words.tagged("n", "l", "vn")
        if (words.surfaces[number][-1] in _SOMEBODY and len(words.surfaces[number]) > 1)
        or words.surfaces[number] in _NOUNS
    }
    ends = [
        *finder.post_before,
        *(aged.end() for aged in _AGED.finditer(finder.text)),
        *_described(finder),
        *_farmers(finder.text),
    ]
    told.update(starting[end] for end in ends if end in starting)
    return {
        number
        for number in told
        if number < len(words) and finder.known.opens(words.surfaces[number])
    }


def _acts(finder: NameReader, number: int) -> bool:
    """A word tagged as a name begins its clause, or stands behind 的, and what it does follows."""
    words = finder.words
    name = words.surfaces[number]
    return (
        name[0] in finder.known.common
        and name[0] not in _WORDS
        and not name.startswith(_SIDES, 1)
        and name[-1] not in _ON_MAPS
        and (number == 0 or words.surfaces[number - 1] in _OPENINGS)
        and words.tags[number + 1 : number + 2] in (("v",), ("d",), ("p",), ("t",))
    )


def _is_place(finder: NameReader, start: int, end: int) -> bool:
    """A listed name stands here that is more than a county's name without its word: not 陆 + 卫东 (区)."""
    hit = finder.passage.hit_over(start, end)
    return hit is not None and (hit.start == start or not (hit.name.stem or hit.name.weak))


def _full_name(finder: NameReader, number: int, is_told: bool) -> int | None:
    """End of the surname and two characters that begin with this word, where another word follows that fits."""
    words, text = finder.words, finder.text
    start = words.starts[number]
    size = finder.known.opens(text[start : start + 2])
    if not size:
        return None
    end = start + size + 2
    name = text[start:end]
    if (
        len(name) < size + 2
        or not HAN.fullmatch(name)
        or not (end in words.starting or end == len(text))
        or text.startswith(("·", "着"), end)
        or name[-1] in _NO_END
        or set(name) <= TRANSLITERATION
        or _is_place(finder, start, start + size + 1)
    ):
        return None
    following = words.starting.get(end, len(words))
    pieces = range(number, following)
    tags = [words.tags[one] for one in pieces]
    is_sure = len(tags) == 1 or (is_told and tags[-1].startswith("nr"))
    behind = (*_FOLLOWING, "n", "a") if is_sure else _FOLLOWING  # 佟振海 + 驾车, 武嘉禾 + 扫码
    if end < len(text) and not words.tags[following].startswith(behind):
        return None
    sizes = [len(words.surfaces[one]) for one in pieces]
    if size == 1 and name[0] not in finder.known.common and tags[0] != "nr":
        return None
    if sizes == [size + 2]:
        return end if tags[0].startswith("nr") and tags[0] != "nrt" else None
    if sizes == [size, 2]:
        fits = tags[0] in _ALONE and tags[1] in _GIVEN and name[0] not in _WORDS
        return end if fits and (tags[0] != "n" or tags[1] != "v") else None
    if is_told and SAYING.match(text, end) and name[0] in finder.known.common:
        return None if name[0] in _WORDS or _BETWEEN.search(name) else end  # 父亲 + 武有才 + 说
    if sizes == [size + 1, 1]:
        is_given = tags[0] == "nr" or (tags[0] == "n" and tags[1] in _GOOD)  # 林学 + 勤
        return end if is_given and tags[1] in _LAST and name[0] not in _WORDS else None
    return None
