"""The data dictionary is what the migrations say."""

from pathlib import Path

from warehouse import dictionary
from warehouse.catalog import tables

ROOT = Path(__file__).parents[2]


def test_the_page_is_up_to_date():
    page = (ROOT / dictionary.PAGE).read_text("utf-8")
    assert page == dictionary.dictionary(), "run `python -m warehouse.dictionary`"


def test_the_page_names_every_table_and_column():
    page = dictionary.dictionary()
    for table in tables().values():
        assert f"\n## {table.name}\n" in page
        assert all(f"| `{column.name}` |" in page for column in table.columns)


def test_check_says_when_the_page_is_stale(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert dictionary.main(["--check"]) == 1
    assert "python -m warehouse.dictionary" in capsys.readouterr().err
    (tmp_path / "docs").mkdir()
    assert dictionary.main([]) == 0
    assert dictionary.main(["--check"]) == 0
