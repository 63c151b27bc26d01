"""Lock files in, complaints out: each must satisfy pyproject.toml, hold hashes, and say nothing of where it was made."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
#: Each lock with the dependency groups and extras that it holds beside the dependencies.
LOCKS = {
    "requirements.txt": ("build",),
    "requirements-dev.txt": ("build", "dev", "model", "notebook", "pdf", "spacy", "warc"),
}
PINNED = re.compile(
    r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9, ._-]+\])?==([^ ;\\]+)(?: *;[^\\]*)?(?: \\)?$",
    re.MULTILINE,
)
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def complaints(lock: Path, groups: tuple[str, ...]) -> list[str]:
    """What is wrong with one lock, a sentence each."""
    lines = lock.read_text("utf-8").splitlines()
    found = [
        f"{lock.name}:{number}: neither a pinned version nor a hash: {line[:60]}"
        for number, line in enumerate(lines, 1)
        if line and not PINNED.match(line) and not HASH.match(line)
    ]
    found += [
        f"{lock.name}:{number}: no hash behind this pin"
        for number, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True), 1)
        if PINNED.match(line) and not HASH.match(following)
    ]
    pinned: dict[str, set[str]] = {}
    for name, version in PINNED.findall("\n".join(lines)):
        pinned.setdefault(canonicalize_name(name), set()).add(version)
    for requirement in _required(groups):
        versions = pinned.get(canonicalize_name(requirement.name), set())
        if not versions:
            found.append(
                f"{lock.name}: {requirement.name} is in pyproject.toml and not locked; run make lock"
            )
        found += [
            f"{lock.name}: {requirement.name} {version} does not satisfy {requirement}; run make lock"
            for version in sorted(versions)
            if not requirement.specifier.contains(version, prereleases=True)
        ]
    return found


def _required(groups: tuple[str, ...]) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = [*project["project"]["dependencies"]]
    more = project["dependency-groups"] | project["project"]["optional-dependencies"]
    for group in groups:
        lines += more[group]
    return [Requirement(line) for line in lines]


def main() -> int:
    """Print all complaints; exit code 1 when there is one."""
    found = [line for name, groups in LOCKS.items() for line in complaints(ROOT / name, groups)]
    print(
        "\n".join(found)
        if found
        else "locks: hashed, free of addresses, and in step with pyproject.toml"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
