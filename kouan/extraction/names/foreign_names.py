"""A passage in; persons out whose names are written by sound, in front of a post, at the head of a clause that tells what they said, or behind 夫人."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.names.person_words import TRANSLITERATION
from kouan.extraction.names.personal_names import NameReader
from kouan.extraction.words import HAN
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: So few characters are a name only where the segmenter takes them for one, and none has more.
_FEW: Final = 2
_MOST: Final = 8
#: Divisions of China, which may stand by chance inside a name by sound.
_DIVIDED: Final = ("province", "prefecture", "county")
#: In front of a name that a post follows: 和 + 卡加梅 + 总统.
_LINKS: Final = frozenset("和同与、向由应请对")
#: Posts that are told behind foreign names.
_POSTS: Final = Expression(
    "(?:前?(?:总统|总理|首相|国王|女王|议长|外长|国务卿|王储|亲王|首脑|主席|总书记|大使|秘书长|部长))(?!国|府|制|选举|候选|大选|办公|令|职)"
)
#: What somebody says or does to whom he meets, at the head of a clause.
_SAYS: Final = Expression(
    "(?:表示|指出|强调|认为|赞赏|高度评价|评价|感谢|祝贺|转达|介绍|回应[说称]|呼吁|重申|[说称])(?![的得法号为作呼职])"
)
#: Between a name and what is said.
_ADVERBS: Final = Expression("等?(?:还|也|则|又|当天|当日|随后|同时|高度|积极|再次|并)?$")
#: A spouse follows her title: 和夫人 + 玛丽亚.
_KIN: Final = Expression("(?:[和偕携及与]|总统|主席|总理|国王|大使|先生)夫人")


def find_foreign(reader: NameReader) -> Iterator[Candidate]:
    """Names in characters for sounds by what stands beside them; a place that a list has is none."""
    text = reader.text
    for post in _POSTS.finditer(text):
        start = _start(reader, post.start())
        if start is not None:
            yield Candidate(start, post.start(), EntityType.PERSON, 0.75)
    for says in _SAYS.finditer(text):
        adverb = _ADVERBS.search(text, max(says.start() - 3, 0), says.start())
        end = adverb.start() if adverb else says.start()
        start = _start(reader, end, opens=True)
        if start is not None:
            yield Candidate(start, end, EntityType.PERSON, 0.7)
    for kin in _KIN.finditer(text):
        behind = _behind(reader, kin.end())
        if behind is not None:
            yield Candidate(kin.end(), behind, EntityType.PERSON, 0.9)


def _behind(reader: NameReader, start: int) -> int | None:
    """Where a name ends that starts behind a title: what may follow a name follows, or the segmenter knows it and a verb follows."""
    for end in (reader.chinese(start, after_post=True), reader.foreign(start)):
        if end is not None and reader.closes(end):
            return end
    words = reader.words
    number = words.starting.get(start)
    if number is None or not words.tags[number].startswith("nr"):
        return None
    if words.ends[number] - start > _FEW and reader.known.opens(reader.text[start:]):
        return words.ends[number]  # 彭丽媛 + 乘车
    acts = words.tags[number + 1 : number + 2]
    return words.ends[number] if acts and acts[0].startswith(("v", "l", "i")) else None


def _start(reader: NameReader, end: int, *, opens: bool = False) -> int | None:
    """Where a name by sound begins that ends here: behind a mark, or behind a link where it need not open its clause."""
    text, words = reader.text, reader.words
    start = end
    while start > 0 and end - start <= _MOST and text[start - 1] in TRANSLITERATION:
        start -= 1
    if not _FEW <= end - start <= _MOST:
        return None
    before = text[start - 1 : start]
    is_linked = not opens and before in _LINKS
    if before and HAN.match(before) and not is_linked:
        return None
    if before in ("·", "“", "《") or not _is_name(reader.passage, start, end):
        return None
    if start not in words.starting and not is_linked:
        return None
    return start


def _is_name(passage: Passage, start: int, end: int) -> bool:
    """No listed name and no word of the language stands here."""
    hit = passage.hit_over(start, end)
    is_cut = hit is not None and hit.name.level in _DIVIDED and hit.start > start and hit.end < end
    if hit is not None and not is_cut:  # 斯 + 凯里 + 特
        return False
    words = passage.words
    number = words.covering(start)
    is_word = words.starts[number] <= start and words.ends[number] >= end
    tag = words.tags[number]
    if is_word:
        return tag.startswith("nr") or (end - start > _FEW and tag in ("ns", "nz", "x"))
    last = words.covering(end - 1)
    common = [one for one in range(number, last + 1) if words.tags[one][0] in "dpcrfvmtu"]
    return end - start > _FEW and len(common) < last - number + 1
