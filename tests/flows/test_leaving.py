"""How a command ends: at once, but for what has to be ended in order."""

import subprocess
import sys

import pytest

SCRIPT = """
import atexit, sys
from flows.leaving import leave
{before}
atexit.register(lambda: print("taken down"))
print("said", end="")
leave(3)
"""


def ended(before: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", SCRIPT.format(before=before)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_process_leaves_at_once_with_its_code_and_all_it_said():
    done = ended("")
    assert (done.returncode, done.stdout) == (3, "said")


def test_who_closed_the_output_gets_the_code_and_no_traceback():
    done = ended("sys.stdout = None")
    assert (done.returncode, done.stderr) == (3, "")


def test_what_prefect_has_to_end_is_ended_in_order():
    done = ended("sys.modules['prefect'] = sys")
    assert (done.returncode, done.stdout) == (3, "saidtaken down\n")


WORKING = """
from multiprocessing import get_context
from threading import Thread
from time import sleep

def work():
    sleep(0.2)
    print("worked ", end="", flush=True)

{worker}.start()
"""


@pytest.mark.parametrize(
    "worker", ["Thread(target=work)", "get_context('fork').Process(target=work)"]
)
def test_threads_and_processes_at_work_are_waited_for(worker: str):
    done = ended(WORKING.format(worker=worker))
    assert done.returncode == 3
    assert sorted(done.stdout.removeprefix("said").split()) == ["down", "taken", "worked"]
