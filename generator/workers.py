"""Work spread over the processors of this machine, where the system can fork; the results are the same."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

T = TypeVar("T")
R = TypeVar("R")

FEW = 8
"""Fewer jobs than that are not worth a process."""
MOST = 4000
"""So many batches of jobs wait in a pipe, which holds at least 16,384 numbers of four bytes."""

_begun: set[int] = set()
"""The processes that work beside this one. Where it was another that asked for the result, they still have to
be waited for."""


def go_on() -> None:
    """Work that nobody may want to give up: in the place of what would raise then."""


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
        _begun.difference_update([child for child in _begun if os.waitpid(child, os.WNOHANG)[0]])
    return [found[place] for place in range(len(jobs))]


def aside(work: Callable[[], R]) -> Callable[[], R]:
    """Begin a job beside what this process does now. Its result can be asked for once, and is waited for.

    Where no other process may work, the job is done when somebody asks. Raises WorkError like `spread`.
    """
    if processors() < 2:
        return work
    child, pipe = _forked(work)
    _begun.add(child)
    return partial(_collected, child, pipe)


@contextmanager
def meanwhile(work: Callable[[], object]) -> Iterator[None]:
    """Let another process do a job that may be of use, as far as it gets until the block ends."""
    others = [_forked(work)] if processors() > 1 else []
    try:
        yield
    finally:
        _stopped(others)


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
    _begun.clear()  # they are not its own
    try:
        os.close(here)
        try:
            made = pickle.dumps((True, work()), pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            made = pickle.dumps((False, str(error)))
        with os.fdopen(there, "wb") as pipe:
            pipe.write(made)
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
    with suppress(ChildProcessError):  # where it is not this process that began the work
        os.waitpid(child, 0)
    _begun.discard(child)
    done, made = pickle.loads(data) if data else (False, "a process ended")  # noqa: S301  # our own
    if not done:
        raise WorkError(f"Some pages could not be made: {made}")
    return made
