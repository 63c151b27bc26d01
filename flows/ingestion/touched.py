"""Parts and words in, the documents that hold one of the words in any stage of their text out.

Searched are the decoded text, the clean text, and all that the passes between them took out. Chinese
words are compared by their characters alone, folded to Simplified: neither a reading in brackets nor a
line break nor the script hides one. More documents may be found than hold a word, never fewer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import ahocorasick_rs
import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from flows.ingestion.difference import is_han
from kouan.cleaning.script.tables import simplified_table
from kouan.model.characters import codes_of, text_of
from warehouse.packs import read_pack
from warehouse.provenance.identification import UnknownIdError

#: What stands between two texts; no text holds it, since folding drops controls.
WALL: Final = "\x1e"

Codes = npt.NDArray[np.uint32]


def touched(parts: Path, by_part: Mapping[str, Sequence[str]], needles: Iterable[str]) -> set[str]:
    """The documents of these parts that hold a needle; those of a part that cannot be read, too."""
    chinese, other = divided(needles)
    found: set[str] = set()
    for part, documents in by_part.items():
        wanted = set(documents)
        try:
            texts = list(texts_of(parts / part, wanted))
        except (OSError, ValueError, LookupError, UnknownIdError):
            found |= wanted
            continue
        found |= wanted - {document for document, _ in texts}
        found |= holding(texts, chinese, other)
    return found


def divided(needles: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Needles to look for among Chinese characters, and those without any, each as it is compared.

    >>> sorted(divided(["5A级", "檢驗", "K m²"])[0]), sorted(divided(["K m²"])[1])
    (['检验', '级'], ['km2'])
    """
    chinese, other = set(), set()
    for needle in needles:
        runs = "".join(sign if is_han(sign) else " " for sign in needle).split()
        if runs:
            chinese.add(folded(max(runs, key=len)))
        else:
            other.add(plain(needle))
    return frozenset(chinese), frozenset(other)


def holding(
    texts: Sequence[tuple[str, str]], chinese: frozenset[str], other: frozenset[str]
) -> set[str]:
    """The documents of (document, text) pairs in which a needle stands."""
    if "" in other:  # nothing is left of a word: it may stand anywhere
        return {document for document, _ in texts}
    joined = WALL.join(text for _, text in texts)
    found: set[str] = set()
    for needles, comparable in ((chinese, folded), (other, plain)):
        if needles:
            found |= _found(comparable(joined), needles, [document for document, _ in texts])
    return found


def _found(text: str, needles: frozenset[str], documents: Sequence[str]) -> set[str]:
    walls = np.flatnonzero(codes_of(text) == ord(WALL))
    searched = ahocorasick_rs.AhoCorasick(sorted(needles))
    starts = np.array([start for _, start, _ in searched.find_matches_as_indexes(text)], np.int64)
    return {documents[number] for number in np.unique(np.searchsorted(walls, starts)).tolist()}


def folded(text: str) -> str:
    """The Chinese characters of a text in Simplified form, and the walls; nothing else.

    >>> folded("檢驗(yàn)檢疫。 局")
    '检验检疫局'
    """
    raw = codes_of(text)
    codes = np.where(raw >= _BEYOND, raw, _table()[np.minimum(raw, _BEYOND)])
    return text_of(codes[codes > 0].astype(raw.dtype))


def plain(text: str) -> str:
    """A text without blanks, letters and digits in their plainest form.

    >>> plain("Ｋ686 次 ㎡")
    'k686次m2'
    """
    parts = (unicodedata.normalize("NFKC", part).casefold() for part in text.split(WALL))
    return WALL.join("".join(part.split()) for part in parts)


_BEYOND: Final = 0x20000


@cache
def _table() -> Codes:
    """The folded character of each code point; 0 where it is dropped."""
    simplified = simplified_table()
    table = np.zeros(_BEYOND + 1, np.uint32)
    for code in range(0x3007, 0xFB00):
        if is_han(chr(code)):
            whole = ord(unicodedata.normalize("NFKC", chr(code))[0])
            table[code] = simplified[whole] if whole < len(simplified) - 1 else whole
    table[ord(WALL)] = ord(WALL)
    return table


def texts_of(part: Path, documents: set[str]) -> Iterator[tuple[str, str]]:
    """(document, text) for each stage of a document's text that its part holds.

    Raises:
        OSError, ValueError: the part cannot be read.
    """
    raws = _rows(part / "raw.parquet", ["document_id", "raw", "clean"], documents)
    segments: dict[str, list[tuple[int, int, str]]] = {}
    columns = ["document_id", "byte_start", "byte_end", "codec"]
    for document, start, end, codec in _rows(part / "segment.parquet", columns, documents):
        segments.setdefault(document, []).append((start, end, codec or "latin-1"))
    taken: dict[str, list[str]] = {}
    for document, before in _rows(part / "edit_pass.parquet", ["document_id", "before"], documents):
        taken.setdefault(document, []).append(before)
    for document, kept, clean in raws:
        # where bytes are only referred to, they follow from the clean text and the ledger
        raw = read_pack(part.parent.parent, part.name, document).raw if kept is None else kept
        decoded = "".join(
            raw[start:end].decode(codec, "replace")
            for start, end, codec in segments.get(document, ())
        )
        for text in (clean, decoded, *taken.get(document, ())):
            yield document, text.replace(WALL, "")


def _rows(path: Path, columns: list[str], documents: set[str]) -> Iterator[tuple[Any, ...]]:
    table = pq.ParquetFile(path).read(columns=columns)
    for row in zip(*(table[name].to_pylist() for name in columns), strict=True):
        if row[0] in documents:
            yield row
