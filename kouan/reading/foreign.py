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
#: The head of a compound file: .doc, .xls, .ppt, .wps, .msg of old offices.
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: A member in the head of a zip file that an office wrote, and what the file is by its folder.
MEMBER: Final = re.compile(rb"PK\x03\x04.{26}(xl|ppt|word)/", re.DOTALL)
OFFICE: Final = {
    b"xl": "is a spreadsheet, which is not read; save its sheets as CSV",
    b"ppt": "is a file of slides, which is not read; save it as PDF or plain text",
    b"word": "is a Word file, which is read when its name ends so; name it .docx",
}
PDF: Final = b"%PDF-"
#: A field of a letter, and the field that says that its text is packed.
FIELD: Final = re.compile(rb"(?:From \S|[A-Za-z][A-Za-z-]*: )")
PACKING: Final = re.compile(
    rb"^content-transfer-encoding:[ \t]*([\w-]+)", re.IGNORECASE | re.MULTILINE
)
#: A line of quoted-printable that ends inside a character: what stands before and behind it is no text.
BROKEN_OFF: Final = re.compile(rb"=[0-9A-F]{2}=[ \t]{0,8}\r?\n")


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
    if raw.startswith(COMPOUND):
        return "is a file of an old office (.doc, .xls, .ppt, .wps), which is not read; save it as .docx, CSV or plain text"
    if raw.startswith(PDF):
        return "is a PDF file, which is read when its name ends so; name it .pdf"
    if raw.startswith(ZIP) and (member := MEMBER.search(raw[:HEAD])):
        return OFFICE[member[1]]
    # the first part decides: a picture behind a readable letter is packed as well
    packing = PACKING.search(raw[:HEAD]) if FIELD.match(raw) else None
    if packing and packing[1].lower() == b"base64":
        return "is mail with its text packed in base64, which is not read; save the letters as plain text or HTML"
    if packing and packing[1].lower() == b"quoted-printable" and BROKEN_OFF.search(raw[:HEAD]):
        return "is mail or a saved page with its text in quoted-printable, which is not read; save it as plain text or HTML"
    return None
