"""What is said of inputs that give no document is said in Chinese on Chinese pages."""

import ast
import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest
from archives import encrypted, zipped
from factories import ROOT

from flows.reporting.wording import Wording
from kouan.reading.containers.found import Limits
from kouan.reading.sources import Failure, Opening, list_inputs, read_batch

FINDINGS = tomllib.loads(
    (resources.files("flows.reporting") / "findings.zh.toml").read_text("utf-8")
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: A remedy stands behind a semicolon, in every finding.
SAID = re.compile(r"^[a-z{].*; [a-z].*[a-z]")
#: An error of whoever calls, and one that is told inside "cannot be read (…)".
NO_FINDINGS = {
    "stands in no file; read it as a file",
    "it is larger than {} bytes; fetch it yourself",
}


def failures(folder: Path) -> list[Failure]:
    opening = Opening(Limits(size=3000, depth=1))
    inputs, found = list_inputs([str(folder), "gone.txt", "none*.txt"], folder.parent, opening)
    return [*found, *read_batch(inputs, 3000)[1]]


def test_findings_of_all_sorts_are_said_in_chinese(tmp_path: Path):
    folder = tmp_path / "in: out"  # the name of an input may hold what parts it from the sentence
    folder.mkdir()
    files = {
        "a.rtf": rb"{\rtf1 a}",
        "mail.txt": b"From: a@example.cn\nContent-Transfer-Encoding: base64\n\n5Li0\n",
        "large.txt": b"a" * 4000,
        "broken.zip": b"PK no zip",
        "evil.zip": zipped({"../e.txt": b"evil", "b.zip": zipped({"a.txt": b"a"})}),
        "shut.zip": encrypted(zipped({"a.txt": b"a"})),
        "a.docx": b"no document",
        "a.epub": zipped({"a.txt": b"a"}),
        "a.gz": b"no stream",
        "lines.jsonl": b'{no json\n{"id": 3}\n',
        "feed.xml": b"<rss><channel><item><a/></item><item><title>x</title></channel></rss>",
    }
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    (folder / "link.txt").symlink_to("/etc/hostname")
    found = failures(folder)
    assert len(found) >= len(files) + 3
    for one in found:
        told = Wording("zh").sentence(one.detail)
        assert told.startswith(f"{one.location}："), told
        words = re.sub("（.*）", "", told.removeprefix(one.location))  # what a library said
        assert CHINESE.search(words), told
        assert told.endswith("。"), told
        assert Wording("en").sentence(one.detail) == one.detail


def test_what_is_not_known_is_said_as_it_is():
    assert (
        Wording("zh").sentence("in/a.txt: something else; do it")
        == "in/a.txt: something else; do it"
    )


@pytest.mark.parametrize("english", FINDINGS)
def test_both_languages_name_the_same(english: str):
    assert set(re.findall(r"{(\w+)}", english)) == set(re.findall(r"{(\w+)}", FINDINGS[english]))
    assert CHINESE.search(FINDINGS[english])


def test_every_finding_that_the_reader_can_make_is_there():
    known = {re.sub(r"{\w+}", "{}", one) for one in FINDINGS}
    assert said_by_the_reader() - known == NO_FINDINGS


def said_by_the_reader() -> set[str]:
    """Sentences with a remedy in the code that reads, without the input before them, their places as {}."""
    found = set()
    reading = ROOT / "kouan" / "reading"
    own = ("foreign", "inputs", "listing", "opening", "remote", "shelf", "sources")
    files = [*(reading / "containers").glob("*.py"), *(reading / f"{name}.py" for name in own)]
    for file in sorted(files):
        tree = ast.parse(file.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Expr):  # a docstring
                node.value = (
                    ast.Constant(None) if isinstance(node.value, ast.Constant) else node.value
                )
        for node in ast.walk(tree):
            text = sentence(node).removeprefix("{}: ")
            if SAID.match(text) and "\n" not in text:
                found.add(text)
    return found


def sentence(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            "{}" if isinstance(one, ast.FormattedValue) else str(one.value) for one in node.values
        )
    return ""
