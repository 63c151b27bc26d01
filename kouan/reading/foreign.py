"""The head of a file in, the format it is in out, where that is one whose letters are no text before they are unpacked."""

from __future__ import annotations

import re
from typing import Final

#: How much of a file says what it is.
HEAD: Final = 4096
RTF: Final = b"{\\rtf"
#: The head of a zip file, and what stands in that of an EPUB file.
ZIP: Final = b"PK\x03\x04"
EPUB: Final = b"mimetypeapplication/epub+zip"
#: A field of a letter, and the field that says that its text is packed.
FIELD: Final = re.compile(rb"(?:From \S|[A-Za-z][A-Za-z-]*: )")
PACKING: Final = re.compile(
    rb"^content-transfer-encoding:[ \t]*([\w-]+)", re.IGNORECASE | re.MULTILINE
)


def foreign(raw: bytes) -> str | None:
    """What a file is and what would be right, where it is read as a text and is none; else None.

    >>> foreign(RTF + b"1 ...")
    'is an RTF file, which is not read; save it as .docx or as plain text'
    >>> foreign("2023年，口岸过货量3万吨。".encode())
    """
    if raw.startswith(RTF):
        return "is an RTF file, which is not read; save it as .docx or as plain text"
    if raw.startswith(ZIP) and EPUB in raw[:HEAD]:
        return "is an EPUB file, which is read when its name ends so; name it .epub"
    # the first part decides: a picture behind a readable letter is packed as well
    packing = PACKING.search(raw[:HEAD]) if FIELD.match(raw) else None
    if packing and packing[1].lower() == b"base64":
        return "is mail with its text packed in base64, which is not read; save the letters as plain text or HTML"
    return None
