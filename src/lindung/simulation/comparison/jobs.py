"""Running the jobs of a plan: on threads here or elsewhere, each outcome kept as it comes, none run twice."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Protocol

from lindung.simulation.comparison.plan import Job, Plan
from lindung.simulation.comparison.replicate import Outcome, simulate
from lindung.simulation.comparison.store import Store

type Progress = Callable[[int, int], None]


class Executor(Protocol):
    """Whatever runs jobs of a plan: gives the outcomes as they come, in any order."""

    def run(self, plan: Plan, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Run them."""
        ...


class Threads:
    """Jobs on threads of this process: the compiled month lets go of the interpreter while it runs."""

    def __init__(self, threads: int) -> None:
        self._threads = max(threads, 1)

    def run(self, plan: Plan, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Run them; when the caller stops, jobs not yet begun are dropped."""
        plan.parts_from  # noqa: B018 - worked out once, before threads share the plan
        if self._threads == 1:
            yield from (simulate(plan, job) for job in jobs)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            waiting: set[Future[Outcome]] = {pool.submit(simulate, plan, job) for job in jobs}
            try:
                while waiting:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            finally:
                for future in waiting:
                    future.cancel()


def outcomes_of(
    plan: Plan, jobs: Sequence[Job], executor: Executor, store: Store | None = None, progress: Progress | None = None
) -> dict[Job, Outcome]:
    """The outcomes of the jobs, in the jobs' order: those in the store as they are, the others run and stored."""
    found = {} if store is None else {job: kept for job in jobs if (kept := store.read(job)) is not None}
    missing = [job for job in jobs if job not in found]
    if progress is not None:
        progress(len(found), len(jobs))
    for outcome in executor.run(plan, missing):
        if store is not None:
            store.write(outcome)
        found[outcome.job] = outcome
        if progress is not None:
            progress(len(found), len(jobs))
    return {job: found[job] for job in jobs}
