"""Whom a figure is about, how sure that is, and where its article says so."""

from __future__ import annotations

from typing import NamedTuple

from kouan.model.facts import SubjectBasis


class About(NamedTuple):
    """The subject of a figure; without a name nothing says whom it is about."""

    name: str | None
    sureness: float
    basis: SubjectBasis | None = None
