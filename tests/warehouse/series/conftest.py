"""A warehouse in memory for the tests of observations: migrated once, emptied before each."""

import pytest
from series_rows import archive, empty


@pytest.fixture(scope="session")
def made():
    """The warehouse as whoever used it last has left it."""
    with archive() as connection:
        yield connection


@pytest.fixture
def store(made):
    """The same without a figure."""
    empty(made)
    return made
