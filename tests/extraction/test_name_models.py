"""A model of names beside the rules: how both vote, what a project says of it, and what is refused."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from factories import article_of, knowledge

from kouan.extraction.entities import find_entities
from kouan.extraction.names.backends import named_by
from kouan.extraction.names.listed import name_book
from kouan.extraction.names.passages import Candidate, read_passages
from kouan.extraction.names.voting import vote
from kouan.gathering import gather
from kouan.model.facts import EntityType
from kouan.model.name_model import NameModelError, NameModelFile
from kouan.name_models import read_name_model

#: 沙洲坝 stands in no lexicon, and nothing in its sentence says that it names a body.
TEXT = "队员在沙洲坝集训，罗湖口岸照常。"


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A spaCy pipeline that knows two names."""
    import spacy

    made = spacy.blank("zh")
    made.add_pipe("entity_ruler").add_patterns(  # type: ignore[attr-defined]
        [{"label": "ORG", "pattern": "沙洲坝"}, {"label": "TEAM", "pattern": "罗湖口岸"}]
    )
    place = tmp_path_factory.mktemp("pipeline") / "zh_tiny"
    made.to_disk(place)
    return place


def project(tmp_path: Path, text: str, place: Path | None = None) -> Path:
    (tmp_path / "models").mkdir(exist_ok=True)
    (tmp_path / "models" / "names.toml").write_text(text, "utf-8")
    if place is not None and not (tmp_path / "models" / "tiny").exists():
        (tmp_path / "models" / "tiny").symlink_to(place, target_is_directory=True)
    return tmp_path


def test_a_model_adds_what_the_rules_do_not_find_and_leaves_ports_alone(
    tmp_path: Path, pipeline: Path
) -> None:
    own = gather(project(tmp_path, 'backend = "spacy"\npath = "tiny"\n', pipeline))
    article, document = article_of(TEXT)
    assert [one.name for one in find_entities(article, document, knowledge())] == ["罗湖口岸"]
    found = {
        (one.name, one.type, one.mentions[0].confidence)
        for one in find_entities(article, document, own)
    }
    assert found == {("沙洲坝", EntityType.ORGANIZATION, 0.6), ("罗湖口岸", EntityType.PORT, 1.0)}


def test_the_digest_of_knowledge_holds_the_model_and_how_it_votes(
    tmp_path: Path, pipeline: Path
) -> None:
    said = 'backend = "spacy"\npath = "tiny"\n'
    digests = set()
    for more in ("", "weight = 0.7\n", '[labels]\nTEAM = "organization"\n'):
        model = read_name_model(project(tmp_path, said + more, pipeline) / "models")
        assert model is not None
        digests.add(model.digest)
    assert len(digests) == 3
    assert gather(tmp_path).digest != knowledge().digest


MODEL = NameModelFile("names.toml", "spacy", "tiny", 0.6, 0.55, (), "digest")


def test_two_voices_are_surer_than_one_and_a_doubtful_one_that_stands_alone_is_dropped() -> None:
    (passage,) = read_passages(["王建国在珠海拱北海关。"], knowledge().made(name_book))
    person = Candidate(0, 3, EntityType.PERSON, 0.6)
    office = Candidate(6, 10, EntityType.ORGANIZATION, 0.8)
    listed = Candidate(4, 6, EntityType.PLACE, 1.0)
    agreed = list(vote([person, office, listed], [(0, 3, EntityType.PERSON)], passage, MODEL))
    assert [(one.start, one.confidence) for one in agreed] == [(0, 0.84), (6, 0.56), (4, 1.0)]
    alone = list(vote([person, listed], [], passage, MODEL))
    assert [one.start for one in alone] == [4]


def test_what_only_the_model_names_must_look_like_a_name() -> None:
    (passage,) = read_passages(["王建国在珠海ABC\n拱北海关。"], knowledge().made(name_book))
    odd = [(0, 2), (6, 9), (4, 12), (0, 1)]  # cuts a word, no Chinese, two lines, one character
    assert list(vote([], [(*span, EntityType.PLACE) for span in odd], passage, MODEL)) == []
    light = replace(MODEL, weight=0.4)
    assert list(vote([], [(4, 6, EntityType.PLACE)], passage, light)) == []


class _Hanlp:
    @staticmethod
    def load(path: str) -> Any:
        return lambda lines: {"tok/fine": [[]], "ner/msra": [[("王建国", "PERSON", 0, 1)]]}


class _Ltp:
    class LTP:
        def __init__(self, path: str) -> None:
            self.path = path

        def pipeline(self, lines: list[str], tasks: list[str]) -> SimpleNamespace:
            return SimpleNamespace(ner=[[("Nh", "王建国"), ("Ni", "不在场")]])


@pytest.mark.parametrize(("backend", "module"), [("hanlp", _Hanlp), ("ltp", _Ltp)])
def test_other_backends_give_names_that_are_looked_up_in_the_line(
    monkeypatch: pytest.MonkeyPatch, backend: str, module: object
) -> None:
    monkeypatch.setitem(sys.modules, backend, module)  # type: ignore[arg-type]
    model = replace(MODEL, backend=backend, digest=backend)
    found = list(
        named_by(model, "会上\n昨天王建国说")
    )  # both say a name that is not in the first line, too
    assert found == [(5, 8, EntityType.PERSON)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('backend = "bert"\npath = "tiny"\n', r"names\.toml: backend 'bert' should be one of"),
        ('backend = "spacy"\n', "path is missing"),
        ('backend = "spacy"\npath = "gone"\n', "leads to .*gone, where nothing is"),
        ('backend = "spacy"\npath = "."\nweight = 2\n', "weight 2 should lie between 0 and 1"),
        ('backend = "spacy"\npath = "."\nmodel = "x"\n', "model is no key of it"),
        ('backend = "spacy"\npath = "."\n[labels]\nX = "port"\n', "label X should stand for"),
        ('backend = "spacy"\npath = "."\nlabels = "X"\n', "labels 'X' should be a table"),
        ("backend = spacy\n", "should be TOML"),
        ('backend = "hanlp"\npath = "."\n', "hanlp is not installed here"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_remedy(
    tmp_path: Path, text: str, said: str
) -> None:
    place = project(tmp_path, text) / "models"
    with pytest.raises(NameModelError, match=said):
        read_name_model(place)


def test_a_folder_without_a_model_is_refused_when_it_is_asked(tmp_path: Path) -> None:
    own = gather(project(tmp_path, 'backend = "spacy"\npath = "."\n'))
    article, document = article_of(TEXT)
    with pytest.raises(NameModelError, match=r"spacy cannot load .*path should be the folder"):
        find_entities(article, document, own)


@pytest.mark.slow
def test_reading_without_a_model_imports_none() -> None:
    code = "import sys, kouan; kouan.entities('罗湖口岸'); print({'spacy', 'hanlp', 'ltp'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
