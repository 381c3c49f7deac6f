"""The same jobs on a Dask cluster: a worker that dies costs its jobs' rerun, not the result."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from lindung.messages import BadInput, Fault
from lindung.simulation.comparison.plan import Job, Plan
from lindung.simulation.comparison.replicate import Outcome, simulate

SECONDS: Final = 5  # to answer
RETRIES: Final = 3  # of a job whose worker died


class Cluster:
    """Jobs on the workers of a Dask scheduler. Each needs this version of Lindung installed; no files are shared."""

    def __init__(self, address: str) -> None:
        """Raises `BadInput` where the extra is not installed or nobody answers at `address` within seconds."""
        try:
            import distributed
        except ImportError:
            raise BadInput(Fault("extra-missing", {"option": "--cluster", "extra": "cluster"})) from None
        try:
            self._client: Any = _untyped(distributed).Client(address, timeout=SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            details = {"address": address, "seconds": SECONDS, "reason": type(error).__name__}
            raise BadInput(Fault("cluster-unreachable", details)) from None

    def run(self, plan: Plan, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Run them; the plan is sent once."""
        import distributed

        sent = self._client.scatter(plan, broadcast=True, hash=False)
        futures = [self._client.submit(simulate, sent, job, pure=False, retries=RETRIES) for job in jobs]
        try:
            for future in _untyped(distributed).as_completed(futures, loop=self._client.loop):
                yield future.result()
        finally:
            self._client.cancel(futures)

    def close(self) -> None:
        """Let the scheduler go."""
        self._client.close()


def _untyped(module: Any) -> Any:
    """Dask ships no types."""
    return module
