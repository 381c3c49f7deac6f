"""How runs are compared, and how a refusal is looked at."""

from typing import Any

import numpy as np
import pytest

from lindung.messages import LANGUAGES, BadInput
from lindung.simulation.run import Run, run
from lindung.simulation.workers import Workers

WORKERS = 2_500  # three blocks of the engine


def assert_same(one: Run, other: Run) -> None:
    assert one.rows == other.rows
    assert one.result_digest == other.result_digest
    assert one.fingerprint == other.fingerprint
    assert one.metrics == other.metrics
    assert one.ledger.entries == other.ledger.entries
    for name in Workers._fields:
        np.testing.assert_array_equal(
            getattr(one.model.engine.workers, name), getattr(other.model.engine.workers, name), name
        )


def refused(**options: Any) -> BadInput:
    with pytest.raises(BadInput) as raised:
        run(**options)
    assert all(raised.value.said(language).strip() for language in LANGUAGES)
    return raised.value
