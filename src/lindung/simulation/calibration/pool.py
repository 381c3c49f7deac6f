"""Measuring on several processors: processes, since most of a small city's month is not compiled."""

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import Protocol

from lindung.simulation.calibration.free import Vector
from lindung.simulation.calibration.measuring import Measuring

type Task = tuple[int, Vector]  # number of the run, vector
type Figures = tuple[float, ...]


class Measure(Protocol):
    """Whatever measures vectors, in their order."""

    def __call__(self, tasks: Sequence[Task]) -> list[Figures]:
        """Measure them."""
        ...


@contextmanager
def measuring_on(measuring: Measuring, processes: int) -> Iterator[Measure]:
    """Something that measures on so many processes (1: this one). What it gives does not depend on how many."""
    if processes <= 1:
        yield lambda tasks: [measuring.measure(vector, number) for number, vector in tasks]
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, _begin, (measuring,)) as pool:
        try:
            yield lambda tasks: list(pool.map(_measure, tasks))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_of_process: list[Measuring] = []


def _begin(measuring: Measuring) -> None:
    """Keep what is measured, and end with the process that asked: nobody would be left to hear the answer."""
    _of_process.append(measuring)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


def _measure(task: Task) -> Figures:
    number, vector = task
    return _of_process[0].measure(vector, number)
