"""A .docx or PDF file in, the one document that it is out: its XML, or the text taken from its pages."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from typing import IO, Final

from kouan.reading.containers.found import Fault, Found, LimitError, Meter, Step, plain
from kouan.reading.containers.zipped import DAMAGE, ENCRYPTED, read_entry
from kouan.reading.word_document import MEMBER

MISSING: Final = (
    "is a PDF file, and pypdf is not installed; install it with `pip install 'kouan[pdf]'`"
)
#: The head of the files that Word encrypts: no zip file, but one of its old containers.
OLD_CONTAINER: Final = b"\xd0\xcf\x11\xe0"


def word_contents(stream: IO[bytes], meter: Meter) -> Iterator[Found | Fault]:
    """The text of a Word document, in the XML that it is packed in."""
    meter.member()
    if fault := _beyond(stream, meter):
        yield fault
        return
    head = stream.read(4)
    stream.seek(0)
    if head == OLD_CONTAINER:
        yield Fault(
            "",
            "encrypted",
            "is encrypted, or an old .doc; save it as .docx without a password",
            ends=True,
        )
        return
    try:
        archive = zipfile.ZipFile(stream)
        number = next(
            (n for n, one in enumerate(archive.infolist()) if one.filename == MEMBER), None
        )
        if number is None:
            raise zipfile.BadZipFile(f"it holds no {MEMBER}")
        info = archive.infolist()[number]
        if info.flag_bits & ENCRYPTED:
            yield Fault("", "encrypted", "is encrypted; save it without a password", ends=True)
            return
        if fault := meter.beyond("", info.file_size, info.compress_size):
            yield fault._replace(ends=True)
            return
        meter.bytes(info.file_size)
        raw = read_entry(archive, number, info.file_size)
    except DAMAGE as error:
        yield Fault("", "corrupt", f"is no whole Word document ({error}); save it anew", ends=True)
        return
    yield Found("", raw, (Step("zip", number, info.file_size),), read_as="docx")


def pdf_contents(stream: IO[bytes], meter: Meter) -> Iterator[Found | Fault]:
    """The text of a PDF file, its pages one after the other."""
    meter.member()
    if fault := _beyond(stream, meter):
        yield fault
        return
    try:
        raw = pdf_text(stream, meter.limits.size)
    except ImportError:
        yield Fault("", "not_installed", MISSING, ends=True)
    except PasswordError:
        said = "is encrypted; save it without a password"
        yield Fault("", "encrypted", said, ends=True)
    except LimitError as error:
        yield Fault("", error.reason, str(error), ends=True)
    except Exception as error:  # whatever a damaged file makes its reader raise
        said = f"is no whole PDF file ({plain(error)}); fetch it again"
        yield Fault("", "corrupt", said, ends=True)
    else:
        if raw.strip():
            yield Found("", raw, (Step("pdf"),))
        else:
            said = "holds no text: its pages are pictures; run a recognition of characters over it first"
            yield Fault("", "no_text", said, ends=True)


def _beyond(stream: IO[bytes], meter: Meter) -> Fault | None:
    """A fault where the file itself is larger than a document may be: it is kept as it stands."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    fault = meter.beyond("", size)
    return fault and fault._replace(ends=True)


class PasswordError(Exception):
    """A file that opens with its password only."""


def pdf_text(stream: IO[bytes], most: int) -> bytes:
    """The text of a PDF file in UTF-8, a line break between its pages.

    Raises:
        ImportError: pypdf is not installed.
        PasswordError: the file opens with its password only.
        LimitError: the text is longer than so many bytes.
        Exception: what a damaged file makes its reader raise.
    """
    from pypdf import PasswordType, PdfReader

    logger = logging.getLogger("pypdf")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False  # what it warns of is a finding, or no matter
    stream.seek(0)
    reader = PdfReader(stream)
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise PasswordError
    pages: list[bytes] = []
    size = 0
    for page in reader.pages:
        pages.append(page.extract_text().strip().encode("utf-8", "replace"))
        size += len(pages[-1])
        if size > most:
            raise LimitError(
                "too_large",
                f"its text is longer than {most:,} bytes; split it, or raise --max-size",
            )
    return b"\n".join(pages) + b"\n" if size else b""
