"""A stream of packed bytes in, the stream unpacked and metered out: gzip, bzip2, xz."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from typing import IO, Any, Final

from kouan.reading.containers.found import Fault, LimitError, Meter

#: What unpacking raises on bytes that are not what they should be.
DAMAGE: Final = (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError)

#: More than this is never asked for at once by an archive that means well: its headers are short.
MOST_AT_ONCE: Final = 64 << 20
CHUNK: Final = 1 << 18
#: The dictionary of an xz file may ask for memory; xz -9 asks for 65 MB.
XZ_MEMORY: Final = 256 << 20


def broken(error: BaseException) -> Fault:
    """The fault of a stream that gave some of what it holds before it raised this."""
    said = f"is damaged or breaks off ({error}); what stands before is read. Fetch or pack it anew"
    return Fault("", "corrupt", said, ends=True)


class Xz(io.RawIOBase):
    """The unpacked bytes of an xz or lzma file, in bounded memory, which `lzma.open` does not offer."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._begin()
        self._at = 0

    def _begin(self) -> None:
        self._reader = lzma.LZMADecompressor(memlimit=XZ_MEMORY)
        self._is_fresh = True

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """Up to so many bytes; none at the end.

        Raises:
            EOFError: the file breaks off.
            LZMAError: it is damaged.
        """
        wanted = CHUNK if size is None or size < 0 else size
        while wanted:
            packed = b""
            if self._reader.eof:
                rest = self._reader.unused_data.lstrip(b"\0") or self._stream.read(CHUNK).lstrip(
                    b"\0"
                )
                if not rest:
                    return b""
                self._begin()
                packed = rest
            elif self._reader.needs_input:
                packed = self._stream.read(CHUNK)
                if not packed:
                    raise EOFError("it breaks off")
            raw = self._reader.decompress(packed, wanted)
            if raw:
                self._at += len(raw)
                return raw
        return b""

    def tell(self) -> int:
        """Bytes given so far."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a byte; back means from the beginning."""
        if whence != io.SEEK_SET:
            raise io.UnsupportedOperation("only from the beginning")
        if offset < self._at:
            self._stream.seek(0)
            self._begin()
            self._at = 0
        while self._at < offset and self.read(min(CHUNK, offset - self._at)):
            pass
        return self._at


UNPACKERS: Final[dict[str, Callable[[IO[bytes]], Any]]] = {
    "gzip": lambda stream: gzip.GzipFile(fileobj=stream),
    "bzip2": bz2.BZ2File,
    "xz": Xz,
}


class Metered(io.RawIOBase):
    """A stream that is read from its beginning to its end, with what it gives counted.

    `packed` is the stream behind it when it unpacks; its position says how much the bytes have grown.
    """

    def __init__(self, stream: IO[bytes], meter: Meter, packed: IO[bytes] | None = None) -> None:
        super().__init__()
        self._stream, self._meter, self._packed = stream, meter, packed
        self._at = 0
        #: What was read last.
        self.last = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Forward."""
        return True

    @property
    def is_unpacking(self) -> bool:
        """Whether the bytes are those of a packed stream."""
        return self._packed is not None

    def tell(self) -> int:
        """Bytes given so far."""
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes, fewer only at the end.

        Raises:
            LimitError: too much is asked for, or came out.
        """
        if size is None or size < 0:
            raise io.UnsupportedOperation("how much is to be said")
        if size > MOST_AT_ONCE + self._meter.limits.size:
            raise LimitError(
                "bomb",
                f"a header of it claims {size:,} bytes; nothing more of it is read. Pack it anew",
            )
        parts, left = [], size
        while left:
            part = self._stream.read(min(left, CHUNK))
            if not part:
                break
            parts.append(part)
            left -= len(part)
            self._at += len(part)
            if self._packed is not None:
                self._meter.bytes(len(part))
                if said := self._meter.swollen(self._at, self._packed.tell()):
                    raise LimitError("bomb", said)
        self.last = b"".join(parts)
        return self.last

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go forward to a byte."""
        if whence != io.SEEK_SET or offset < self._at:
            raise io.UnsupportedOperation("only forward")
        if self._packed is None:
            self._at = self._stream.seek(offset)
        while self._at < offset and self.read(min(CHUNK, offset - self._at)):
            pass
        return self._at
