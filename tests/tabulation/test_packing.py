"""Ledgers packed into Arrow and unpacked again lose nothing."""

import numpy as np
from batches import cleaned_by
from factories import decoding_of
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.model.characters import codes_of, text_of
from kouan.model.decoding import Segment
from kouan.model.edits import Edit, Edits
from kouan.model.ledger import Ledger, apply
from kouan.model.packing import pack, unpack

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@st.composite
def ledgers(draw):
    """Bytes (some of them undecodable), passes over their text, and the clean text at the end."""
    segments, text, raw = [], "", b""
    for _ in range(draw(st.integers(0, 4))):
        if draw(st.booleans()):
            more, stored = draw(TEXT), None
            data = more.encode()
        else:
            more, stored = "\ufffd", draw(st.binary(min_size=1, max_size=3))
            data = stored
        if more:
            bounds = (len(text), len(text) + len(more), len(raw), len(raw) + len(data))
            codec = "utf-8" if stored is None else None
            segments.append(Segment(*bounds, codec, stored or b""))
            text, raw = text + more, raw + data
    codes, passes = codes_of(text), []
    for number in range(draw(st.integers(0, 4))):
        bounds = draw(st.lists(st.integers(0, len(codes)), max_size=8, unique=True).map(sorted))
        edits = [
            Edit(
                start,
                end,
                after,
                draw(st.floats(0, 1, width=32)),
                draw(st.sampled_from("xy")),
                guessed=tuple(k for k in range(len(after)) if draw(st.booleans())),
            )
            for start, end in zip(bounds[::2], bounds[1::2], strict=False)
            for after in [draw(TEXT)]
        ]
        stops = np.array([len(codes)])
        codes, done = apply(f"rule{number}", codes, Edits.of(edits), np.zeros(1, np.int64), stops)
        passes.append(done)
    return raw, Ledger(tuple(segments), tuple(passes), len(text)), text_of(codes)


def unpacked(tables, document_id, clean):
    edit_pass, segment = (
        [row for row in table.to_pylist() if row["document_id"] == document_id] for table in tables
    )
    return unpack(edit_pass, segment, clean)


@settings(max_examples=200, deadline=None)
@given(st.lists(ledgers(), min_size=1, max_size=3))
def test_raw_bytes_come_back_from_packed_ledgers_and_clean_text_alone(cases):
    tables = pack((str(number), ledger) for number, (_, ledger, _) in enumerate(cases))
    for number, (raw, ledger, clean) in enumerate(cases):
        back = unpacked(tables, str(number), clean)
        assert back.rebuild(clean) == raw
        assert list(back.edits()) == list(ledger.edits())
        assert back.segments == ledger.segments
        assert back.decoded_length == ledger.decoded_length


def test_an_unpacked_ledger_counts_bytes_at_once():
    decoded, codes = "檢驗局", codes_of("檢驗局")
    _, done = apply(
        "script", codes, Edits.of([Edit(0, 1, "检")]), np.zeros(1, np.int64), np.array([3])
    )
    ledger = cleaned_by(decoded, "检驗局", done).ledger
    assert unpacked(pack([("d", ledger)]), "d", "检驗局").origin(1, 3) == (3, 9)


def test_a_document_without_a_character_is_packed_too():
    ledger = Ledger(decoding_of("").segments, (), 0)
    assert unpacked(pack([("d", ledger)]), "d", "").rebuild("") == b""
