import os

import pytest
from flows_support import Typed

from flows.cli import call


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch):
    """A KOUAN_… or PREFECT_… variable of whoever runs the tests would win over the settings of a test."""
    for name in list(os.environ):
        if name.startswith("KOUAN_") or name in ("PREFECT_API_URL", "PREFECT_HOME"):
            monkeypatch.delenv(name)


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    """Type a command; exit code, stdout and stderr come back."""

    def type_in(*arguments: str) -> tuple[int, str, str]:
        code = call(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return type_in
