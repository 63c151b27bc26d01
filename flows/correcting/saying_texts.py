"""What somebody typed of a text or an entity behind `kouan correct` in; a correction written and shown, and an exit code, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.correcting.entities import merge, split
from flows.correcting.rows import Change
from flows.correcting.saying import Asked, carried_out
from flows.correcting.texts import kept_text, removed_text, text_correction
from flows.correcting.trial import tried
from flows.location import SettingsError
from flows.summary import counted
from kouan.corrections import CorrectionError
from kouan.model.correction import Correction
from kouan.model.entity_correction import EntityCorrection
from kouan.model.knowledge import Knowledge

if TYPE_CHECKING:
    from flows.settings import Settings

Found = tuple[tuple[Correction, ...], list[Change], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Said:
    """The options that say something of a text or of entities; None and False where nothing is said."""

    text: str | None = None
    words: str | None = None
    keep: bool = False
    remove: str | None = None
    merge: str | None = None
    split: str | None = None
    alias: str | None = None
    document: str | None = None

    @property
    def option(self) -> str | None:
        """The one thing that is said, by its option; None where nothing is.

        Raises:
            SettingsError: several things are said at once, or something beside that belongs to another.
        """
        asked = [
            name for name in ("text", "remove", "merge", "split") if getattr(self, name) is not None
        ]
        asked += ["keep"] if self.keep else []
        if len(asked) > 1:
            raise SettingsError(
                f"{' and '.join(f'--{one}' for one in asked)}: say one thing at a time"
            )
        if (self.alias or self.document) and asked != ["split"]:
            raise SettingsError("--alias and --document belong to --split; leave them out")
        return asked[0] if asked else None


def correct_text(settings: Settings, row: str, said: Said, asked: Asked) -> int:
    """Correct words of a row, keep what was removed, or take a block out."""

    def found(knowledge: Knowledge) -> Found:
        home, reasons = settings.home, asked.reasons
        if said.keep:
            one = kept_text(home, row, reasons)
        elif said.remove is not None:
            one = removed_text(home, row, said.remove, reasons)
        else:
            one = text_correction(home, row, said.words or "", said.text or "", reasons)
        changed, location = tried(home, one, knowledge)
        told = {"surface": one.seen or one.new, "sentence": None, "location": location}
        return (one,), changed, told

    return carried_out(settings, found, asked, "kept" if said.keep else "corrected")


def correct_entity(settings: Settings, row: str, said: Said, asked: Asked) -> int:
    """Merge an entity into another one, or split mentions off to another one."""

    def found(knowledge: Knowledge) -> Found:
        from warehouse.provenance.entities import mentions_of

        del knowledge
        home, reasons = settings.home, asked.reasons
        if said.merge is not None:
            one = merge(home, row, said.merge, reasons)
        else:
            one = split(home, row, said.split or "", reasons, said.alias, said.document)
        put = EntityCorrection.of(one)
        mentions, articles = mentions_of(home, put)
        if not mentions:
            raise CorrectionError(
                f"{put.seen}: no valid article names it there; nothing would change"
            )
        reach = f"{counted(mentions, 'mention')} in {counted(articles, 'article')}"
        told = {"surface": str(put.seen), "sentence": None, "location": reach}
        return (one,), [Change("entity", str(put.seen), str(put.new))], told

    return carried_out(settings, found, asked, "merged" if said.merge is not None else "split")
