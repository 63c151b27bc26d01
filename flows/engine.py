"""Jobs in, outcomes out: in this process, in threads, or in a pool of processes."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from flows.ingestion.jobs import Job

if TYPE_CHECKING:
    from flows.settings import Engine
    from flows.work import Outcome, Workplace

#: Up to here starting worker processes costs more than they save.
IN_PROCESS = 20 << 20

Step = Callable[[Job, "Workplace"], "Outcome"]


def chosen(engine: Engine, size: int) -> Engine:
    """The engine for so many bytes of new text: auto stays in this process up to 20 MB.

    Threads gain nothing on the road itself (OpenCC and `re` hold the GIL); they overlap reading and writing.
    """
    if engine != "auto":
        return engine
    return "threads" if size <= IN_PROCESS else "processes"


class Pool:
    """Runs steps on jobs. A worker process that dies takes only its own jobs with it; the next call gets a new pool."""

    def __init__(self, engine: Engine, size: int, workers: int = 0) -> None:
        self.engine = chosen(engine, size)
        self.workers = workers or os.cpu_count() or 1
        self._executor: Executor | None = None
        self._lock = Lock()

    def submit(self, step: Step, job: Job, place: Workplace) -> Future[Outcome]:
        """Start a step on a job."""
        with self._lock:
            if self._executor is None:
                self._executor = self._start()
            executor = self._executor
        try:
            return executor.submit(step, job, place)
        except BrokenProcessPool:
            self._drop(executor)
            return self.submit(step, job, place)

    def call(self, step: Step, job: Job, place: Workplace) -> Outcome:
        """Carry a step out on a job and wait for it; in this process where the engine is threads."""
        if self.engine == "threads":
            return step(job, place)
        return self.submit(step, job, place).result()

    def each(
        self, step: Step, jobs: Sequence[Job], place: Workplace
    ) -> Iterator[Outcome | Exception]:
        """Outcomes in the order of the jobs, or what a job raised."""
        if self.engine == "threads" and (len(jobs) == 1 or self.workers == 1):
            yield from (_tried(partial(step, job, place)) for job in jobs)
            return
        futures = [self.submit(step, job, place) for job in jobs]
        yield from (_tried(future.result) for future in futures)

    def close(self) -> None:
        """End the workers; what has not begun is dropped."""
        if self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def _start(self) -> Executor:
        if self.engine == "threads":
            return ThreadPoolExecutor(self.workers, thread_name_prefix="kouan")
        # Spawned, not forked: threads of Arrow and OpenCC do not survive a fork.
        return ProcessPoolExecutor(self.workers, multiprocessing.get_context("spawn"))

    def _drop(self, executor: Executor) -> None:
        with self._lock:
            if self._executor is executor:
                self._executor = None
        executor.shutdown(wait=False, cancel_futures=True)


@contextmanager
def pool(engine: Engine, size: int, workers: int = 0) -> Iterator[Pool]:
    """A pool that ends with the block."""
    opened = Pool(engine, size, workers)
    try:
        yield opened
    finally:
        opened.close()


def _tried(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except Exception as error:
        return error
