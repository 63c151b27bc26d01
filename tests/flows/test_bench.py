"""`kouan bench`: figures of one run, told apart from what could not be measured."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from flows_support import CORPUS_MAKER, Typed

from flows.benchmark import corpus
from kouan.cleaning.pipeline import RULES

KERNEL = "def naive(raws):\n    return [raw.decode() for raw in raws]\n"
#: A peer that says it does 4 MB a second.
PEER = """
import json, sys
limit = int(sys.argv[sys.argv.index("--limit") + 1])
print(json.dumps({"job": sys.argv[sys.argv.index("--one") + 1], "documents": limit, "MB_per_cpu_s": 4.0}))
"""
SPEECHLESS = "import sys\nsys.exit('No module named jionlp')\n"


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of peers and a corpus of three articles."""
    peers, articles = tmp_path / "peers", tmp_path / "corpus"
    peers.mkdir()
    articles.mkdir()
    for name, source in (("kernel", KERNEL), ("make_corpus", CORPUS_MAKER), ("peers", PEER)):
        (peers / f"{name}.py").write_text(source, "utf-8")
    for number in range(3):
        (articles / f"{number}.txt").write_text(f"标题{number}\n口岸通关,十分便捷。\n", "utf-8")
    monkeypatch.setenv("KOUAN_PEERS", str(peers))
    monkeypatch.setenv("KOUAN_CORPUS", str(articles))
    return peers


def figures(typed: Typed, *arguments: str) -> dict[str, dict[str, object]]:
    code, out, err = typed("bench", "--rounds", "1", "--json", *arguments)
    assert code == 0, err
    return {row["name"]: row for row in json.loads(out)}


@pytest.mark.slow
def test_without_folders_the_seeds_are_measured_and_it_says_so(typed: Typed):
    code, out, err = typed("bench", "--documents", "5", "--rounds", "1")
    assert code == 0
    assert "KOUAN_PEERS is not set" in err
    assert "KOUAN_CORPUS is not set" in err
    assert "the seeds stand in" in err
    assert [rule.name for rule in RULES if f" {rule.name} " not in out] == []
    assert "process" in out
    assert "naive" not in out


@pytest.mark.slow
def test_cleaning_is_set_beside_the_plain_way_and_a_peer(typed: Typed, folders: Path):
    found = figures(typed, "--documents", "3", "--peers", f"jionlp={sys.executable}")
    assert found["clean"]["documents"] == 3
    cleaning = float(str(found["clean"]["ms_per_mb"]))
    peer = found["jionlp"]
    assert peer["ms_per_mb"] == pytest.approx(250)
    assert peer["clean_is"] == pytest.approx(250 / cleaning, abs=0.02)
    naive = found["naive"]
    assert naive["clean_is"] == pytest.approx(float(str(naive["ms_per_mb"])) / cleaning, abs=0.02)


def test_only_what_is_asked_for_is_shown(typed: Typed, folders: Path):
    assert figures(typed, "--documents", "3", "--only", "naive").keys() == {"naive"}


def test_a_peer_that_is_not_measured_is_told_with_its_recipe(typed: Typed):
    err = typed("bench", "--documents", "5", "--rounds", "1", "--only", "clean")[2]
    assert "datatrove is not measured. Make it with: uv venv" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--only", "speed"), "choose of clean, naive, rules"),
        (("--rounds", "0"), "1 or more"),
        (("--peers", "ftfy=somewhere"), "where NAME is one of"),
        (("--peers", "jionlp=nowhere"), "there is no nowhere/bin/python"),
    ],
)
def test_what_cannot_be_measured_is_one_line_and_exit_code_2(
    typed: Typed, arguments: tuple[str, ...], said: str
):
    code, out, err = typed("bench", "--documents", "5", *arguments)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.slow
def test_a_peer_that_fails_says_its_last_words(typed: Typed, folders: Path):
    (folders / "peers.py").write_text(SPEECHLESS, "utf-8")
    code, _, err = typed("bench", "--documents", "3", "--peers", f"jionlp={sys.executable}")
    assert code == 2
    assert "jionlp: No module named jionlp" in err


def test_without_any_document_it_says_how_to_come_by_some(tmp_path: Path):
    with (
        pytest.raises(corpus.CorpusError, match="set KOUAN_PEERS"),
        corpus.corpus_of(None, None, 3, tmp_path),
    ):
        pass
