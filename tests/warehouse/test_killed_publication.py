"""Kills at random instants of publish and snapshot: what readers open is the state before or after, never a third."""

import pytest
from killing import kill_loop


@pytest.mark.parametrize(
    "kills",
    [
        pytest.param(30, id="some", marks=pytest.mark.slow),
        pytest.param(180, id="many", marks=pytest.mark.long),
    ],
)
def test_a_kill_leaves_the_state_before_or_after_and_a_second_run_ends_like_an_undisturbed_one(
    tmp_path, kills
):
    seen = kill_loop(tmp_path, kills)
    assert seen.wrong == []
    assert seen.kills >= kills
    assert seen.before > 0
