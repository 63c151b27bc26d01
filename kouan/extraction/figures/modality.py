"""A figure with its sentence in, what the text claims of it out: that it is so, will be, should be, could be or must be."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kouan.extraction.figures.statement import Cues, Statement
from kouan.extraction.words import read_words
from kouan.lexicons.words import any_of
from kouan.model.facts import Modality
from kouan.model.knowledge import Knowledge

#: 将15家企业列入名单: what stands behind this 将 is an object, and nothing lies ahead.
_OBJECT: Final = frozenset("mnrq")
#: 将新建, 将增开: verbs that the tagger takes for nouns.
_VERB: Final = frozenset("新增加再扩改投共续")
#: A word behind the figure says what the figure is: 1100万人的全年目标任务.
_BEHIND: Final = 14
#: 全年目标的80%, 超额完成目标: the figure measures what was done.
_OF_TARGET: Final = re.compile("(?:完成|实现|达到|超过|占)(?:了)?[^，。；！？]{0,8}$")
#: Nobody reads a figure by a word further before it, in characters.
_REACH: Final = 120


class _Word(NamedTuple):
    modality: Modality
    is_behind: bool
    reaches_on: bool


class _Words:
    def __init__(self, knowledge: Knowledge) -> None:
        self.words = {
            row["surface"]: _Word(
                Modality(row["modality"]), row["position"] == "behind", row["reach"] == "sentence"
            )
            for row in knowledge.rows("modality_cue")
        }
        self.pattern = re.compile(any_of(self.words))


def modality_cues(text: str, first: int, last: int, knowledge: Knowledge) -> Cues:
    """The words of a sentence that tell how its figures are meant."""
    return Cues(knowledge.made(_Words).pattern, text, first, last)


def modality_of(figure: Statement, cues: Cues, is_ahead: bool, knowledge: Knowledge) -> Modality:
    """How the figure is meant; `is_ahead` when its period begins after the article was written.

    The nearest word of its own clause decides, a word behind the figure before all others; else a word that opens
    the sentence (预计, 力争), unless a clause between says what was reached (已, 同比).
    """
    words = knowledge.made(_Words).words
    for cue in cues.within(figure.end, min(figure.stop, figure.end + _BEHIND)):
        if words[cue.word].is_behind:
            return words[cue.word].modality
    for cue in cues.before(figure.start, max(figure.first, figure.start - _REACH)):
        word = words[cue.word]
        if cue.word[0] == "年" and figure.text[cue.start - 1 : cue.start].isdigit():
            continue  # 2030年产量
        if word.is_behind or not (
            cue.start >= figure.clause or word.reaches_on or _is_actual(word)
        ):
            continue
        if cue.word == "将" and not _is_future(figure.text, cue.end):
            continue
        if cue.word == "目标" and (
            figure.text.startswith("的", cue.end)
            or _OF_TARGET.search(figure.text, figure.clause, cue.start)
        ):
            continue
        if cue.word == "将" and _is_expected(cues, cue.start, figure.first, words):
            return Modality.FORECAST  # 预计将有4400名
        return word.modality
    return Modality.FORECAST if is_ahead else Modality.ACTUAL


def _is_expected(cues: Cues, at: int, first: int, words: dict[str, _Word]) -> bool:
    """True where the word before also says what is only expected."""
    before = next(iter(cues.before(at, first)), None)
    return before is not None and words[before.word].modality is Modality.FORECAST


def _is_actual(word: _Word) -> bool:
    return word.modality is Modality.ACTUAL


def _is_future(text: str, at: int) -> bool:
    """True where an adverb or verb follows: 将新增, 将全部; not 将15家企业."""
    if text[at : at + 1] in _VERB:
        return True
    tags = read_words(text[at : at + 8]).tags
    return bool(tags) and tags[0][0] not in _OBJECT
