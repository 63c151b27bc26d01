"""What a document says of its own encoding: bytes in, the codec that a mark or a declaration names out."""

from __future__ import annotations

import codecs
import re
from typing import Final

import numpy as np

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

#: A declaration stands in the first kilobyte by the rule of HTML; pages put scripts and styles before it.
HEAD: Final = 4096

_COMMENT: Final = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_XML: Final = re.compile(
    rb"\s{0,9}<\?xml\s[^>]{0,200}?\bencoding\s{0,4}=\s{0,4}[\"']([\w.:-]{3,20})[\"']", re.IGNORECASE
)
_META: Final = re.compile(rb"<meta\s([^>]{5,400})>", re.IGNORECASE)
_STYLE: Final = re.compile(rb"@charset \"([\w.:-]{3,20})\";")
#: An attribute of a tag, its value with or without quotes.
_ATTRIBUTE: Final = re.compile(
    rb"([\w-]{1,30})\s{0,4}=\s{0,4}(?:\"([^\"]{0,300})\"|'([^']{0,300})'|([^\s\"'>]{1,300}))"
)
_CHARSET: Final = re.compile(rb"charset\s{0,4}=\s{0,4}[\"']?([\w.:-]{3,20})", re.IGNORECASE)

#: The labels of the encodings that kouan can read or name (WHATWG Encoding Standard, §4.2), and those of old pages.
_LABELS: Final = {
    label: codec
    for codec, labels in {
        "utf-8": "utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8",
        "gb18030": "gb18030 gbk x-gbk gb2312 gb_2312 gb_2312-80 csgb2312 chinese iso-ir-58 cp936 ms936 windows-936",
        "big5hkscs": "big5 big5-hkscs big5hkscs cn-big5 csbig5 x-x-big5 cp950 windows-950",
        "hz": "hz hz-gb-2312",
        "euc-tw": "euc-tw x-euc-tw cns11643",
        "cp1252": "windows-1252 cp1252 iso-8859-1 iso8859-1 iso_8859-1 latin1 l1 us-ascii ascii",
        "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
        "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 csshiftjis windows-31j",
        "cp949": "euc-kr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
    }.items()
    for label in labels.split()
}


def marked(raw: bytes) -> str | None:
    r"""The codec that a byte order mark names.

    >>> marked("\ufeff口".encode("utf-16-le")), marked("口".encode())
    ('utf-16-le', None)
    """
    for mark, codec in _MARKS:
        # the mark of UTF-32 is that of UTF-16 with a zero behind it
        if raw.startswith(mark) and (
            not codec.startswith("utf-32") or len(raw) % 4 == 0 or wide_codec(raw) == codec
        ):
            return codec
    return None


def wide_codec(raw: bytes) -> str | None:
    """UTF-32 without a byte order mark: every fourth byte is zero, and hardly a pair before it exceeds the planes.

    >>> wide_codec("口岸".encode("utf-32-be")), wide_codec("口岸".encode("utf-16-be"))
    ('utf-32-be', None)
    """
    size = min(len(raw), HEAD) & ~3
    if size < 8:
        return None
    planes = np.frombuffer(raw[:size], np.uint8).reshape(-1, 4)
    for codec, top, plane, low in (("utf-32-le", 3, 2, (0, 1)), ("utf-32-be", 0, 1, (2, 3))):
        if not planes[:, top].any() and (planes[:, plane] <= 0x10).all() and planes[:, low].any():
            return codec
    return None


def declared(raw: bytes) -> str | None:
    """The codec that the head of a page declares, in an XML prolog, a meta tag or a style sheet; None: none we know.

    What stands in a comment, in the text or in another tag (`<script charset=…>`) declares nothing.

    >>> declared(b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">')
    'gb18030'
    >>> declared(b"<!-- <meta charset=gbk> --><meta charset='big5'>"), declared(b"it says charset=gbk")
    ('big5hkscs', None)
    """
    head = raw[:HEAD]
    if b"<" not in head and b"@" not in head:
        return None
    if found := _XML.match(head) or _STYLE.match(head):
        return _LABELS.get(found[1].decode("latin-1").lower())
    for tag in _META.finditer(_COMMENT.sub(b"", head)):
        attributes = {
            found[1].lower(): found[2] or found[3] or found[4] or b""
            for found in _ATTRIBUTE.finditer(tag[1])
        }
        label = attributes.get(b"charset")
        if label is None and attributes.get(b"http-equiv", b"").lower() == b"content-type":
            said = _CHARSET.search(attributes.get(b"content", b""))
            label = said[1] if said else None
        if label is not None:
            return _LABELS.get(label.strip().decode("latin-1").lower())
    return None
