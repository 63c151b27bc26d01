"""An EPUB file in, a document for each chapter of its reading order out; covers, tables of contents and notes beside it are none."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO, Final
from urllib.parse import unquote

from kouan.reading.containers.found import Fault, Found, Meter
from kouan.reading.containers.zipped import DAMAGE, members, read_entry
from kouan.reading.decoding import decode
from kouan.reading.tags import attributes_of, tokens

CONTAINER: Final = "META-INF/container.xml"
ENCRYPTION: Final = "META-INF/encryption.xml"
#: What a chapter is written in.
PAGES: Final = ("application/xhtml+xml", "text/html", "application/xml", "text/xml")
PROTECTED: Final = "is protected by its seller; export it as HTML or plain text"
_BODY: Final = re.compile(rb"<body\b[^<>]*+>(.*)", re.IGNORECASE | re.DOTALL)
_TAGS: Final = re.compile(rb"<[^<>]*+>|&nbsp;|&#160;|\s")


class NoBookError(Exception):
    """A zip file that does not say in which order it is read."""


def book_contents(stream: IO[bytes], meter: Meter) -> Iterator[Found | Fault]:
    """The chapters of a book, an article each where a paper or a periodical was saved so, in the order of its spine."""
    try:
        archive = zipfile.ZipFile(stream)
        (spine, absent), protected = _spine(archive, meter), _protected(archive, meter)
    except (*DAMAGE, NoBookError) as error:
        said = f"is no whole EPUB file ({error}); fetch it again, or save it as HTML"
        yield Fault("", "corrupt", said, ends=True)
        return
    for place in absent:
        yield Fault(
            place, "corrupt", "is not in the book, which names it as a chapter; fetch it again"
        )
    for one in members(archive, meter, spine):
        if isinstance(one, Fault):
            yield one
        elif archive.infolist()[one.steps[0].at].filename in protected:
            yield Fault(one.name, "encrypted", PROTECTED)
        elif _has_text(one.raw):
            yield one


def _spine(archive: zipfile.ZipFile, meter: Meter) -> tuple[list[int], list[str]]:
    """The numbers of the entries that are read one after the other, each once; the places of those that are not there.

    Raises:
        NoBookError: the book does not say.
    """
    rootfiles = _told(_text(archive, CONTAINER, meter), "rootfile", "full-path")
    if not rootfiles:
        raise NoBookError(f"{CONTAINER} names no package")
    package, folder = _text(archive, rootfiles[0], meter), posixpath.dirname(rootfiles[0])
    items: dict[str, Mapping[str, str]] = {}
    order: list[str] = []
    for token in tokens(package, 0):
        name = token.name.rpartition(":")[2]
        told = attributes_of(token) if name in ("item", "itemref") else {}
        if name == "item" and "id" in told:
            items.setdefault(told["id"], told)
        elif name == "itemref" and told.get("linear", "yes") != "no":
            order.append(told.get("idref", ""))
    numbers = {info.filename: number for number, info in enumerate(archive.infolist())}
    read: dict[int, None] = {}
    absent: dict[str, None] = {}
    for id_ in order:
        item = items.get(id_, {})
        is_page = item.get("media-type", PAGES[0]) in PAGES
        if not is_page or "nav" in item.get("properties", "").split():
            continue
        href = unquote(item.get("href", "").partition("#")[0])
        place = posixpath.normpath(posixpath.join(folder, href))
        if place in numbers:
            read[numbers[place]] = None
        elif href:
            absent[place] = None
    if not read:
        raise NoBookError(f"{rootfiles[0]} names no chapter")
    return [*read], [*absent]


def _protected(archive: zipfile.ZipFile, meter: Meter) -> frozenset[str]:
    """The entries that are encrypted; fonts often are, by those who make free books too."""
    if ENCRYPTION not in archive.namelist():
        return frozenset()
    told = _told(_text(archive, ENCRYPTION, meter), "cipherreference", "uri")
    return frozenset(map(unquote, told))


def _told(text: str, element: str, attribute: str) -> list[str]:
    """An attribute of all elements of a name."""
    found = (
        attributes_of(token).get(attribute)
        for token in tokens(text, 0)
        if token.name.rpartition(":")[2] == element
    )
    return [one for one in found if one]


def _text(archive: zipfile.ZipFile, name: str, meter: Meter) -> str:
    """An entry that says what the others are.

    Raises:
        NoBookError: there is none, or it is no such text.
    """
    number = next((n for n, one in enumerate(archive.infolist()) if one.filename == name), None)
    if number is None:
        raise NoBookError(f"it holds no {name}")
    info = archive.infolist()[number]
    if meter.beyond("", info.file_size, info.compress_size):
        raise NoBookError(f"{name} is too large")
    meter.bytes(info.file_size)
    return decode(read_entry(archive, number, info.file_size)).text


def _has_text(raw: bytes) -> bool:
    """Whether a chapter says anything: a cover is a picture."""
    body = _BODY.search(raw)
    return bool(_TAGS.sub(b"", body[1] if body else raw))
