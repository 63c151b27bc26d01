"""Corrections of texts and entities that cannot hold together are refused with both lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from kouan.corrections import CorrectionError, read_corrections

HEADER = "table,document_id,raw_start,raw_end,column,seen,new,reason,author,made_on"
DOCUMENT = "0" * 64


def read(folder: Path, *rows: str) -> int:
    lines = [f"{row},r,a,2024-05-31" for row in rows]
    (folder / "a.csv").write_text("\n".join([HEADER, *lines]) + "\n", "utf-8")
    return len(read_corrections(folder))


def text(start: int, end: int, seen: str = "甲", new: str = "乙") -> str:
    return f"text,{DOCUMENT},{start},{end},,{seen},{new}"


def removed(start: int, end: int, seen: str = "other", new: str = "") -> str:
    return f"removed,{DOCUMENT},{start},{end},,{seen},{new}"


def entity(seen: str, new: str, column: str = "", document: str = "") -> str:
    return f"entity,{document},,,{column},{seen},{new}"


def test_spans_may_touch_and_a_text_may_stand_in_what_is_kept(tmp_path: Path) -> None:
    assert read(tmp_path, text(0, 3), text(3, 6), removed(0, 6), removed(6, 9, "", "dateline")) == 4


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((text(0, 6), text(3, 9)), r"a.csv:3: bytes 3-9 overlap those of a.csv:2 \(0-6\)"),
        ((removed(3, 9), text(0, 3), removed(0, 4)), "a.csv:2: bytes 3-9 overlap those of a.csv:4"),
        ((text(3, 3),), "a.csv:2: the span is empty"),
        ((text(0, 3, ""),), "a.csv:2: seen is blank"),
        ((removed(0, 3, "", ""),), "a.csv:2: of seen and new one says a kind"),
        ((removed(0, 3, "other", "dateline"),), "a.csv:2: of seen and new one says a kind"),
        ((removed(0, 3, "advert"),), "seen 'advert' should be one of duplicate_block"),
        ((entity("port:甲", "port:甲"),), "a.csv:2: seen and new are the same"),
        ((entity("port:甲", "port:乙"), entity("port:乙", "port:甲")), "into each other"),
        (
            (entity("port:甲", "port:乙"), entity("port:乙", "port:丙")),
            "a.csv:2: 'port:乙' is merged at a.csv:3; write 'port:丙' into new",
        ),
        ((entity("port:甲", "port:乙"), entity("port:甲", "port:丙")), "a.csv:3: the same place"),
        ((entity("port:甲", "乙"),), "new '乙' should be type:name"),
        ((entity("harbour:甲", "port:乙"),), "seen 'harbour:甲' should be one of person"),
        ((entity("port:甲", "port:乙", "alias"),), "a.csv:2: with column alias, seen is type:name"),
        ((entity("port:甲|乙", "port:乙"),), "a.csv:2: with column alias, seen is type:name"),
        ((entity("port:甲|乙", "port:甲", "alias"),), "a.csv:2: port:甲 is put for itself"),
    ],
)
def test_what_cannot_hold_together_is_refused(
    tmp_path: Path, rows: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CorrectionError, match=said):
        read(tmp_path, *rows)


def test_an_entity_is_merged_split_by_document_and_split_by_name(tmp_path: Path) -> None:
    rows = (
        entity("port:甲", "port:乙"),
        entity("port:丙", "port:乙", document=DOCUMENT),
        entity("organization:海关总署|海关", "organization:拱北海关", "alias"),
    )
    assert read(tmp_path, *rows) == 3
