"""A page keeps its name, its address, whatever file brings it; what is known of it later is taken over."""

from __future__ import annotations

from pathlib import Path

import pytest
from flows_support import TEXT, Typed, article_in, project_in

from flows.run import run_direct
from flows.settings import load_settings
from warehouse.connection import reader

SQL = """
SELECT article.location, document.url, document.crawled_at::VARCHAR, document.source, document.found_in,
    article.valid_to IS NULL
FROM article JOIN document USING (document_id) ORDER BY article.valid_from, article.location
"""


def articles(home: Path) -> list[tuple[object, ...]]:
    with reader(home) as connection:
        return connection.execute(SQL).fetchall()


@pytest.mark.slow
def test_a_manifest_that_comes_later_names_the_page_and_a_new_file_is_its_next_version(
    tmp_path: Path,
) -> None:
    settings = project_in(tmp_path, 1)
    run_direct(settings)
    assert articles(settings.home) == [("inbox/001.txt", None, None, "*", None, True)]
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(
        "path,url,crawled_at,source\ninbox/001.txt,https://a.example/1#top,2024-01-31,people\n",
        "utf-8",
    )
    text = (tmp_path / "kouan.toml").read_text("utf-8")
    (tmp_path / "kouan.toml").write_text('manifest = "manifest.csv"\n' + text, "utf-8")
    settings = load_settings(tmp_path)
    assert run_direct(settings).released == 1
    address = "https://a.example/1"
    named = (address, f"{address}#top", "2024-01-31 00:00:00", "people", "inbox/001.txt", True)
    assert named in articles(settings.home)
    assert sum(bool(row[-1]) for row in articles(settings.home)) == 1
    again = run_direct(settings)
    assert (again.released, again.unchanged) == (0, 1)
    # the page changes, and comes in another file
    article_in(tmp_path, 2)
    (tmp_path / "inbox" / "001.txt").unlink()
    manifest.write_text("path,url\ninbox/002.txt,https://a.example/1\n", "utf-8")
    assert run_direct(settings).released == 1
    valid = [row for row in articles(settings.home) if row[-1]]
    assert [(row[0], row[4]) for row in valid] == [(address, "inbox/002.txt")]
    with reader(settings.home) as connection:
        rows = connection.execute(
            "SELECT count(DISTINCT article_key), count(*) FROM article WHERE location = ?",
            [address],
        ).fetchall()
    assert rows == [(1, 2)]


@pytest.mark.slow
def test_why_names_address_file_and_time(tmp_path: Path, typed: Typed, monkeypatch: object) -> None:
    settings = project_in(tmp_path, path_pattern="{host}/{crawled:%Y-%m-%d}/{path}")
    page = tmp_path / "inbox" / "a.example" / "2024-01-31" / "news" / "1.txt"
    page.parent.mkdir(parents=True)
    page.write_text(TEXT.format(number=1, month=2), "utf-8")
    assert run_direct(settings).released == 1
    with reader(settings.home) as connection:
        (id_,) = connection.execute("SELECT article_id FROM current_article").fetchone() or ("",)
    monkeypatch.chdir(tmp_path)  # type: ignore[attr-defined]
    code, out, _ = typed("why", id_)
    assert code == 0
    assert "http://a.example/news/1.txt" in out
    assert "inbox/a.example/2024-01-31/news/1.txt" in out
    assert "2024-01-31 00:00:00" in out


@pytest.mark.slow
def test_files_elsewhere_are_published_and_noticed_as_gone(
    tmp_path: Path, typed: Typed, monkeypatch: object
) -> None:
    import fsspec

    files = fsspec.filesystem("memory")
    for number in (1, 2):
        text = TEXT.format(number=number, month=2)
        files.pipe_file(f"/kouan-test/{number}.txt", text.encode())
    settings = project_in(tmp_path, inputs=["memory://kouan-test"])
    assert run_direct(settings).released == 2
    again = run_direct(settings)
    assert (again.released, again.unchanged) == (0, 2)
    files.rm("/kouan-test/1.txt")
    run_direct(settings)
    with reader(settings.home) as connection:
        gone = connection.execute("SELECT location FROM sighting WHERE vanished_at IS NOT NULL")
        assert gone.fetchall() == [("memory:///kouan-test/1.txt",)]
    monkeypatch.chdir(tmp_path)  # type: ignore[attr-defined]
    before = files.cat("/kouan-test/2.txt")
    code, _, err = typed("clean", "memory://kouan-test/2.txt", "--in-place")
    assert (code, "nothing is written" in err) == (2, True)
    assert files.cat("/kouan-test/2.txt") == before
    files.rm("/kouan-test", recursive=True)
