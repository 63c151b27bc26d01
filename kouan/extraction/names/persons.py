"""A passage in, persons out: a surname and a given name beside a post, a verb of saying, another person, or a 先生."""

from __future__ import annotations

from collections.abc import Iterator

from kouan.extraction.names.beside_nouns import find_beside_nouns
from kouan.extraction.names.dotted_names import find_dotted
from kouan.extraction.names.foreign_names import find_foreign
from kouan.extraction.names.listed import Hit
from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.names.person_words import ACTING, JOINTS, SAYING, TRANSLITERATION
from kouan.extraction.names.personal_names import NameReader, Surnames
from kouan.extraction.names.posts import CHOSEN, CHOSEN_AS
from kouan.extraction.names.rows_of_persons import find_in_rows
from kouan.extraction.names.runs import Boundaries
from kouan.extraction.words import HAN
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

SPACES = Expression("[ \u3000●:：]*")
POST_BETWEEN = Expression("[、，和与及]|以及")
#: Characters that close a common word of three and no given name.
NO_GIVEN_NAME = frozenset("感者们的室率兼团糕党局性院厅站庙祠寺殿碑")
#: A surname of few, and what everybody has to do: 旅客 + 须提前.
OUGHT = "须"
#: How somebody is met, and no given name: 同蔡 + 高调会见.
ADVERBS = frozenset(
    {"高调", "一行", "夫妇", "当日", "本人", "先后", "日前", "近日", "单独", "共同"}
)
#: Short forms of countries that are surnames too; 马方 and 乌军方 are a side, and nobody.
SIDES = frozenset("马乌古巴苏孟白安柏冯万卢毛蒙文莱秘")
#: Whom somebody turns to follows: 陈丽 + 对 + 记者.
ADDRESSING = frozenset("对向跟给同")
#: Words in front of a post that end so are places and offices: 农委主任, 林科所书记.
OFFICE_ENDS = frozenset("村镇乡县市省区州委办局厅署所院站处室部团")
#: Who took a picture: 李果 摄, （张伟 摄）, 王强/摄.
TAKEN = Expression(
    "(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?=[ \u3000/／|｜]{1,3}摄(?![\u4e00-\u9fff]))"
)
#: A Mrs. as papers of Hong Kong and Macao call her: 何太则称.
MRS = Expression(
    "[\u4e00-\u9fff]太(?=[则也还都就]?(?:带|称|说|表示|指出|认为|坦言|透露|告诉|直言|笑))"
)
#: Storms bear names like those of persons: 台风“杜苏芮”.
STORM = Expression("(?:台风|飓风|风暴|气旋)[“「]$")
SMALL = Expression("小")
MEASURED = Expression("[个项名种届条件批些]")
#: A run of characters that write foreign names is one from this length on.
LONG_FOREIGN = 4
#: How the segmenter tags the name of a person.
PERSON_TAGS = ("nr", "nrt", "nrfg")
#: Surnames that are words for how things are, or what they are of: 学生 + 高 + 素质.
QUALITIES = frozenset("高白黄金马水石方安古龙江田车鱼花叶常温华文平时应成全包单关国路明强计游")
#: What 小 and a surname also mean.
SMALL_THINGS = frozenset(
    "时康麦米高平方白路黄金龙组马雨云车包年党河江海山石毛牛羊鱼鱼花叶苗田房屋门家国文章谈计费"
)


def find_persons(passage: Passage, known: Surnames, limits: Boundaries) -> Iterator[Candidate]:
    """Persons that the text itself gives away; further mentions are found by consistency later."""
    finder = _Finder(passage, known, limits.within, limits.bodies)
    named: dict[int, int] = {}
    for find in (
        finder.beside_posts,
        finder.addressed,
        finder.called_small,
        finder.by_tag,
        lambda: find_beside_nouns(finder),
        lambda: find_dotted(finder),
        finder.pictured,
        lambda: find_foreign(finder),
        lambda: find_in_rows(passage, named, known),
    ):
        for person in find():
            if not _is_common(passage.text[person.start : person.end], limits) and not (
                STORM.search(passage.text, max(person.start - 6, 0), person.start)
            ):
                named[person.start] = person.end
                yield person


def _is_common(name: str, limits: Boundaries) -> bool:
    """贺词, 贺词中, 幸福感: words that begin like a name."""
    if name in limits.common or name[:2] in limits.common:
        return True
    if name[0] == OUGHT:
        return True
    if len(name) == 3 and name[1] == "太" and name[2] in "则也还都就":
        return True  # 何太 + 则称
    if len(name) == 3 and (name[1:] == "人民" or (name[0] in "向对" and name[-1] == "方")):
        return True  # 孟人民和政府, 向斯方介绍
    if name[0] in SIDES and name[1:] in ("方", "军方"):
        return True
    if name[1:] in ADVERBS:
        return True
    return len(name) == 3 and name[-1] in NO_GIVEN_NAME


class _Finder(NameReader):
    def beside_posts(self) -> Iterator[Candidate]:
        """局长支树平, 支树平局长, and the others of an enumeration behind a post."""
        for post in self.passage.posts:
            if post.post == "address":
                continue
            named = list(self.before(post.start))
            yield from named
            at = SPACES.match(self.text, post.end).end()  # type: ignore[union-attr]
            end = self.chinese(at, after_post=True) or self.behind_chief(at)
            if end is None and (post.post == "foreign" or self.is_tagged(at)):
                end = self.foreign(at)
            if end is None or not self.closes(end):
                end = self.long_foreign(at) or end
            if end is None or not (
                self.closes(end) or self.is_whole(at, end) or self.does(at, end, post)
            ):
                continue
            if named and not (end - at > 2 and self.is_whole(at, end)):
                continue  # 习近平总书记关心: the post belongs to the name before it
            yield self.person(at, end, 0.95)
            yield from self.others(end)

    def long_foreign(self, start: int) -> int | None:
        """End of a foreign name of four characters or more, which behind any post is nobody's but a person's."""
        end = self.foreign(start)
        is_long = end is not None and end - start >= LONG_FOREIGN
        return end if is_long and self.passage.hit_at(start) is None else None

    def does(self, start: int, end: int, post: Hit) -> bool:
        """Behind who leads an office, or has a trade, a surname by itself, a word of two characters and a verb or a time: 副局长 + 赵 + 永明 + 翻开."""
        number = self.words.starting.get(start)
        following = self.words.starting.get(end)
        if number is None or following is None or end - start != 3:
            return False
        is_by_itself = self.words.ends[number] == start + 1
        is_given = is_by_itself and self.words.starts[following - 1] == start + 1
        tag = self.words.tags[following]
        if not is_given:
            return False
        if post.post == "office" and self.words.tags[number] == "nr" and tag in ("v", "vn"):
            return True
        return (
            post.post == "occupation"
            and self.text[start] in self.known.common
            and self.text[start] not in QUALITIES
            and self.words.tags[following - 1].startswith(("n", "v"))
            and tag[0] in "vtd"
        )

    def before(self, end: int) -> Iterator[Candidate]:
        """A name that ends here, in front of a post or a verb."""
        number = self.words.closed_by(end)
        if number is None or self.words.surfaces[number] in ADDRESSING:
            return
        for first in range(number, max(number - 3, -1), -1):
            start = self.words.starts[first]
            if end - start > 4:
                return
            size = self.known.opens(self.text[start:end])
            tag = self.words.tags[first]
            is_whole = first == number and end - start == 3  # 习近平: a rare surname
            sure = tag.startswith("nr") and (self.text[start] in self.known.common or is_whole)
            if self.text[end - 1] in OFFICE_ENDS or self.text[start : end + 1] in self.bodies:
                return  # 卫福 + 部长
            if (
                size
                and 1 <= end - start - size <= 2
                and HAN.fullmatch(self.text[start:end])
                and sure
            ):
                if not self.passage.hit_over(start, end):
                    yield self.person(start, end, 0.9)
                return

    def others(self, end: int) -> Iterator[Candidate]:
        """朱绍智、陆山、王海民: names that an enumeration adds to one."""
        while found := POST_BETWEEN.match(self.text, end):
            start = found.end()
            following = self.chinese(start)
            if following is None or not (self.closes(following)):
                return
            if found[0] != "、" and not self.words.tags[self.words.starting[start]].startswith(
                "nr"
            ):
                return
            yield self.person(start, following, 0.9)
            end = following

    def addressed(self) -> Iterator[Candidate]:
        """郑先生."""
        for post in self.passage.posts:
            if post.post != "address":
                continue
            start = post.start
            number = self.words.closed_by(start)
            if number is None:
                opening = self.words.starts[self.words.covering(start)]  # 郑先生 may be one word
                if self.known.opens(self.text[opening:start]) == start - opening > 0:
                    yield self.person(opening, post.end, 0.95)
                continue
            word = self.words.surfaces[number]
            size = self.known.opens(word)
            if word in JOINTS:
                continue  # 王毅和夫人
            if size and len(word) == size and post.end in self.words.ending:
                yield self.person(self.words.starts[number], post.end, 0.95)
            elif size and self.words.tags[number].startswith("nr") and len(word) <= size + 2:
                yield self.person(self.words.starts[number], start, 0.9)

    def called_small(self) -> Iterator[Candidate]:
        """小周."""
        for small in SMALL.finditer(self.text):
            at = small.start()
            number = self.words.starting.get(at)
            if number is None or len(word := self.words.surfaces[number]) > 2:
                continue
            surname = self.text[at + 1 : at + 2]
            counted = MEASURED.match(self.text, at - 1) if at else None  # 483个小项
            if (
                counted is None
                and surname in self.known.common
                and surname not in SMALL_THINGS
                and at + 2 in self.words.ending
            ):
                if len(word) == 1 and not self.words.tags[number + 1].startswith("nr"):
                    continue
                if len(word) == 2 and not self.words.tags[number].startswith(("nr", "n")):
                    continue
                yield self.person(at, at + 2, 0.8)

    def by_tag(self) -> Iterator[Candidate]:
        """A word tagged as a person's name, with a surname in front and a verb of saying behind."""
        tags = self.words.tags
        for number in self.words.tagged(*PERSON_TAGS):
            tag = tags[number]
            start = self.words.starts[number]
            if self.passage.hit_over(start, self.words.ends[number]):
                continue
            if start and self.text[start - 1].isdigit():
                continue  # 1.55万海里
            end = self.chinese(start)
            if end is not None and self.is_tail(number):
                continue  # 乌梅 + 罗夫
            if end is None:
                spoken = SAYING.match(self.text, self.words.ends[number])
                if tag == "nrt" and spoken and not self.is_rest(number):
                    end = self.words.ends[number]
                    if end - start >= 2 and set(self.text[start:end]) <= TRANSLITERATION:
                        yield self.person(start, end, 0.7)
                continue
            says = ACTING.match(self.text, end) is not None or (  # 选举王晓东为省长
                CHOSEN_AS.match(self.text, end) is not None
                and CHOSEN.search(self.text, max(start - 4, 0), start) is not None
            )
            common = self.text[start] in self.known.common
            if says and (common or end - start == 3):
                yield self.person(start, end, 0.85)
                yield from self.others(end)
            elif common and end - start == 3 and self.stands_free(start, end):
                yield self.person(start, end, 0.6)

    def pictured(self) -> Iterator[Candidate]:
        """李果 摄; 何太则称."""
        if "摄" in self.text:
            for found in TAKEN.finditer(self.text):
                if 0 < self.known.opens(found[0]) < len(found[0]):
                    yield self.person(*found.span(), 0.9)
        if "太" in self.text:
            for found in MRS.finditer(self.text):
                if found[0][0] in self.known.common:
                    yield self.person(*found.span(), 0.8)

    def is_rest(self, number: int) -> bool:
        """The segmenter cut a foreign name in two, and this is its end: 朔 + 尔茨."""
        start = self.words.starts[number]
        if number == 0 or start in self.post_before or not HAN.match(self.text[start - 1]):
            return False
        before = self.words.surfaces[number - 1]
        return before not in self.boundary and (len(before) == 1 or set(before) <= TRANSLITERATION)

    def is_tail(self, number: int) -> bool:
        """What looks like a Chinese name is the end of a foreign one: 乌梅 + 罗夫, 泽 + 连斯基."""
        start = self.words.starts[number]
        word = self.words.surfaces[number]
        if number == 0 or start in self.post_before or not set(word) <= TRANSLITERATION:
            return False
        before = self.words.surfaces[number - 1]
        if before in self.boundary or not set(before) <= TRANSLITERATION:
            return False
        return len(before) > 1 or self.words.starts[number - 1] in self.post_before

    def person(self, start: int, end: int, confidence: float) -> Candidate:
        return Candidate(start, end, EntityType.PERSON, confidence)
