"""What a manifest or a path says of an input, and what does not fit, is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archives import zipped
from hypothesis import example, given
from hypothesis import strategies as st

from kouan.reading.addresses import addressed, canonical
from kouan.reading.inputs import Input, Member
from kouan.reading.manifest import Known, ManifestError, read_manifest
from kouan.reading.path_pattern import PatternError, compiled, known_by, patterned
from kouan.reading.sources import Opening, list_inputs, read_batch

ROWS = [
    {"path": "a.txt", "url": "https://a.example/1", "crawled_at": "2024-01-31T08:00:00+08:00", "source": "people"},
    {"path": "b.zip!/x/c.txt", "url": "https://a.example/2"},
    {"path": "gone.txt", "url": "https://a.example/3"},
]  # fmt: skip


def project(folder: Path) -> list[Input]:
    for name, raw in (("a.txt", b"1"), ("b.zip", zipped({"x/c.txt": b"2"})), ("d.txt", b"3")):
        (folder / "in").mkdir(exist_ok=True)
        (folder / "in" / name).write_bytes(raw)
    return list_inputs(["in"], folder, Opening())[0]


def as_csv(rows: list[dict[str, str]]) -> str:
    names = ("path", "url", "crawled_at", "source")
    return "\n".join(
        [",".join(names), *(",".join(row.get(name, "") for name in names) for row in rows)]
    )


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_manifest_gives_address_time_and_source_and_says_what_does_not_fit(
    tmp_path: Path, kind: str
) -> None:
    project(tmp_path)
    file = tmp_path / "in" / f"manifest.{kind}"
    file.write_text(as_csv(ROWS) if kind == "csv" else "\n".join(map(json.dumps, ROWS)), "utf-8")
    inputs, _ = list_inputs(["in/*.txt", "in/*.zip", "in/*.csv"], tmp_path, Opening())
    told, notes = read_manifest(file).laid_over(inputs, tmp_path)
    batch, failures = read_batch(addressed(told), 1 << 20)
    assert failures == []
    found = [(one.location, one.crawled_at, one.source, one.place) for one in batch.sources]
    assert found == [
        ("https://a.example/1", "2024-01-31T00:00:00", "people", "in/a.txt"),
        ("https://a.example/2", None, None, "in/b.zip!/x/c.txt"),
        ("in/d.txt", None, None, ""),
    ]
    assert list(batch.raws()) == [b"1", b"2", b"3"]
    assert notes == [
        f"manifest.{kind}: 1 row (gone.txt) without a file",
        f"manifest.{kind}: 1 input (in/d.txt) without a row",
    ]


def test_rows_may_name_paths_below_the_project(tmp_path: Path) -> None:
    inputs = project(tmp_path)
    file = tmp_path / "manifest.csv"
    file.write_text("file,url\nin/a.txt,https://a.example/1\n", "utf-8")
    told, _ = read_manifest(file).laid_over(inputs, tmp_path)
    assert [one.member.url for one in told if one.member] == ["https://a.example/1", None]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("m.csv", "name,url\na,b", r"m\.csv:2: no path; name it in a column called path"),
        ("m.csv", "path,url\na.txt,see there", r"m\.csv:2: 'see there' is no address"),
        ("m.csv", "path,crawled_at\na.txt,soon", r"m\.csv:2: 'soon' is no time"),
        ("m.jsonl", "{}\n", r"m\.jsonl:1: no path"),
        ("m.jsonl", '{"path": "a"}\n[1]', r"m\.jsonl:2: no object"),
        ("m.jsonl", "{", r"m\.jsonl:1: .*mend the line"),
    ],
)
def test_a_bad_manifest_names_row_and_remedy(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(ManifestError, match=said):
        read_manifest(tmp_path / name)
    with pytest.raises(ManifestError, match="cannot be read"):
        read_manifest(tmp_path / "none.csv")


def test_a_path_says_source_and_time() -> None:
    pattern = "{source}/{crawled:%Y-%m-%d}/{name}"
    inputs = [Input("", place, 0, 0) for place in ("in/people/2024-01-31/1.html", "in/x.html")]
    told, notes = patterned(inputs, pattern)
    assert told[0].member is not None
    assert told[0].member[2:5] == (None, "2024-01-31T00:00:00", "people")
    assert told[1].member is None
    assert notes == [f"path_pattern {pattern} does not fit 1 inputs, in/x.html among them"]
    assert known_by(pattern, "in/people/2024-13-31/1.html") is None
    assert known_by("{crawled:%Y%m%d}.zip/{name}", "in/20240131.zip!/a.txt") == Known(
        None, "2024-01-31T00:00:00", None
    )


@pytest.mark.parametrize(
    "pattern", ["{crawled}/{name}", "{who}/{name}", "{name}/{name}", "{crawled:%j}", "{name:x}"]
)
def test_a_pattern_that_cannot_be_used_says_what_would_be_right(pattern: str) -> None:
    with pytest.raises(PatternError, match=r"^\{"):
        compiled(pattern)


def test_the_last_fetch_of_a_page_has_its_address() -> None:
    def fetched(name: str, when: str | None) -> Input:
        return Input(name, name, 0, 0, member=Member((), "", "https://a.example/1#x", when))

    inputs = [
        fetched("a", "2024-01-01T00:00:00"),
        fetched("b", "2024-01-03T00:00:00"),
        fetched("c", None),
    ]
    assert [one.location for one in addressed(inputs)] == ["a", "https://a.example/1", "c"]
    assert addressed(inputs[:1])[0].inode != addressed([fetched("a", None)])[0].inode


@example(" ?")
@example("?x #y")
@given(st.text(max_size=40))
def test_an_address_has_one_spelling_and_no_text_makes_it_raise(text: str) -> None:
    for said in (text, f"http://{text}", f"https://a.example/{text}"):
        if (address := canonical(said)) is not None:
            assert canonical(address) == address
