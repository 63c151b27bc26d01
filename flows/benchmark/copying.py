"""Clean articles in, an archive with copies of them out, of which it is known what was copied from what.

What a copyist does: changes characters (1 to 20 in a hundred), leaves sentences out or adds some, prints the article
in the other script or with readings in brackets, under another headline, with the furniture of another page. An article
whose figures were changed is another article. The same seed, the same archive.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from flows.benchmark.damaged import UnfitError
from flows.benchmark.noise import damage
from kouan.language.figures import figures

#: How many documents an article becomes, the article included: most are printed once, few often.
SIZES: Final = (1,) * 10 + (2,) * 4 + (3,) * 3 + (4, 5, 8)
#: Characters changed, and sentences left out or added, of a hundred.
SHARES: Final = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2)
#: Shorter ones say too little to be compared.
SHORTEST: Final = 80
FURNITURE: Final = (
    "首页 > 新闻中心 > 正文\n",
    "\n【字号：大 中 小】【打印本页】【关闭窗口】",
    "\n责任编辑：本站编辑 审核：值班主任",
    "\n凡本网注明来源的作品，版权均属于本网，转载请注明出处；违者本网将依法追究责任。",
    "\n分享到：微信 微博 空间\n上一篇：没有了\n下一篇：没有了",
)
#: Kinds that make another article.
OTHER: Final = "figures changed"
HEADLINES: Final = ("图文：", "快讯：", "转载：", "［要闻］")
_SENTENCE: Final = re.compile(r"[^。！？\n]+[。！？]?\n?|\n")
_DIGITS: Final = re.compile(r"[0-9]+")
_HAN: Final = re.compile(r"[一-鿿]")

Copying = Callable[[str, Random, Sequence[str]], str]


@dataclass(frozen=True, slots=True)
class Printed:
    """One document of the archive: `cluster` is the article it is a copy of, `needs_cleaning` that it is no clean text yet."""

    text: str
    kind: str
    cluster: int
    needs_cleaning: bool = False


def archive(bases: Iterator[str], documents: int, seed: int) -> Iterator[Printed]:
    """So many documents: articles, copies of some, and articles that state other figures than one of them."""
    rng = Random(seed)
    made = cluster = 0
    lately: list[str] = []
    for base in bases:
        lately = [*lately[-20:], base]
        cluster += 1
        own = cluster
        yield Printed(base, "article", own)
        made += 1
        for _ in range(rng.choice(SIZES) - 1):
            if made >= documents:
                return
            kind = rng.choice(tuple(KINDS))
            try:
                text = KINDS[kind](base, rng, lately)
            except UnfitError:
                kind, text = "headline", KINDS["headline"](base, rng, lately)
            is_other = kind.startswith(OTHER)
            cluster += is_other
            home = cluster if is_other else own
            yield Printed(text, kind, home, kind in ("other script", "glossed", "both"))
            made += 1
        if made >= documents:
            return


def _edited(share: float) -> Copying:
    def copy(text: str, rng: Random, others: Sequence[str]) -> str:
        """Characters changed, left out or put in, but for those of figures."""
        del others
        fixed = {at for one in figures(text) for at in range(one.start - 1, one.end + 1)}
        pool = _HAN.findall(text)
        pool = [sign for sign in pool if not any(True for _ in figures(sign))] or ["的"]
        written = []
        for at, sign in enumerate(text):
            if at in fixed or not _HAN.match(sign) or rng.random() >= share:
                written.append(sign)
                continue
            written.append(rng.choice(("", rng.choice(pool), sign + rng.choice(pool))))
        return "".join(written)

    return copy


def _shortened(share: float) -> Copying:
    def copy(text: str, rng: Random, others: Sequence[str]) -> str:
        """Sentences left out."""
        del others
        sentences = _SENTENCE.findall(text)
        out = max(round(share * len(sentences)), 1)
        if len(sentences) < 3:
            raise UnfitError("it has hardly a sentence")
        gone = set(rng.sample(range(len(sentences)), min(out, len(sentences) - 2)))
        return "".join(one for at, one in enumerate(sentences) if at not in gone)

    return copy


def _lengthened(share: float) -> Copying:
    def copy(text: str, rng: Random, others: Sequence[str]) -> str:
        """Sentences of other articles put in."""
        sentences = _SENTENCE.findall(text)
        for _ in range(max(round(share * len(sentences)), 1)):
            given = _SENTENCE.findall(rng.choice(others))
            sentences.insert(rng.randint(0, len(sentences)), rng.choice(given))
        return "".join(sentences)

    return copy


def _damaged(*names: str) -> Copying:
    def copy(text: str, rng: Random, others: Sequence[str]) -> str:
        del others
        return damage(text, names, rng).text

    return copy


def _headline(text: str, rng: Random, others: Sequence[str]) -> str:
    """Another headline above the text."""
    del others
    words = "".join(_HAN.findall(text)[: rng.randint(8, 16)])
    return f"{rng.choice(HEADLINES)}{words}\n{text}"


def _furniture(text: str, rng: Random, others: Sequence[str]) -> str:
    """What stands around an article on another page."""
    del others
    before, *behind = FURNITURE
    return rng.choice(("", before)) + text + "".join(rng.sample(behind, rng.randint(1, 4)))


def _several(text: str, rng: Random, others: Sequence[str]) -> str:
    """A few characters changed, a sentence less, other furniture."""
    for one in (_edited(0.02), _shortened(0.05), _furniture):
        text = one(text, rng, others)
    return text


def _other_figures(text: str, rng: Random, others: Sequence[str]) -> str:
    """One to three figures changed: the report of another month."""
    del others
    found = list(_DIGITS.finditer(text))
    if not found:
        raise UnfitError("it has no figures")
    chosen = rng.sample(found, min(len(found), rng.randint(1, 3)))
    for one in sorted(chosen, key=lambda match: -match.start()):
        other = str(int(one[0]) + rng.randint(1, 8))
        text = text[: one.start()] + other + text[one.end() :]
    return text


#: What becomes of an article, each as often as any other.
KINDS: Final[dict[str, Copying]] = {
    **{f"{share:.0%} of characters changed": _edited(share) for share in SHARES},
    **{f"{share:.0%} of sentences left out": _shortened(share) for share in SHARES[2:]},
    **{f"{share:.0%} of sentences added": _lengthened(share) for share in SHARES[2:]},
    "other script": _damaged("s2t"),
    "glossed": _damaged("glossed"),
    "both": _damaged("s2tw", "glossed"),
    "headline": _headline,
    "furniture": _furniture,
    "several": _several,
    OTHER: _other_figures,
    f"{OTHER}, one after the other": lambda text, rng, others: _other_figures(
        _other_figures(text, rng, others), rng, others
    ),
}
