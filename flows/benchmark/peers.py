"""Other people's cleaners in their own environments in, the speed of each on the same documents out.

`peers.py` of the folder KOUAN_PEERS holds one job for each; it is run by the interpreter of the environment.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Peer:
    """A cleaner that others use: its job in `peers.py`, and what its environment must hold."""

    name: str
    job: str
    packages: str


PEERS: Final = {
    peer.name: peer
    for peer in (
        # its import asks for more than it declares
        Peer("data-juicer", "data-juicer.clean(8 mappers)", "py-data-juicer aiohttp scipy opencc ftfy"),
        Peer(
            "datatrove",
            "datatrove.format(ftfy+symbols+pii)",
            '"datatrove[processing,io]" ftfy nltk spacy jieba',
        ),
        Peer("jionlp", "jionlp.clean_text", "jionlp jiojio"),
    )
}  # fmt: skip

#: Seconds for one round of one peer, its import included, which alone may take half a minute.
PATIENCE: Final = 600


class PeerError(RuntimeError):
    """A peer that cannot be run; the message says why, and how to get it."""


def environments_of(named: Sequence[str]) -> dict[str, Path]:
    """Interpreters by peer, from NAME=FOLDER (an environment, or its interpreter).

    Raises:
        PeerError: there is no such peer, or the folder holds no interpreter.
    """
    found = {}
    for one in named:
        name, _, folder = one.partition("=")
        if name not in PEERS or not folder:
            raise PeerError(
                f"--peers {one}: write NAME=FOLDER, where NAME is one of {', '.join(PEERS)}"
            )
        given = Path(folder).expanduser()
        python = given if given.is_file() else given / "bin" / "python"
        if not python.is_file():
            raise PeerError(f"--peers {one}: there is no {python}. {recipe(name, folder)}")
        found[name] = python
    return found


def recipe(name: str, folder: str) -> str:
    """How to get the environment of a peer."""
    return f"Make it with: uv venv {folder} && uv pip install --python {folder}/bin/python {PEERS[name].packages}"


def missing(environments: Mapping[str, Path]) -> Iterator[str]:
    """What to say of each peer that was not named."""
    for name in PEERS:
        if name not in environments:
            folder = f"peers/{name}"
            yield f"{name} is not measured. {recipe(name, folder)}; then add --peers {name}={folder}"


def seconds_per_megabyte(
    name: str,
    python: Path,
    program: Path,
    corpus: Path,
    job: str | None = None,
    limit: int | None = None,
) -> float:
    """Processor seconds that a peer takes for a megabyte (UTF-8) of the corpus, imports not counted.

    It does its cleaning over all documents unless another job, or fewer documents, are named.

    Raises:
        PeerError: it ends with an error, or takes too long; the message is its last.
    """
    documents = limit or sum(1 for _ in (corpus / "docs.jsonl").open("rb"))
    command = [str(python), str(program), str(corpus), "--one", job or PEERS[name].job]
    try:
        done = subprocess.run(
            [*command, "--limit", str(documents)],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PeerError(f"{name}: took more than {PATIENCE} seconds") from None
    said = [line for line in done.stdout.splitlines() if line.startswith('{"job"')]
    if not said:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        raise PeerError(f"{name}: {last[0]}. {recipe(name, str(python.parent.parent))}")
    return 1 / float(json.loads(said[-1])["MB_per_cpu_s"])
