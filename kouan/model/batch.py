"""Documents as bytes, many at once: joined bytes with bounds in arrays."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Final, Self
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

Offsets = npt.NDArray[np.int64]

#: Documents of so many bytes make a batch. What each rule costs whatever it finds is paid once for them: half as many are
#: cleaned an eighth more slowly, twice as many no faster, since their arrays outgrow the processor's memory.
BATCH_BYTES: Final = 2 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """Where one document came from.

    `location` is the canonical URL where known, else the input's name and the path below its root.
    """

    location: str
    url: str | None = None
    crawled_at: str | None = None
    source: str | None = None
    #: How the bytes become text, as `kouan.reading.forms` names it; empty for a text as it stands.
    read_as: str = ""
    #: Where it was found, where its location is its address.
    place: str = ""

    @property
    def site(self) -> str:
        """Whose frame the page bears: its row of sources.csv; under the row for the rest its host, or its folder.

        Folders that are named by a date alone part no sites.

        >>> Source("inbox/a/1.txt", source="inbox/*").site, Source("https://a.cn/1.htm", source="*").site
        ('inbox/*', 'a.cn')
        >>> Source("inbox/a/2019-03/02/1.txt").site, Source("1.txt").site
        ('inbox/a', '.')
        """
        if self.source and self.source.strip("*"):
            return self.source
        try:
            host = urlsplit(self.url or self.location).hostname
        except ValueError:  # a location that only looks like an address
            host = None
        if host:
            return host
        folder = PurePosixPath(self.location).parent
        while folder.name and not folder.name.strip("0123456789-_."):
            folder = folder.parent
        return str(folder)


@dataclass(frozen=True, slots=True)
class Batch:
    """About 2 MB of documents: their bytes joined, `bounds` (n + 1 offsets in bytes) between them."""

    data: bytes
    bounds: Offsets
    sources: tuple[Source, ...]
    digests: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, documents: Iterable[tuple[Source | str, bytes]]) -> Self:
        """Join documents; a plain string stands for a `Source` with that location."""
        sources, raws = [], []
        for source, raw in documents:
            sources.append(Source(source) if isinstance(source, str) else source)
            raws.append(raw)
        bounds = np.zeros(len(raws) + 1, np.int64)
        np.cumsum([len(raw) for raw in raws], out=bounds[1:])
        digests = tuple(hashlib.sha256(raw).hexdigest() for raw in raws)
        return cls(b"".join(raws), bounds, tuple(sources), digests)

    def __len__(self) -> int:
        return len(self.sources)

    def under(self, sources: Mapping[str, str | None]) -> Self:
        """The same documents, each under the source that is said for its location."""
        named = tuple(replace(one, source=sources[one.location]) for one in self.sources)
        return replace(self, sources=named)

    def raw(self, document: int) -> bytes:
        """The bytes of one document."""
        return self.data[self.bounds[document] : self.bounds[document + 1]]

    def raws(self) -> Iterator[bytes]:
        """The bytes of each document, in order."""
        return (self.raw(document) for document in range(len(self)))

    def document_id(self, document: int) -> str:
        """sha256 of the document's bytes, in hexadecimal."""
        return self.digests[document]
