"""Word documents and PDF files are read for their text; the XML of the one leads back to its bytes."""

from __future__ import annotations

import io
import random
import sys
from pathlib import Path

import pytest
from archives import encrypted, zipped
from hypothesis import given
from hypothesis import strategies as st
from office import paragraph, pdf, word

from kouan.gathering import gather
from kouan.reading import forms
from kouan.reading.containers.found import Limits
from kouan.reading.sources import Failure, Input, Opening, list_inputs, read_batch
from kouan.stages import process

LINES = ["拱北口岸通报客流", "2019年3月，拱北口岸客流10万人次，同比增长5.7%。"]


def listed(folder: Path, name: str, raw: bytes, **limits: int) -> tuple[list[Input], list[Failure]]:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(raw)
    return list_inputs([str(folder)], folder.parent, Opening(Limits(**limits)))


def test_a_word_document_reads_as_its_paragraphs_and_leads_back_to_its_xml(tmp_path: Path) -> None:
    body = paragraph("拱北口岸", "通报客流") + paragraph(
        "2019年3月，拱北口岸客流10万", "人次，A&amp;B。"
    )
    inputs, failures = listed(tmp_path / "in", "a.docx", word(body))
    assert ([one.location for one in inputs], failures) == (["in/a.docx"], [])
    batch, _ = read_batch(inputs, 1 << 20)
    assert batch.raw(0).startswith(b"<?xml")
    (document,) = process(batch, gather()).documents
    assert (
        document.cleaned.decoding.text
        == "拱北口岸通报客流\n2019年3月，拱北口岸客流10万人次，A&B。\n"
    )
    assert document.cleaned.ledger.rebuild(document.cleaned.clean) == document.raw
    (story,) = document.stories
    figure = story.metrics[0]
    span = document.raw[slice(*document.cleaned.origin(figure.start, figure.end))].decode()
    assert span.startswith("10万<")
    assert span.endswith(">人次")


def test_tabs_and_breaks_are_read_and_deleted_text_codes_and_second_copies_are_not() -> None:
    run = "<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t></w:r>"
    gone = "<w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r>"
    twice = "<mc:AlternateContent><mc:Choice><w:t>框</w:t></mc:Choice><mc:Fallback><w:t>框</w:t></mc:Fallback></mc:AlternateContent></w:p>"
    xml = f"<w:document>{run}{gone}{twice}<w:p/></w:document>".encode()
    decoding = forms.read(xml, "docx")
    assert (decoding.text, decoding.rebuild()) == ("一\t二\n三框\n", xml)


@given(st.lists(st.sampled_from(["<w:p>", "</w:p>", "<w:t>", "</w:t>", "<w:br/>", "<w:tab/>", "口岸", "&amp;", "<mc:Fallback>", "</mc:Fallback>", "<", "<w:tabs>"]), max_size=25))  # fmt: skip
def test_the_bytes_of_any_word_document_come_back(parts: list[str]) -> None:
    raw = "".join(parts).encode()
    assert forms.read(raw, "docx").rebuild() == raw


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"PK\3\4", "corrupt"),
        (zipped({"a.txt": b"x"}), "corrupt"),
        (encrypted(word(paragraph("x"))), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted"),
        (word("x" * 3_000_000), "too_large"),
    ],
)
def test_a_bad_word_document_is_a_finding(tmp_path: Path, raw: bytes, reason: str) -> None:
    inputs, failures = listed(tmp_path / "in", "a.docx", raw, size=1 << 21)
    assert (inputs, [(one.location, one.reason) for one in failures]) == (
        [],
        [("in/a.docx", reason)],
    )


def test_a_word_document_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    _, failures = listed(tmp_path / "in", "a.docx", word("x" * 20_000_000))
    assert [one.reason for one in failures] == ["bomb"]


def test_word_and_pdf_are_read_in_archives(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    archive = zipped({"a.docx": word(paragraph("一")), "b.pdf": pdf(["二"])})
    inputs, failures = listed(tmp_path / "in", "a.zip", archive)
    assert [one.location for one in inputs] == ["in/a.zip!/a.docx", "in/a.zip!/b.pdf"]
    batch, unread = read_batch(inputs, 1 << 20)
    assert (failures, unread, batch.raw(1)) == ([], [], "二\n".encode())


@pytest.mark.parametrize("predefined", [True, False])
def test_the_text_of_a_pdf_file_is_a_document(tmp_path: Path, predefined: bool) -> None:
    pytest.importorskip("pypdf")
    inputs, failures = listed(
        tmp_path / "in", "a.pdf", pdf(LINES, ["第二页。"], predefined=predefined)
    )
    assert ([one.location for one in inputs], failures) == (["in/a.pdf"], [])
    batch, unread = read_batch(inputs, 1 << 20)
    assert (batch.raw(0).decode(), unread) == ("\n".join([*LINES, "第二页。", ""]), [])


def test_a_pdf_file_of_pictures_is_a_finding(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    inputs, failures = listed(tmp_path / "in", "a.pdf", pdf([], []))
    assert (inputs, [one.reason for one in failures]) == ([], ["no_text"])
    assert "recognition" in failures[0].detail


def test_a_pdf_file_with_a_password_and_a_damaged_one_are_findings(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(LINES)))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    assert [one.reason for one in listed(tmp_path / "in", "a.pdf", locked.getvalue())[1]] == [
        "encrypted"
    ]
    for raw in (b"", b"%PDF-1.4\n", pdf(LINES)[:200], b"hello"):
        assert [one.reason for one in listed(tmp_path / "in", "a.pdf", raw)[1]] == ["corrupt"], raw


def test_whatever_happens_to_a_pdf_file_reading_goes_on(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    chance = random.Random(1)
    whole = pdf(LINES)
    for _ in range(60):
        raw = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        inputs, failures = listed(tmp_path / "in", "a.pdf", bytes(raw))
        assert len(inputs) + len(failures) == 1
        batch, unread = read_batch(inputs, 1 << 20)
        assert (len(batch), unread) == (len(inputs), [])


def test_without_its_reader_the_finding_names_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    _, failures = listed(tmp_path / "in", "a.pdf", pdf(LINES))
    assert [one.reason for one in failures] == ["not_installed"]
    assert "pip install 'kouan[pdf]'" in failures[0].detail
