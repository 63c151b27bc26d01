import os

import pytest


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch):
    """A KOUAN_… or PREFECT_… variable of whoever runs the tests would win over the settings of a test."""
    for name in list(os.environ):
        if name.startswith("KOUAN_") or name in ("PREFECT_API_URL", "PREFECT_HOME"):
            monkeypatch.delenv(name)
