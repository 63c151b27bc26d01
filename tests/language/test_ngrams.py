from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
from factories import knowledge
from hypothesis import given
from hypothesis import strategies as st

from kouan.cleaning.script.conversion import simplified_table
from kouan.gathering import gather
from kouan.language.model_file import STEP, ModelError, model_of, read, write
from kouan.language.ngrams import NgramModel, contexts
from kouan.language.training import folding, mixed, pruned, train, train_words
from kouan.language.unigrams import read_characters
from kouan.model.characters import codes_of

FOLD = folding(simplified_table())
TEXTS = ["口岸通关便利。\n旅客在口岸通关。", "海关在口岸验放货物，旅客在口岸候检。"]
WORDS = {"口岸": 40, "通关": 30, "海关": 20, "边防检查站": 3}


@pytest.fixture(scope="module")
def counted() -> NgramModel:
    return train(TEXTS, FOLD)


@pytest.fixture(scope="module")
def blend(counted: NgramModel) -> NgramModel:
    return mixed([(counted, 0.7), (train_words(WORDS, FOLD), 0.3)])


@pytest.mark.parametrize("make", ["counted", "blend"])
@pytest.mark.parametrize("text", ["", "口", "在口岸", "从未见过"])
def test_what_may_follow_a_context_sums_to_one(
    make: str, text: str, request: pytest.FixtureRequest
) -> None:
    model: NgramModel = request.getfixturevalue(make)
    context = model.START
    for symbol in model.symbols(codes_of(text)):
        context = model.after(context, symbol)
    every = np.arange(1 << 16, dtype=np.uint16)
    total = np.exp(model.log_probability(np.uint64(context), every).astype(np.float64)).sum()
    assert total == pytest.approx(1, abs=0.002)


def test_what_was_seen_is_likelier_than_what_was_not(counted: NgramModel) -> None:
    seen, unseen = (counted.score(codes_of(text)).sum() for text in ("旅客在口岸", "客旅岸口在"))
    assert seen > unseen + 5


def test_both_scripts_and_both_widths_count_as_one(counted: NgramModel) -> None:
    one = counted.score(codes_of("海关在口岸验放，"))
    other = counted.score(codes_of("海關在口岸驗放,"))
    assert one.tolist() == other.tolist()


def test_a_line_break_starts_anew(counted: NgramModel) -> None:
    alone = counted.score(codes_of("旅客在"))
    behind = counted.score(codes_of("口岸通关\n旅客在"))[5:]
    assert behind.tolist() == alone.tolist()
    assert contexts(counted.symbols(codes_of("口\n岸")))[2] == counted.START


@given(st.text(st.sampled_from("旅客在口岸通关验放檢，,\n x啊鿿\ue000"), max_size=60))
def test_nothing_is_likelier_than_its_pairs_allow(
    counted: NgramModel, blend: NgramModel, text: str
) -> None:
    for model in (counted, pruned(blend, 1e-3), model_of(knowledge())):
        said = model.score(codes_of(text))
        assert (said <= model.at_most(model.symbols(codes_of(text))) + 1e-4).all()


def test_pruning_keeps_the_probabilities_a_distribution(blend: NgramModel) -> None:
    small = pruned(blend, 1e-3)
    assert len(small.tables[3].keys) < len(blend.tables[3].keys)
    every = np.arange(1 << 16, dtype=np.uint16)
    context = small.after(small.START, np.uint16(ord("口")))
    total = np.exp(small.log_probability(context, every).astype(np.float64)).sum()
    assert total == pytest.approx(1, abs=0.002)


def test_a_model_comes_back_from_its_file_to_the_step(blend: NgramModel) -> None:
    content = write(blend)
    back = read(content)
    for mine, theirs in zip(back.tables, blend.tables, strict=True):
        assert np.array_equal(mine.keys, theirs.keys)
        floor = np.float32(-255 * STEP)
        theirs_kept = np.maximum(theirs.log_probability, floor)
        assert np.abs(mine.log_probability - theirs_kept).max() <= STEP / 2 + 1e-5
    assert write(read(content)) == content


@pytest.mark.parametrize("content", [b"", b"kouan characters 1\n", b"kouan characters 1\nabc"])
def test_what_is_no_model_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(ModelError, match=r"^models/characters\.model: .*kouan model build"):
        read(content, "models/characters.model")


def test_a_file_cut_short_is_refused_before_anybody_asks_for_the_model(
    blend: NgramModel, tmp_path: Path
) -> None:
    path = tmp_path / "models" / "characters.model"
    path.parent.mkdir()
    path.write_bytes(write(blend)[:-100])
    with pytest.raises(ModelError, match="damaged"):
        gather(tmp_path)


def test_a_projects_model_stands_in_place_of_the_shipped_one(
    blend: NgramModel, tmp_path: Path
) -> None:
    path = tmp_path / "models" / "characters.model"
    path.parent.mkdir()
    path.write_bytes(write(blend))
    own = gather(tmp_path)
    assert own.digest != gather().digest
    assert np.array_equal(model_of(own).tables[3].keys, blend.tables[3].keys)
    assert np.array_equal(model_of(pickle.loads(pickle.dumps(own))).fold, FOLD)


def test_the_shipped_model_knows_news_from_noise() -> None:
    model = model_of(gather())
    news = model.score(codes_of("海关总署昨日公布，今年上半年进出口总值同比增长百分之五。")).mean()
    noise = model.score(codes_of("陸湛诎锻菩兄袊癯鋈刖惩湟曣皵鐗堟潈")).mean()
    assert news > -6 > -9 > noise


def test_single_characters_are_read_without_the_rest(blend: NgramModel) -> None:
    characters = read_characters(write(blend))
    whole = read(write(blend))
    assert characters.fold.tolist() == whole.fold.tolist()
    assert characters.log_probability.tolist() == whole.tables[0].log_probability.tolist()
