"""A lexicon of a project that cannot be used is refused by file, line and remedy."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

import pytest
from factories import knowledge

from kouan.gathering import gather
from kouan.lexicons import LexiconError, read_folder
from kouan.lexicons.reader import read_lexicon, read_shipped, shipped_files


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "byline",
            "surface,use,example\n小编,persn,小编\n",
            r"byline\.csv:2: use 'persn' .*person",
        ),
        ("page_word", "surface,use,example\n\n\nnav2,nav,nav2\n", r"page_word\.csv:4: use 'nav' "),
        ("byline", "surface,use,example\n小编,,小编\n", r"byline\.csv:2: use is blank"),
        ("byline", "surface,example\n小编,小编\n", r"byline\.csv:1: column use is missing"),
        ("byline", "surface,use,example\n小编,person\n", r"byline\.csv:2: 2 cells"),
        (
            "byline",
            "surface,use,example\n小编,person,小编\n小编,person,本报小编\n",
            r"byline\.csv:3: the row stands at line 2 already",
        ),
        (
            "gazetteer",
            "surface,name,type,example\n边小通,边小通,ship,边小通\n",
            r"gazetteer\.csv:2: type 'ship' should be one of .*port",
        ),
        (
            "port_suffix",
            "surface,need,example\n通道口,names,云岭通道口\n",
            r"port_suffix\.csv:2: need 'names' should be one of name",
        ),
        (
            "counter",
            "surface,unit,factor,kind,example\n托,托,1,flow,1200托\n",
            r"counter\.csv:2: kind 'flow' should be one of .*level",
        ),
        (
            "counter",
            "surface,unit,factor,kind,example\n托,托,十,level,1200托\n",
            r"counter\.csv:2: factor '十' is no number",
        ),
        (
            "unit",
            "surface,unit,factor,kind,unit_base,base_factor,example\n里,里,1,level,m,500/0,3里\n",
            r"unit\.csv:2: base_factor '500/0' is no number",
        ),
        ("byline", "# nothing\n", r"byline\.csv: the file is empty"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_line(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=said) as refused:
        read_folder(tmp_path)
    assert str(refused.value).startswith(f"{tmp_path / name}.csv:")  # as a person opens it


def test_a_file_in_another_encoding_is_refused_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "byline.csv").write_bytes("surface,use,example\n小编,person,小编\n".encode("gbk"))
    with pytest.raises(LexiconError, match=r"byline\.csv: byte 22 is no UTF-8; save"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gazetteer", "surface,name,type,example\n云岭口岸,云岭口岸,port,云岭口岸\n"),
        ("counter", "surface,unit,factor,kind,example\n成半,成半,1,share,占三成半\n"),
    ],
)
def test_a_word_that_the_program_knows_is_taken_though_no_shipped_row_says_it(
    tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    assert len(read_folder(tmp_path)[name]) == len(read_folder()[name]) + 1


def test_a_lexicon_of_the_project_s_own_says_what_it_likes(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("surface,use\n甲,anything\n", "utf-8")
    assert read_folder(tmp_path)["own"] == ({"surface": "甲", "use": "anything"},)


@pytest.mark.parametrize("file", shipped_files(), ids=lambda file: file.name)
def test_a_shipped_lexicon_is_right_and_read_as_any_other(file: Traversable) -> None:
    assert read_shipped(file) == read_lexicon(file)


def test_a_row_just_added_to_a_shipped_lexicon_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "counter.csv"
    file.write_text("# measure words\nsurface,unit,factor,kind\n托,托,1\n", "utf-8")
    with pytest.raises(LexiconError, match=r"counter\.csv:3: 3 cells, the header has 4"):
        read_shipped(file)


@pytest.mark.parametrize("name", ["common_name", "words_of_the_house"])
def test_each_other_word_of_a_project_makes_other_knowledge(tmp_path: Path, name: str) -> None:
    digests = {knowledge().digest}
    (tmp_path / "lexicons").mkdir()
    for word in ("某某平台", "某某小程序"):
        (tmp_path / "lexicons" / f"{name}.csv").write_text(f"surface,example\n{word},用{word}\n")
        digests.add(gather(tmp_path).digest)
    assert len(digests) == 3
