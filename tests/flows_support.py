"""Small projects on disk for the tests of the flows: a kouan.toml, an inbox, and articles that differ by a number."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from prepared import lay_out

from flows.audit import KEPT
from flows.project import make_project
from flows.settings import Settings, load_settings

#: A command typed: exit code, stdout and stderr come back.
Typed = Callable[..., tuple[int, str, str]]

TEXT = """\
拱北口岸第{number}次通报客流

2019年{month}月，拱北口岸出入境旅客达{number}0万人次，同比增长5.7%。

拱北海关有关负责人表示，口岸将继续优化通关流程，方便旅客往来。
"""
#: A stand-in for make_corpus.py of KOUAN_PEERS: the articles as they are.
CORPUS_MAKER = """
import json, sys
from pathlib import Path
news, seeds, out, _, size = sys.argv[1:]
home = Path(out) / size
(home / "files" / "000").mkdir(parents=True)
texts = [path.read_text("utf-8") for path in sorted(Path(news).glob("*.txt"))][: int(size)]
for number, text in enumerate(texts):
    (home / "files" / "000" / f"{number}.txt").write_text(text, "utf-8")
(home / "docs.jsonl").write_text("".join(json.dumps({"text": text}) + "\\n" for text in texts), "utf-8")
"""


def project_in(folder: Path, *numbers: int, is_new: bool = False, **keys: object) -> Settings:
    """A project with one article per number in its inbox, and these keys changed in its settings.

    It keeps what the checks say, as after a first run: a few rows are judged without Great Expectations, by the
    same verdicts (tests/expectations/test_plain.py). One that `is_new` keeps nothing, and the first run asks it.
    """
    make_project(folder)
    for number in numbers:
        article_in(folder, number)
    if keys:
        settings = folder / "kouan.toml"
        kept = [
            line
            for line in settings.read_text("utf-8").splitlines()
            if line.split(" ")[0] not in keys
        ]
        changed = [f"{name} = {value!r}".replace("'", '"') for name, value in keys.items()]
        settings.write_text("\n".join([*kept, *changed]) + "\n", "utf-8")
    loaded = load_settings(folder)
    lay_out(loaded.home)
    if not is_new:
        (loaded.home / KEPT).write_bytes(_checks())
    return loaded


@cache
def _checks() -> bytes:
    """What the shipped checks say, as a run keeps it."""
    from expectations.plain import keep_checks
    from expectations.validation import all_checks

    with TemporaryDirectory() as folder:
        keep_checks(all_checks(), None, Path(folder) / KEPT)
        return (Path(folder) / KEPT).read_bytes()


def article_in(folder: Path, number: int, name: str | None = None) -> Path:
    """An article in the project's inbox."""
    path = folder / "inbox" / (name or f"{number:03}.txt")
    path.write_text(TEXT.format(number=number, month=1 + number % 12), "utf-8")
    return path
