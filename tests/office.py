"""Word documents and PDF files for the tests, written by hand."""

from __future__ import annotations

from archives import zipped

NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="m"'


def word(body: str, **more: bytes) -> bytes:
    """A .docx file around the inside of w:body."""
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode(), **more})


def paragraph(*runs: str) -> str:
    inside = "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>{inside}</w:p>"


def pdf(*pages: list[str], predefined: bool = True, password: bool = False) -> bytes:
    """A PDF file with lines of Chinese text, by a predefined font or one with its own table of characters."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    signs = sorted({sign for page in pages for line in page for sign in line})
    codes = {sign: number for number, sign in enumerate(signs, 1)}
    kids = []
    for page in pages:
        shown = []
        for number, line in enumerate(page):
            said = (
                line.encode("utf-16-be")
                if predefined
                else b"".join(codes[one].to_bytes(2, "big") for one in line)
            )
            shown.append(f"1 0 0 1 72 {720 - 20 * number} Tm <{said.hex()}> Tj")
        content = f"BT /F1 12 Tf {' '.join(shown)} ET".encode() if page else b""
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 FONT 0 R >> >> >>" % len(objects)
        )
    font = len(objects) + 1
    descendant = b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>"
    if predefined:
        objects += [
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [%d 0 R] >>"
            % (font + 1),
            descendant,
        ]
    else:
        table = "\n".join(
            f"<{code:04x}> <{sign.encode('utf-16-be').hex()}>" for sign, code in codes.items()
        )
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange"
            f" <0000> <ffff> endcodespacerange {len(codes)} beginbfchar\n{table}\nendbfchar endcmap end end"
        ).encode()
        objects += [
            b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>"
            % (font + 1, font + 2),
            descendant,
            b"<< /Length %d >> stream\n%s\nendstream" % (len(cmap), cmap),
        ]
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    whole, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, one.replace(b"FONT 0 R", b"%d 0 R" % font))
    start = len(whole)
    whole += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    whole += b"".join(b"%010d 00000 n \n" % place for place in places)
    return whole + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
