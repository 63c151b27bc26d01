"""Regular expressions that a process compiled in, one file beside the compiled modules out, and back into the next process.

`re` compiles in Python, and keeps nothing: the seven hundred expressions of kouan took as long as reading forty
pages, in every process anew. Python keeps compiled modules in `__pycache__`; this keeps the programs of expressions
there, for the very interpreter that made them. They are laid where `re.compile` looks first, so no module need know.
Nothing depends on the file: where it is missing, damaged or of another interpreter, all is compiled as ever.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import re
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, Final, NamedTuple

#: An expression as `re.compile` looks it up: str or bytes, what it says, the flags it is given.
Key = tuple[type, str | bytes, int]

#: With fewer characters of new ones a process leaves the file as it is: words of a page are expressions too.
MUCH: Final = 2_000
#: With more expressions the file begins anew, without those of earlier versions.
MOST: Final = 2_000
_MAGIC: Final = b"kouan patterns 1\n"
_HEAD: Final = len(_MAGIC) + 16


class Program(NamedTuple):
    """What an expression compiles to: all that the matcher is made from."""

    key: Key
    flags: int
    groups: int
    names: Mapping[str, int]
    code: bytes

    def pattern(self) -> re.Pattern[Any]:
        """The expression, ready; the interpreter looks whether the program is one.

        Raises:
            RuntimeError, TypeError, ValueError: it is none.
        """
        import _sre  # type: ignore[import-not-found, unused-ignore]

        code = array("I", self.code).tolist()
        by_number: list[str | None] = [None] * (self.groups + 1)
        for name, number in self.names.items():
            by_number[number] = name
        made: re.Pattern[Any] = _sre.compile(
            self.key[1], self.flags, code, self.groups, dict(self.names), tuple(by_number)
        )
        return made


def program_of(said: str | bytes, flags: int) -> Program:
    """An expression as the compiler of `re` has it.

    Raises:
        re.error: it is none.
    """
    from re import _compiler as compiler  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]

    parsed = parser.parse(said, flags)
    return Program(
        (type(said), said, flags),
        flags | parsed.state.flags,
        parsed.state.groups - 1,
        dict(parsed.state.groupdict),
        array("I", compiler._code(parsed, flags)).tobytes(),
    )


def write(programs: Iterable[Program]) -> bytes:
    """Programs as the bytes of their file."""
    told, codes = [], []
    for one in programs:
        kind, said, flags = one.key
        text = said if isinstance(said, str) else said.decode("latin-1")
        told.append((kind is str, text, flags, one.flags, one.groups, one.names, len(one.code)))
        codes.append(one.code)
    head = json.dumps((_interpreter(), told), ensure_ascii=False).encode("utf-8", "surrogatepass")
    body = len(head).to_bytes(8, "little") + head + b"".join(codes)
    return _MAGIC + hashlib.blake2b(body, digest_size=16).digest() + body


def read(content: bytes) -> tuple[Program, ...]:
    """The programs of a file; none where it is damaged, or not of this interpreter."""
    body = content[_HEAD:]
    digest = hashlib.blake2b(body, digest_size=16).digest()
    if not content.startswith(_MAGIC) or content[len(_MAGIC) : _HEAD] != digest:
        return ()
    at = 8 + int.from_bytes(body[:8], "little")
    interpreter, told = json.loads(body[8:at].decode("utf-8", "surrogatepass"))
    if interpreter != _interpreter():
        return ()
    programs = []
    for is_text, text, given, flags, groups, names, size in told:
        said = text if is_text else text.encode("latin-1")
        programs.append(
            Program((type(said), said, given), flags, groups, names, body[at : at + size])
        )
        at += size
    return tuple(programs)


def _interpreter() -> str:
    """Whose programs they are: another build may number its operations otherwise."""
    return f"{sys.implementation.name} {sys.version} {array('I').itemsize} {sys.byteorder}"


@dataclass(frozen=True, slots=True)
class Recalled:
    """What was laid before `re`, and what it held itself by then."""

    programs: tuple[Program, ...] = ()
    known: frozenset[Key] = field(default_factory=frozenset)


def place() -> Path:
    """Where the programs lie: where Python keeps what it made of this module."""
    return Path(cache_from_source(__file__)).with_suffix(".programs")


def recall(file: Path | None = None) -> Recalled:
    """Give `re` the expressions of the file, so that compiling one of them takes no time."""
    held = _held()
    if held is None:
        return Recalled()
    programs: tuple[Program, ...] = ()
    with suppress(OSError, ValueError, TypeError, RuntimeError):
        programs = read((file or place()).read_bytes())
        held.update({one.key: one.pattern() for one in programs if one.key not in held})
    return Recalled(programs, frozenset(held))


def keep(recalled: Recalled, file: Path | None = None) -> bool:
    """Write down what was compiled since, where that is much; whether it was."""
    held = _held()
    if held is None or _length(held.keys() - recalled.known) < MUCH:
        return False
    before = {one.key: one for one in recalled.programs}
    found: dict[Key, Program] = {}
    for said, flags in _in_use(held):
        key = (type(said), said, flags)
        with suppress(re.error, RecursionError, OverflowError):
            found[key] = before.get(key) or program_of(said, flags)
    if _length(found.keys() - before.keys()) < MUCH:
        return False
    together = before | found
    content = write((found if len(together) > MOST else together).values())
    target = file or place()
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(target)
    except OSError:  # an installation that cannot be written to
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        return False
    return True


@contextmanager
def kept() -> Iterator[None]:
    """Know the expressions of earlier processes within, and keep those of this one for later ones."""
    recalled = recall()
    try:
        yield
    finally:
        if not sys.dont_write_bytecode:
            keep(recalled)


def _length(keys: Iterable[Key]) -> int:
    return sum(len(said) for _, said, _ in keys)


def _held() -> dict[Key, re.Pattern[Any]] | None:
    """Where `re` looks before it compiles; None where this interpreter has no such thing."""
    held = getattr(re, "_cache", None)
    is_known = sys.implementation.name == "cpython" and isinstance(held, dict)
    return held if is_known else None


def _in_use(held: Mapping[Key, re.Pattern[Any]]) -> Iterator[tuple[str | bytes, int]]:
    """Every expression that something holds on to beside `re` itself, with the flags it was given."""
    everything = gc.get_objects()
    cached = {id(one): key for key, one in held.items()}
    for one in everything:
        if type(one) is not re.Pattern:
            continue
        key = cached.get(id(one))
        # held by the list of everything, this name, the call, and by re
        if sys.getrefcount(one) <= 3 + (key is not None):
            continue
        is_text = isinstance(one.pattern, str)
        yield one.pattern, key[2] if key else one.flags & ~(re.UNICODE.value if is_text else 0)
