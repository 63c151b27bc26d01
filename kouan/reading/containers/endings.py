"""Names of files in, whether they are opened for what is in them out. Nothing is imported for it: most runs open none."""

from __future__ import annotations

from typing import Final

#: Parts a container from the name of a member.
INSIDE: Final = "!/"

#: What the end of a name says: the kind of packing, and what the file is called unpacked.
PACKED: Final = {
    ".gz": ("gzip", ""),
    ".tgz": ("gzip", ".tar"),
    ".bz2": ("bzip2", ""),
    ".tbz2": ("bzip2", ".tar"),
    ".tbz": ("bzip2", ".tar"),
    ".xz": ("xz", ""),
    ".txz": ("xz", ".tar"),
}
ARCHIVES: Final = (".zip", ".tar")
LINES: Final = (".jsonl", ".ndjson")
#: A table is looked into: one with a column of articles gives its rows, anything else is the document that it is.
TABLES: Final = (".csv", ".tsv")
#: XML is looked into: a feed gives its entries, anything else is the document that it is.
FEEDS: Final = (".xml", ".rss", ".atom", ".rdf")
WEB: Final = (".warc", ".warc.gz", ".warc.wet.gz")
WORD: Final = ".docx"
PDF: Final = ".pdf"
BOOK: Final = ".epub"
#: The last part of every ending above: two million names are looked at in one run.
LAST: Final = frozenset(
    ending.rpartition(".")[2]
    for ending in (*PACKED, *ARCHIVES, *LINES, *TABLES, *FEEDS, *WEB, WORD, PDF, BOOK)
)


def is_container(name: str) -> bool:
    """Whether a file is opened for what is in it, by its name.

    >>> is_container("in/A.TAR.GZ"), is_container("in/a.html"), is_container("zip")
    (True, False, False)
    """
    _, point, last = name.rpartition(".")
    return last.lower() in LAST and bool(point)
