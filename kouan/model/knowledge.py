"""What kouan knows while it reads: lexicons, phrases, templates, project rules; made by the shell, handed in, never looked up."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from kouan.model.name_model import NameModelFile

if TYPE_CHECKING:
    from kouan.model.correction import Correction

Row = Mapping[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of boilerplate: a pattern (regular expression) that gives a line away."""

    name: str
    kind: str
    pattern: str
    seen: str
    example: str
    #: "line": the pattern must cover the line; "within": it stands somewhere in it. Of the others it must cover the line:
    #: "head", "tail": the line goes only before, or behind, all prose of its page; "talk": two such lines are the rims
    #: of what readers say; "first": the line is the first, above a menu or a path; "mark": it takes nothing out, and only shows where the frame of a page begins.
    scope: str = "within"
    confidence: float = 0.9
    #: True: the lines that follow belong to it as long as they are list items; behind all prose, as long as they are short.
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A line that the pages of one source share, approved by a person: it is taken out of documents of that source."""

    name: str
    #: Whose pages have it, as `Source.site` says.
    source: str
    #: The line, as it reads when all other faults are mended.
    line: str
    kind: str
    #: "same": the line as it stands; "any": other figures and dates may stand where it has some.
    figures: Literal["same", "any"] = "same"
    confidence: float = 0.95
    #: Why it was approved, in a person's words.
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Lexicon rows by lexicon, phrases, rules of the user's project, and one digest over all of it.

    Two equal digests mean the same reading of the same bytes, corrections aside: those concern single documents, so they
    are no part of the digest; a document's own are a part of its state. The digest is the hash.
    """

    lexicons: Mapping[str, tuple[Row, ...]]
    phrases: tuple[Phrase, ...] = ()
    #: The character model (kouan.language.model_file.ModelFile), opaque here; None where nothing asks for one.
    model: Any = None
    #: Rules of the project (kouan.cleaning.rule.Rule), opaque here: the nouns know no rule.
    rules: tuple[Any, ...] = ()
    digest: str = ""
    #: Lines of page frames that the project has approved.
    templates: tuple[Template, ...] = ()
    #: The model of names that votes beside the rules; None where the project names none.
    name_model: NameModelFile | None = None
    #: What people said of single rows and stretches of text, by file and line.
    corrections: tuple[Correction, ...] = ()
    #: Made from all but the corrections.
    _made: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    _by_document: dict[str, tuple[Correction, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def rows(self, lexicon: str) -> tuple[Row, ...]:
        """The rows of one lexicon, shipped ones first, the project's after them.

        Raises:
            KeyError: there is no such lexicon.
        """
        return self.lexicons[lexicon]

    def column(self, lexicon: str, name: str = "surface") -> tuple[str, ...]:
        """One column of a lexicon."""
        return tuple(row[name] for row in self.rows(lexicon))

    def made(self, make: Callable[[Knowledge], T]) -> T:
        """What `make` builds from this knowledge (a pattern, an automaton), built once.

        `make` must be a function of the knowledge alone, and ask for no correction.
        """
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[no-any-return]

    def corrections_of(self, document_id: str) -> tuple[Correction, ...]:
        """What is said of one document, by file and line."""
        if self.corrections and not self._by_document:
            found: dict[str, list[Correction]] = {}
            for one in self.corrections:
                found.setdefault(one.document_id or "", []).append(one)
            self._by_document.update((name, tuple(some)) for name, some in found.items())
        return self._by_document.get(document_id, ())

    def uncorrected(self) -> Knowledge:
        """The same without corrections: what the rules say by themselves."""
        return self.with_corrections(())

    def with_corrections(self, corrections: tuple[Correction, ...]) -> Knowledge:
        """The same with other corrections; nothing else is made anew."""
        return replace(self, corrections=corrections, _by_document={})

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Knowledge)
            and other.digest == self.digest
            and other.corrections == self.corrections
        )

    def __getstate__(self) -> tuple[Any, ...]:
        return (
            dict(self.lexicons),
            self.phrases,
            self.model,
            self.rules,
            self.digest,
            self.templates,
            self.name_model,
            self.corrections,
        )

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        names = ("lexicons", "phrases", "model", "rules", "digest", "templates", "name_model")
        for name, value in zip((*names, "corrections"), state, strict=True):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_made", {})
        object.__setattr__(self, "_by_document", {})


def digest_of(*parts: str | bytes) -> str:
    """A digest over parts, unambiguous in their bounds: 32 hexadecimal digits."""
    total = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "little"))
        total.update(data)
    return total.hexdigest()
