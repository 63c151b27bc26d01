"""A passage in; whether a personal name can start at a place in it, and where it ends, out."""

from __future__ import annotations

from typing import NamedTuple

from kouan.extraction.names.passages import Passage
from kouan.extraction.names.person_words import (
    ACTING,
    ADVERBS_BEFORE,
    ALSO_SURNAMES,
    CUT_BEHIND,
    FORWARD,
    INSIDE,
    JOINTS,
    LINKS,
    NO_NAME,
    PLACE_ENDS,
    SAYING,
    THINGS,
    TRANSLITERATION,
    VERB_ENDS,
)
from kouan.extraction.words import HAN
from kouan.lexicons.words import words_by_use
from kouan.model.knowledge import Knowledge


class Surnames(NamedTuple):
    """The surnames of the lexicon by how common they are."""

    common: frozenset[str]
    rare: frozenset[str]
    compound: frozenset[str]

    def opens(self, text: str) -> int:
        """Length of the surname a text begins with, 0 if none."""
        if text[:2] in self.compound:
            return 2
        return 1 if text[:1] in self.common or text[:1] in self.rare else 0


def surnames(knowledge: Knowledge) -> Surnames:
    """The surname lexicon, ready to ask."""
    words = words_by_use(knowledge.rows("surname"), "frequency")
    return Surnames(*(frozenset(words[kind]) for kind in ("common", "rare", "compound")))


class NameReader:
    """Reads personal names at given places of one passage."""

    def __init__(
        self,
        passage: Passage,
        known: Surnames,
        boundary: frozenset[str],
        bodies: frozenset[str],
    ) -> None:
        self.passage = passage
        self.bodies = bodies
        self.text = passage.text
        self.words = passage.words
        self.known = known
        self.boundary = boundary
        self.post_at = {post.start: post for post in passage.posts if post.post != "address"}
        self.post_before = {post.end: post for post in passage.posts if post.post != "address"}

    def chinese(self, start: int, after_post: bool = False) -> int | None:
        """End of the Chinese name that starts here, None if none can."""
        end = self._chinese(start, after_post)
        if (
            end is not None
            and end - start == 3
            and self.text[end - 1] in "和与"
            and self.joins(end)
        ):
            return end - 1  # 吴刚 + 和实习生赵丽丽
        if end is not None and end - start == 3 and self.is_adverb(end - 1):
            return end - 1  # 陈丽 + 正 + 给
        if end is not None and end - start == 3 and self.text[end : end + 1] == "着":
            return end - 1  # 谢瑶 + 忙着
        if (
            end is not None
            and end - start == self.known.opens(self.text[start:end]) + 2
            and self.text[end - 1] in VERB_ENDS
            and not SAYING.match(self.text, end)
        ):
            return end - 1  # 李 + 文说, 陈丽 + 对
        return end

    def _chinese(self, start: int, after_post: bool) -> int | None:
        """End of the Chinese name that starts here, None if none can: surname, then one or two characters."""
        size = self.known.opens(self.text[start : start + 2])
        if not size or start not in self.words.starting or start in self.post_at:
            return None
        hit = self.passage.hit_over(start, start + size + 1)
        if hit and not hit.name.stem and not hit.name.weak:
            return None
        number = self.words.starting[start]
        end = self.words.ends[number]
        length = end - start
        tag = self.words.tags[number]
        if self.text[start] in JOINTS and not (length > 2 and tag.startswith("nr")):
            return None
        if length > 1 and length != size and not tag.startswith(("nr", "x")):
            # a word of the dictionary: a name (汪洋, 高明) only in front of a verb of saying
            if not tag.startswith(("n", "j", "z", "a", "g", "b")):
                return None
            if after_post and length == size + 1 and self._runs_over(start, number):
                return end + 1
            if after_post and length == size + 2 and self._is_called(start, number):
                return end  # 董事长 + 魏哲家 + 形容
            return end if length <= size + 2 and SAYING.match(self.text, end) else None
        if self.words.surfaces[number] in self.boundary and not tag.startswith("nr"):
            named = after_post and self.text[start] in ALSO_SURNAMES
            given = self.words.ends[number + 1] if named and number + 1 < len(self.words) else 0
            return given if given == start + 3 and self.closes(given) else None
        if length == size + 3 and self.text[end - 1] in "说称则":
            return end - 1  # 陈伟雄 + 称, 陈政佑 + 则呼吁
        if length > size + 2:
            return None
        if length == size + 2 and (
            self.text[end - 1] in VERB_ENDS or FORWARD.match(self.text, end - 1)
        ):
            return end - 1  # 王晨 + 作的报告, 孙浩 + 到场
        if (
            length == size + 2
            and self.text[end - 1] == "家"
            and (not after_post or self.text[end : end + 1] in "里的中")
            and not (SAYING.match(self.text, end) or end in self.post_at)
        ):
            return end - 1  # 孟超 + 家
        if length == size + 2:
            return end if HAN.fullmatch(self.text[start:end]) else None
        if after_post and length == size + 1 and self.text[end : end + 1] == "之":
            number_behind = self.words.starting.get(end + 1)
            if end in self.words.starting and number_behind is not None and self.closes(end + 1):
                return end + 1  # 副行长 + 彭敬 + 之 + 在
        options = []
        if length > size:
            options.append(end)
        at = number + 1
        while at < len(self.words) and self.words.ends[at] - start <= size + 2:
            word = self.words.surfaces[at]
            adverb = word == "曾" and ACTING.match(self.text, self.words.ends[at])  # 马云 + 曾说过
            ends = word in self.boundary and not self._name_goes_on(start, at)
            if not HAN.fullmatch(word) or adverb or ends:
                break
            options.append(self.words.ends[at])
            at += 1
        saying = [end for end in options if ACTING.match(self.text, end)]
        full = [end for end in options if self.closes(end)]
        if saying or full:
            return saying[0] if saying else full[-1]
        if after_post and self.text[start] in self.known.common:
            return self.cut_through(start, size) or (
                options[-1] if options and self.words.tags[number].startswith("nr") else None
            )
        return options[-1] if options and self.words.tags[number].startswith("nr") else None

    def behind_chief(self, start: int) -> int | None:
        """The segmenter takes the end of a post for the beginning of a name: 关 + 长孙 + 玉梅 for 关长 + 孙玉梅, 县 + 长饶."""
        number = self.words.covering(start)
        word = self.words.surfaces[number]
        if start in self.words.starting or not (
            len(word) == 2 and word[0] == "长" and word[1] in self.known.common
        ):
            return None
        following = self.words.surfaces[number + 1 : number + 2]
        end = start + 1 + len(following[0]) if following else start
        is_given = following and len(following[0]) <= 2 and HAN.fullmatch(following[0])
        return end if is_given and self.closes(end) else None

    def _is_called(self, start: int, number: int) -> bool:
        """Behind a post a word of three with a common surname is a name, where a verb, a time or an end follows."""
        end = self.words.ends[number]
        following = self.words.starting.get(end)
        tag = "" if following is None else self.words.tags[following]
        return (
            self.text[start] in self.known.common
            and HAN.fullmatch(self.text[start:end]) is not None
            and self.text[end - 1] not in THINGS
            and (self.closes(end) or tag in ("v", "t"))
        )

    def _runs_over(self, start: int, number: int) -> bool:
        """Behind a post a word and one more character before a verb of saying are a name: 部长王国 + 材 + 表示.

        So are a state of old and one more before whatever may follow a name: 院长吴国 + 强 + 15日.
        """
        end = self.words.ends[number]
        last = self.text[end : end + 1]
        is_state = self.text[end - 1] == "国" and last not in PLACE_ENDS
        return (
            self.text[start] in self.known.common
            and HAN.fullmatch(self.text[start : end + 1]) is not None
            and last not in self.boundary
            and last not in VERB_ENDS
            and SAYING.match(self.text, end) is None
            and (
                SAYING.match(self.text, end + 1) is not None or (is_state and self.closes(end + 1))
            )
        )

    def cut_through(self, start: int, size: int) -> int | None:
        """Behind a post a name may end inside a word: 陈岸 + 明到现场."""
        for end in (start + size + 2, start + size + 1):
            name = self.text[start:end]
            if name[-1:] in VERB_ENDS:
                continue  # 肖千 + 等到机场
            if HAN.fullmatch(name) and (
                self.text.startswith((*VERB_ENDS, "等"), end) or FORWARD.match(self.text, end)
            ):
                return end
        return None

    def _name_goes_on(self, start: int, number: int) -> bool:
        """A boundary character is part of the name when nothing else could be the given name: 王和，."""
        word = self.words.surfaces[number]
        return (
            len(word) == 1
            and self.words.starts[number] - start == 1
            and self.closes(self.words.ends[number])
        )

    def is_adverb(self, at: int) -> bool:
        """A word of one character that tells when or how a verb behind it is meant: 正, 已."""
        number = self.words.starting.get(at)
        return (
            number is not None
            and self.words.ends[number] == at + 1
            and self.text[at] in ADVERBS_BEFORE
            and self.words.tags[number] == "d"
            and self.words.tags[number + 1 : number + 2] in (("v",), ("p",))
        )

    def joins(self, end: int) -> bool:
        """Another person follows: a post, a place or body that one may come from, or a word tagged as a name."""
        number = self.words.starting.get(end)
        tag = "" if number is None else self.words.tags[number]
        return end in self.post_at or self.passage.hit_at(end) is not None or tag.startswith("nr")

    def closes(self, end: int) -> bool:
        """What stands here may follow a name: an end, a mark, a verb of saying, a post, a function word."""
        following = self.text[end : end + 1]
        if not following or not HAN.match(following) or end in self.post_at:
            return True
        if ACTING.match(self.text, end) or CUT_BEHIND.match(self.text, end):
            return True
        number = self.words.starting.get(end)
        if number is None:
            return following in VERB_ENDS or FORWARD.match(self.text, end) is not None
        return self.words.surfaces[number] in self.boundary

    def is_tagged(self, start: int) -> bool:
        """A long word that the segmenter takes for a foreign or minority name: 阿依古丽."""
        number = self.words.starting.get(start)
        if number is None or not self.words.tags[number].startswith("nr"):
            return False
        return len(self.words.surfaces[number]) >= 3

    def is_whole(self, start: int, end: int) -> bool:
        """The segmenter takes it for a person's name, and no foreign name runs on: 马尔 + 帕斯."""
        number = self.words.starting[start]
        whole = self.words.ends[number] == end and self.words.tags[number].startswith("nr")
        if not whole or self.text[end : end + 1] not in TRANSLITERATION:
            return whole
        following = self.words.starting.get(end)  # 杨金龙 + 本月
        return following is not None and self.words.tags[following] == "t"

    def stands_free(self, start: int, end: int) -> bool:
        """Marks or function words on the left, a mark or a post on the right."""
        before, after = self.text[start - 1 : start] if start else "", self.text[end : end + 1]
        number = self.words.starting[start]
        opens = not HAN.match(before) or self.words.surfaces[number - 1] in LINKS
        if before == "的":  # 党组书记的詹思明
            opens = number - 2 in self.passage.post_words
        return bool(opens and (not HAN.match(after) or end in self.post_at))

    def foreign(self, start: int) -> int | None:
        """End of a transliterated name that starts here."""
        end = start
        while end < len(self.text) and end - start < 8:
            if self.text[end] not in TRANSLITERATION and self.text[end] not in INSIDE:
                break
            end += 1
        while end > start + 1 and end not in self.words.ending:
            end -= 1
        number = self.words.starting.get(start)
        if number is not None and self.words.ends[number] == end:
            tag = self.words.tags[number]
            if tag[0] in NO_NAME or (tag == "ns" and self.text[end - 1] in PLACE_ENDS):
                return None  # 特别, 巴厘岛 are written with characters of foreign names
        is_name = end - start >= 2 and self.text[end : end + 1] != "·" and self.closes(end)
        return end if is_name else None
