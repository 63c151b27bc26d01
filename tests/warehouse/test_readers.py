"""Readers in other processes while publications follow one another: no error, no state that never was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from batches import Page, published

TESTS = Path(__file__).parents[1]

#: Asks again and again until the file `stop` is there; every answer is one line.
READER = """
import sys
from pathlib import Path
from warehouse.connection import reader

home, stop, stays = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "stays"
asked = '''SELECT (SELECT max(number) FROM publication), (SELECT count(*) FROM current_article),
    (SELECT count(*) FROM current_block), (SELECT count(*) FROM mention), (SELECT count(*) FROM metric),
    (SELECT count(DISTINCT valid_from) FROM article)'''
connection, answers = reader(home), set()
print("ready", flush=True)
while not stop.exists():
    answers.add(connection.execute(asked).fetchall()[0])
    if not stays:
        connection.close()
        connection = reader(home)
print(sorted(answers))
"""


@pytest.mark.parametrize(
    ("readers", "publications"),
    [
        pytest.param(2, 4, id="few", marks=pytest.mark.slow),
        pytest.param(10, 20, id="many", marks=pytest.mark.slow),
    ],
)
def test_every_answer_is_one_published_state(tmp_path, readers, publications):
    home, stop = tmp_path / "home", tmp_path / "stop"
    published(home, Page("inbox/1.txt", title="题目1"))
    asking = [
        subprocess.Popen(
            [sys.executable, "-c", READER, home, stop, "stays" if number == 0 else "comes back"],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (TESTS.parent, TESTS)))},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(readers)
    ]
    try:
        for process in asking:
            assert process.stdout.readline() == "ready\n"
        for number in range(2, publications + 2):
            published(
                home, Page(f"inbox/{number}.txt", title=f"题目{number}"), run_id=f"run-{number}"
            )
    finally:
        stop.write_text("")
        ended = [process.communicate(timeout=400) for process in asking]
    assert [error for _, error in ended if error] == []
    answers = [eval(out) for out, _ in ended]
    # each publication adds a page with two blocks, two mentions and two figures
    states = {(n, n, 2 * n, 2 * n, 2 * n, n) for n in range(1, publications + 2)}
    assert set().union(*answers) <= states
    assert answers[0] == [(1, 1, 2, 2, 2, 1)], "who stays connected keeps the state he opened"
    assert len(set().union(*answers)) > 1
