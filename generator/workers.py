"""Work spread over the processors of this machine, where the system can fork; the results are the same."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

T = TypeVar("T")
R = TypeVar("R")

FEW = 8
"""Fewer jobs than that are not worth a process."""
MOST = 4000
"""So many batches of jobs wait in a pipe, which holds at least 16,384 numbers of four bytes."""


class WorkError(Exception):
    """A job that failed in another process."""


def processors() -> int:
    """How many processes may work at once; one where forking is not safe: beside other threads."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(jobs: Sequence[T], work: Callable[[T], R], processes: int) -> list[R]:
    """The results of all jobs, in their order. The jobs begin in that order: put the longest first.

    Raises WorkError, with what went wrong, where a job failed in another process.
    """
    processes = min(processes, len(jobs) // FEW)
    if processes < 2:
        return [work(job) for job in jobs]
    size = len(jobs) // MOST + 1
    queue, numbers = os.pipe()
    os.write(numbers, b"".join(start.to_bytes(4, "big") for start in range(0, len(jobs), size)))
    os.close(numbers)

    def some() -> dict[int, R]:
        return {place: work(jobs[place]) for place in _taken(queue, size, len(jobs))}

    others = [_forked(some) for _number in range(processes - 1)]
    try:
        found = some()
        while others:
            found |= _collected(*others.pop())
    finally:
        os.close(queue)
        _stopped(others)  # where something went wrong here, or somebody stopped the build
    return [found[place] for place in range(len(jobs))]


def aside(work: Callable[[], R]) -> Callable[[], R]:
    """Begin a job beside what this process does now; who asks for its result waits for it.

    Where no other process may work, the job is done when somebody asks. Raises WorkError like `spread`.
    """
    if processors() < 2:
        return cache(work)
    return cache(partial(_collected, *_forked(work)))


def _taken(queue: int, size: int, end: int) -> Iterator[int]:
    """The places of the jobs that this process takes: a batch whenever it has done the last."""
    while number := os.read(queue, 4):
        start = int.from_bytes(number, "big")
        yield from range(start, min(start + size, end))


def _forked(work: Callable[[], object]) -> tuple[int, int]:
    """Start a process; gives its number and the pipe that its result comes through."""
    here, there = os.pipe()
    child = os.fork()
    if child:
        os.close(there)
        return child, here
    try:
        os.close(here)
        try:
            made = True, work()
        except Exception as error:
            made = False, str(error)
        with os.fdopen(there, "wb") as pipe:
            pickle.dump(made, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)  # without what this process would do at its end: it is a copy of one that goes on


def _stopped(others: Iterable[tuple[int, int]]) -> None:
    for child, pipe in others:
        os.kill(child, signal.SIGKILL)
        os.close(pipe)
        os.waitpid(child, 0)


def _collected(child: int, pipe: int) -> Any:
    with os.fdopen(pipe, "rb") as file:
        data = file.read()
    os.waitpid(child, 0)
    done, made = pickle.loads(data) if data else (False, "a process ended")  # noqa: S301  # our own
    if not done:
        raise WorkError(f"Some pages could not be made: {made}")
    return made
