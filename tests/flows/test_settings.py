from pathlib import Path

import pytest

from flows.location import SettingsError, find_home, find_project
from flows.settings import load_settings, seconds_of, size_of


def test_the_nearest_settings_upward_make_the_project(tmp_path: Path):
    (tmp_path / "kouan.toml").write_text('inputs = ["a"]', "utf-8")
    below = tmp_path / "one" / "two"
    below.mkdir(parents=True)
    assert find_project(below) == tmp_path
    settings = load_settings(below)
    assert (settings.project, settings.inputs) == (tmp_path, ("a",))
    assert settings.home == tmp_path / ".kouan"


def test_a_pyproject_counts_only_with_its_table(tmp_path: Path):
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"', "utf-8")
    assert find_project(tmp_path) is None or tmp_path not in (find_project(tmp_path),)
    (tmp_path / "pyproject.toml").write_text('[tool.kouan]\ninputs = ["seeds/*.txt"]', "utf-8")
    assert load_settings(tmp_path).inputs == ("seeds/*.txt",)


def test_an_unknown_key_is_refused_with_file_and_key(tmp_path: Path):
    (tmp_path / "kouan.toml").write_text('input = ["a"]', "utf-8")
    with pytest.raises(SettingsError, match=r"kouan\.toml: input is not a key.*inputs"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('max_size = "big"', "max_size"),
        ('engine = "dask"', "'auto', 'threads' or 'processes'"),
        ('every = "often"', "30s, 15m or 2h"),
        ("budget = 2", "budget"),
        ("inputs = [", "kouan.toml"),
        # it was the project's folder: the warehouse lay among its files
        ('home = ""', "home: it names no place"),
        ('backups = ""', "backups: it names no place"),
    ],
)
def test_a_bad_value_is_named(tmp_path: Path, line: str, said: str):
    (tmp_path / "kouan.toml").write_text(line, "utf-8")
    with pytest.raises(SettingsError, match=said):
        load_settings(tmp_path)


def test_a_variable_wins_over_the_file_and_an_option_over_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "kouan.toml").write_text('max_size = "1 MB"', "utf-8")
    assert load_settings(tmp_path).max_size == 1 << 20
    monkeypatch.setenv("KOUAN_MAX_SIZE", "2 MB")
    assert load_settings(tmp_path).max_size == 2 << 20
    assert load_settings(tmp_path, max_size="3 MB").max_size == 3 << 20
    monkeypatch.setenv("KOUAN_HOME", str(tmp_path / "elsewhere"))
    assert load_settings(tmp_path).home == find_home(tmp_path) == tmp_path / "elsewhere"


def test_a_variable_that_is_set_to_nothing_is_not_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # a run wrote into the project's folder what readers looked for in .kouan
    monkeypatch.setenv("KOUAN_HOME", "")
    monkeypatch.setenv("KOUAN_MAX_SIZE", "")
    (tmp_path / "kouan.toml").write_text('max_size = "5 MB"', "utf-8")
    settings = load_settings(tmp_path)
    assert settings.home == find_home(tmp_path) == tmp_path / ".kouan"
    assert settings.max_size == size_of("5 MB")


def test_sizes_and_intervals_read_as_people_write_them():
    assert [size_of(one) for one in ("32 MB", "1kb", "7", 5)] == [32 << 20, 1024, 7, 5]
    assert [seconds_of(one) for one in ("30s", "15m", "2h", "1d")] == [30, 900, 7200, 86400]
    for wrong in ("", "0s", "m", "5", "-3m"):
        with pytest.raises(ValueError, match="30s"):
            seconds_of(wrong)
