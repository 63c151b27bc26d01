"""The catalog as it is kept: what the database says of the migrations, and asked again for other ones."""

from __future__ import annotations

import pytest

from warehouse import catalog, kept_catalog


def test_the_kept_catalog_is_what_the_database_says() -> None:
    assert kept_catalog.FILE.read_text("utf-8") == kept_catalog.said()
    asked = catalog.asked()
    assert catalog.tables() == asked
    assert list(catalog.tables()) == list(asked)


def test_other_migrations_are_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "made_of", lambda: "another digest")
    monkeypatch.setattr(catalog, "asked", dict)
    assert catalog.tables.__wrapped__() == {}
