r"""Records in; entries for a BibTeX file out, for BibTeX and biblatex alike, Chinese as UTF-8.

Characters that mean something to TeX are written out, braces as \textbraceleft{} and \textbraceright{}: BibTeX counts
braces even behind a backslash. `url` is verbatim for the styles that print it, so it is percent-encoded instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from flows.citing.evidence import address_of, day_of, evidence, publisher_of
from flows.citing.words import Language, one_line, words
from warehouse.releases.cited import Cited

_WRITTEN: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "$": r"\$",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
#: What would end or unbalance a verbatim field, or start a comment in it.
_IN_ADDRESS: Final = {"{": "%7B", "}": "%7D", "\\": "%5C", '"': "%22"}

#: Digits of an id in a key: 16 are as good as unique.
_DIGITS: Final = 16


def bibtex(cited: Iterable[Cited], language: Language = "en", *, bare: bool = False) -> str:
    """The entries with a blank line between them; what is cited twice has one entry."""
    entries = {key_of(one): _entry(one, language, bare) for one in cited}
    return "\n\n".join(entries.values())


def key_of(cited: Cited) -> str:
    """The key of an entry: the same for a figure over all versions, and another for each release it is cited from.

    It is made of letters, digits, - and _ alone: everything else means something to some program.
    """
    key = f"{cited.kind}_{cited.key[:_DIGITS]}"
    if cited.standing == "released" and cited.release:
        key += "_" + re.sub(r"[^A-Za-z0-9-]", lambda found: f"u{ord(found[0]):x}", cited.release)
    return key


def escaped(text: str) -> str:
    r"""Text as TeX prints it, on one line.

    >>> escaped("50% of {A}_1 & B\\C")
    '50\\% of \\textbraceleft{}A\\textbraceright{}\\_1 \\& B\\textbackslash{}C'
    """
    return one_line(text).translate(_WRITTEN)


def _entry(cited: Cited, language: Language, bare: bool) -> str:
    address = address_of(cited)
    kind = "online" if address else "misc"
    fields = "".join(f",\n  {name} = {{{value}}}" for name, value in _fields(cited, language, bare))
    return f"@{kind}{{{key_of(cited)}{fields}\n}}"


def _fields(cited: Cited, language: Language, bare: bool) -> Iterator[tuple[str, str]]:
    publisher = publisher_of(cited)
    names = cited.authors or ((publisher,) if publisher else ())
    if names:
        # each in braces of its own: a name is not to be cut at its spaces, nor the list at an "and" within one
        yield "author", " and ".join(f"{{{escaped(name)}}}" for name in names)
    yield "title", f"{{{escaped(cited.title) if cited.title else words(language)['no_title']}}}"
    if publisher and cited.authors:
        yield "organization", escaped(publisher)
    if day := day_of(cited.published):
        yield "date", day
        yield "year", day[:4]
    if address := address_of(cited):
        yield "url", "".join(_IN_ADDRESS.get(character, character) for character in address)
        if when := cited.crawled_at or cited.read_at:
            yield "urldate", f"{when:%Y-%m-%d}"
    else:
        place = words(language)["file"].format(place=one_line(cited.location))
        yield "howpublished", escaped(place)
    if not bare:
        yield "note", escaped(evidence(cited, language))
