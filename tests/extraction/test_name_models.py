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
from growth import is_linear

from kouan.extraction.entities import find_entities
from kouan.extraction.names.backends import named_by
from kouan.extraction.names.listed import name_book
from kouan.extraction.names.passages import Candidate, read_passages
from kouan.extraction.names.personal_names import surnames
from kouan.extraction.names.voting import vote
from kouan.gathering import gather
from kouan.model.facts import EntityType
from kouan.model.name_model import NameModelError, NameModelFile
from kouan.name_models import read_name_model

#: 慈溪 is a short name of a city, and nothing in its sentence says that it names a place.
TEXT = "队员到了慈溪，罗湖口岸照常。"


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A spaCy pipeline that knows two names."""
    import spacy

    made = spacy.blank("zh")
    made.add_pipe("entity_ruler").add_patterns(  # type: ignore[attr-defined]
        [{"label": "GPE", "pattern": "慈溪"}, {"label": "TEAM", "pattern": "罗湖口岸"}]
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
    assert found == {("慈溪", EntityType.PLACE, 0.6), ("罗湖口岸", EntityType.PORT, 1.0)}


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


def voted(text: str, *named: tuple[str, EntityType], model: NameModelFile = MODEL) -> set[str]:
    """What a model that names these surfaces adds to a text that the rules say nothing of."""
    (passage,) = read_passages([text], knowledge().made(name_book))
    spans = [
        (text.index(surface), text.index(surface) + len(surface), kind) for surface, kind in named
    ]
    heard = vote([], spans, passage, model, knowledge().made(surnames))
    return {text[one.start : one.end] for one in heard}


def test_two_voices_are_surer_than_one_and_a_silent_model_takes_nothing_away() -> None:
    (passage,) = read_passages(["王建国在珠海拱北海关。"], knowledge().made(name_book))
    known = knowledge().made(surnames)
    person = Candidate(0, 3, EntityType.PERSON, 0.6)
    office = Candidate(6, 10, EntityType.ORGANIZATION, 0.8)
    listed = Candidate(4, 6, EntityType.PLACE, 1.0)
    rules = [person, office, listed]
    agreed = list(vote(rules, [(0, 3, EntityType.PERSON)], passage, MODEL, known))
    assert [(one.start, one.confidence) for one in agreed] == [(0, 0.84), (6, 0.8), (4, 1.0)]
    strict = replace(MODEL, least=0.75)  # who wants two voices, or a sure one
    alone = list(vote(rules, [], passage, strict, known))
    assert [one.start for one in alone] == [6, 4]


def test_what_only_the_model_names_must_look_like_a_name() -> None:
    (passage,) = read_passages(["王建国在珠海ABC\n拱北海关。"], knowledge().made(name_book))
    odd = [(0, 2), (6, 9), (4, 12), (0, 1)]  # cuts a word, no Chinese, two lines, one character
    spans = [(*span, EntityType.PLACE) for span in odd]
    assert list(vote([], spans, passage, MODEL, knowledge().made(surnames))) == []
    light = replace(MODEL, weight=0.4)
    assert voted("渔船从慈溪出发。", ("慈溪", EntityType.PLACE)) == {"慈溪"}
    assert voted("渔船从慈溪出发。", ("慈溪", EntityType.PLACE), model=light) == set()


#: What a tagger labels and what is a name of it, marked by 【】: + may be believed, - may not.
SPANS = {
    EntityType.PERSON: (
        "+船长【罗启明】清点缆绳",
        "+台东县长【饶庆铃】到场",  # cut as 长饶 + 庆铃
        "+书记长【陈政佑】则呼吁延期",  # cut as 陈政佑则
        "+【阿里法·沁】写信来",
        "-【阿里法】·沁写信来",
        "-众人对【党忠诚】有加",
        "-大家问候【习主席】",
        "-列车开往【柯士甸】道西",
        "-守军在【红利曼】等地",
        "-【杜苏芮】台风过境",
        "-山水【林田湖】草沙",
    ),
    EntityType.PLACE: (
        "+渔船从【慈溪】出发",
        "+挑夫走到【齐山村】党支部",
        "+灯会在【山景邨】举行",
        "+建在【亭子口库区】边上",
        "-【徐闻】港口岸",
        "-【苍溪】红心猕猴桃上市",
        "-大家走进【湿地公园】散步",
        "-赴【柬旅游】的人",
        "-【中蒙】两国商定",
        "-【江河】奔流",
        "-【东南】沿海",
        "-至【神池段】通车",
        "-游【香积寺】路",
        "-“【海丰】厦门”轮靠泊",
        "-【盼离岛】的客人",
        "-【海丰 】厦门",
    ),
    EntityType.ORGANIZATION: (
        "+【一拖集团】装车",
        "+【千禾味业】收入下降",
        "+【区委政法委】开会",
        "+【省疾控中心】通报",
        "+【兴福村镇银行】开门",
        "-【乡镇卫生院】拍片",
        "-全省【哨点医院】报告",
        "-【312家医院】联网",
        "-15家【兴福村镇银行】",
        "-【中小银行】的资本",
        "-【新能源汽车】出海",
        "-【布朗族】的节日",
        "-【中德政府】磋商",
        "-湖西【省统计局】通报",
        "-办事不必再跑【房产局】。",
        "-【招商局】金陵船舶",
        "-“【五菱班】”开课",
    ),
}


@pytest.mark.parametrize(
    ("kind", "marked"), [(k, one) for k, some in SPANS.items() for one in some]
)
def test_of_what_taggers_label_only_what_is_called_so_is_believed(
    kind: EntityType, marked: str
) -> None:
    text = marked[1:].replace("【", "").replace("】", "")
    start, end = marked.index("【") - 1, marked.index("】") - 2
    (passage,) = read_passages([text], knowledge().made(name_book))
    heard = list(vote([], [(start, end, kind)], passage, MODEL, knowledge().made(surnames)))
    assert [one[:3] for one in heard] == ([(start, end, kind)] if marked[0] == "+" else [])


@pytest.mark.parametrize(
    ("text", "named", "added"),
    [
        ("株洲队先进球。", "株洲队", True),
        ("成都公办幼儿园先开学。", "成都公办幼儿园", False),
        # a page that names its county nowhere else would lose it
        ("金寨县融媒体中心供稿。", "金寨县融媒体中心", False),
        ("金寨县融媒体中心供稿。\n金寨县多雨。\n金寨县多风。", "金寨县融媒体中心", True),
    ],
)
def test_a_body_may_hold_the_place_that_it_is_called_after(
    text: str, named: str, added: bool
) -> None:
    (passage,) = read_passages([text], knowledge().made(name_book))
    places = [
        Candidate(one.start, one.end, EntityType.PLACE, 1.0)
        for one in passage.hits
        if one.name.type is EntityType.PLACE
    ]
    assert places[0].start == 0
    span = (0, len(named), EntityType.ORGANIZATION)
    heard = list(vote(places, [span], passage, MODEL, knowledge().made(surnames)))
    assert (span in [one[:3] for one in heard]) is added


def test_where_the_rules_propose_something_else_they_have_the_word() -> None:
    (passage,) = read_passages(["渔船从慈溪出发。"], knowledge().made(name_book))
    ours = Candidate(2, 5, EntityType.PROGRAM, 0.8)
    heard = vote([ours], [(3, 5, EntityType.PLACE)], passage, MODEL, knowledge().made(surnames))
    assert list(heard) == [ours]


@pytest.mark.parametrize("piece", ["株洲队", "“慈溪”", "中中", "船", "长饶庆铃", "、1·"])
def test_a_text_full_of_spans_takes_time_in_proportion(piece: str) -> None:
    known = knowledge().made(surnames)
    book = knowledge().made(name_book)
    made = {
        size: read_passages([piece * (size // len(piece))], book)[0] for size in (300, 3_000, 6_000)
    }

    def work(size: int) -> None:
        text = made[size].text
        one = Candidate(0, len(text), EntityType.DOCUMENT, 0.9)  # the longest that rules could say
        rules = [
            one,
            *(Candidate(at, at + 2, EntityType.PLACE, 1.0) for at in range(len(text) - 2)),
        ]
        kinds = (EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION)
        spans = [(at, at + 3, kind) for at in range(len(text) - 3) for kind in kinds]
        list(vote(rules, spans, made[size], MODEL, known))
        list(vote([], spans, made[size], MODEL, known))

    assert is_linear(work, 6_000)


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
    code = "import sys, kouan; kouan.entities('罗湖口岸'); print({'spacy', 'hanlp', 'ltp', 'onnxruntime'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
