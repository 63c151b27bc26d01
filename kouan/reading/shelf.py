"""Inputs that stand inside files in, their bytes out; the files stay open from one to the next."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from contextlib import ExitStack
from typing import IO, Any, Final

from kouan.reading.containers.compressed import UNPACKERS
from kouan.reading.containers.found import Step
from kouan.reading.inputs import Failure, Input, too_large
from kouan.reading.opening import open_regular

#: So many containers stay open.
OPEN: Final = 4

#: Gives the bytes that one step leads to.
Taker = Callable[[Step], bytes]


class UnopenedError(Exception):
    """A file that cannot be opened, with the failure that this is."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.detail)
        self.failure = failure


class Shelf:
    """Containers that are open, the last few of them.

    A packed archive is unpacked forward, so that members read in its order cost one unpacking and not
    one each. Not to be shared between threads.
    """

    def __init__(self) -> None:
        self._takers: OrderedDict[tuple[Any, ...], tuple[Taker, ExitStack]] = OrderedDict()

    def close(self) -> None:
        """Close every file."""
        while self._takers:
            _, (_, closing) = self._takers.popitem()
            closing.close()

    def read(self, entry: Input, max_size: int) -> bytes | Failure:
        """The bytes of a member, as they were when it was listed; else a failure."""
        member = entry.member
        if member is None or not member.steps:
            raise ValueError(f"{entry.location}: stands in no file; read it as a file")
        if entry.size > max_size:
            return too_large(entry.location, entry.size, max_size)
        try:
            raw = self._take(entry, member.steps)
        except UnopenedError as error:
            return error.failure
        except ImportError as error:
            return Failure(
                entry.location, "not_installed", f"{entry.location}: {error}; install what reads it"
            )
        except Exception:  # warcio raises plain ones; the bytes are not those that were listed
            raw = b""
        if hashlib.sha256(raw).hexdigest() != member.document_id:
            return Failure(
                entry.location,
                "changed",
                f"{entry.location}: the file was changed since it was listed; run again",
            )
        return raw

    def original(self, entry: Input) -> bytes | None:
        """The file that the bytes of an input were taken from, where they are neither it nor a part of it.

        None too where the file cannot be read any more.
        """
        member = entry.member
        if member is None or not (member.read_as == "docx" or member.steps[-1:] == (Step("pdf"),)):
            return None
        try:
            with ExitStack() as closing:
                return self._stream(entry, member.steps[:-1], closing).read()
        except Exception:  # it is kept where it can be had
            return None

    def _take(self, entry: Input, steps: tuple[Step, ...]) -> bytes:
        *before, last = steps
        key = (str(entry.file), entry.modified_ns, entry.changed_ns, tuple(before), last.kind)
        if key not in self._takers:
            closing = ExitStack()
            try:
                stream = self._stream(entry, tuple(before), closing)
                self._takers[key] = (_taker(stream, last, closing, entry.size), closing)
            except BaseException:
                closing.close()
                raise
            while len(self._takers) > OPEN:
                _, (_, oldest) = self._takers.popitem(last=False)
                oldest.close()
        self._takers.move_to_end(key)
        return self._takers[key][0](last)

    def _stream(self, entry: Input, steps: tuple[Step, ...], closing: ExitStack) -> IO[bytes]:
        """The stream that steps lead to: the file, one unpacked, or a member that is a container."""
        if not steps:
            stream = open_regular(entry)
            if isinstance(stream, Failure):
                raise UnopenedError(stream)
            return closing.enter_context(stream)
        unpacker = UNPACKERS.get(steps[-1].kind)
        if unpacker is None:
            return io.BytesIO(self._take(entry, steps))
        inner: IO[bytes] = closing.enter_context(unpacker(self._stream(entry, steps[:-1], closing)))
        return inner


def _taker(stream: IO[bytes], step: Step, closing: ExitStack, most: int) -> Taker:
    if step.kind == "zip":
        from kouan.reading.containers.zipped import read_entry

        archive = closing.enter_context(zipfile.ZipFile(stream))
        return lambda step: read_entry(archive, step.at, step.size)
    if step.kind == "warc":
        from kouan.reading.containers.warc import read_record

        return lambda step: read_record(stream, step)
    if step.kind == "pdf":
        from kouan.reading.containers.office import pdf_text

        return lambda _: pdf_text(stream, most)
    return lambda step: _sliced(stream, step)


def _sliced(stream: IO[bytes], step: Step) -> bytes:
    stream.seek(step.at)
    parts, left = [], step.size
    while left and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
