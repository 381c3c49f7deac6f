"""Who comes first: the smallest keys, whatever keys there are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lindung.simulation.institutions.places import first


@given(
    st.lists(st.floats(-5, 5, width=32), max_size=300, unique=True),
    st.integers(-1, 320),
    st.booleans(),
)
def test_the_smallest_keys_come_first(numbers: list[float], n: int, spread: bool) -> None:
    keys = np.array(numbers, dtype=np.float32)
    if spread:  # as draws are: even between 0 and 1
        keys = np.float32(0.5) + keys / np.float32(10.1)
    found = first(keys, n)
    assert sorted(found) == sorted(np.argsort(keys, kind="stable")[: max(n, 0)])
