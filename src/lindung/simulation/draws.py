"""Random draws that depend on nothing but what they are for: a pure function of (seed, worker, month, decision).

No generator is carried along, so a draw is the same in any order, in any block, on any thread, and whether or not the
other draws are made. Decisions are numbered in `decisions.py`.

Generator: Philox-4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC11), which
turns a counter of four 32-bit words and a key of two into four words. Counter: worker, month, block, stream. Key: the
low and the high half of the seed. Decision d is word d % 4 of block d // 4.

Inside compiled loops all words are np.uint64 that hold 32 bits: numba makes a float64 of uint64 with a signed number.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from lindung.simulation.compiled import F32, kernel, scalar

U64 = np.uint64

WORDS: Final = 4  # in a block
MONTHS: Final = 65_536
WORKERS_STREAM: Final = U64(0)  # the counter's fourth word for everything that happens to a worker

LOW_HALF: Final = U64(0xFFFFFFFF)
HALF_BITS: Final = U64(32)
# multipliers and key increments of the paper: the increments are the golden ratio and sqrt(3) - 1
MULTIPLIER_0: Final = U64(0xD2511F53)
MULTIPLIER_1: Final = U64(0xCD9E8D57)
INCREMENT_0: Final = U64(0x9E3779B9)
INCREMENT_1: Final = U64(0xBB67AE85)
ROUNDS: Final = 10

DROPPED_BITS: Final = U64(8)
STEP: Final = F32(2.0**-24)


@scalar
def philox(
    worker: np.uint64, month: np.uint64, block: np.uint64, stream: np.uint64, key_low: np.uint64, key_high: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Four random words of 32 bits for a counter and a key; every argument below 2^32."""
    c0, c1, c2, c3 = worker, month, block, stream
    k0, k1 = key_low, key_high
    for _ in range(ROUNDS):
        product_0 = MULTIPLIER_0 * c0
        product_1 = MULTIPLIER_1 * c2
        c0 = (product_1 >> HALF_BITS) ^ c1 ^ k0
        c1 = product_1 & LOW_HALF
        c2 = (product_0 >> HALF_BITS) ^ c3 ^ k1
        c3 = product_0 & LOW_HALF
        k0 = (k0 + INCREMENT_0) & LOW_HALF
        k1 = (k1 + INCREMENT_1) & LOW_HALF
    return c0, c1, c2, c3


@scalar
def uniform(word: np.uint64) -> F32:
    """A uniform on [0, 1) from a word of 32 bits: a multiple of 2^-24, so 0 may come and 1 never does.

    All 2^24 values are exact in float32 and equally likely, so `u < p` has probability p to within 2^-24. `normal`
    takes 0 as half a step.
    """
    return F32(np.int32(np.int64(word >> DROPPED_BITS))) * STEP


@kernel
def fill(
    u0: NDArray[np.float32], u1: NDArray[np.float32], u2: NDArray[np.float32], u3: NDArray[np.float32],
    ids: NDArray[np.uint32], first: int, last: int, month: int, block: int, key_low: np.uint64, key_high: np.uint64,
) -> None:  # fmt: skip
    """Write the four decisions of a block for workers [first, last): entry j is of the worker `ids[first + j]`.

    `u0` to `u3` are float32[>= last - first] and get uniforms on [0, 1); `month` 0 to 65535; the key is `key_of(seed)`.
    Bounds are not checked.
    """
    part = ids[first:last]
    for j in range(last - first):
        w0, w1, w2, w3 = philox(U64(part[j]), U64(month), U64(block), WORKERS_STREAM, key_low, key_high)
        u0[j] = uniform(w0)
        u1[j] = uniform(w1)
        u2[j] = uniform(w2)
        u3[j] = uniform(w3)


@kernel
def _one_decision(
    out: NDArray[np.float32], ids: NDArray[np.uint32], month: int, decision: int,
    key_low: np.uint64, key_high: np.uint64,
) -> None:  # fmt: skip
    block, word = decision // WORDS, decision % WORDS
    for j in range(out.size):
        w0, w1, w2, w3 = philox(U64(ids[j]), U64(month), U64(block), WORKERS_STREAM, key_low, key_high)
        low = w0 if word == 0 else w1  # chosen so rather than by index, which would keep the loop from vectorising
        high = w2 if word == 2 else w3
        out[j] = uniform(low if word < 2 else high)


def key_of(seed: int) -> tuple[np.uint64, np.uint64]:
    """The low and the high half of a seed. Raises `ValueError` unless it is a whole number from 0 to 2^64 - 1."""
    if not 0 <= seed < 1 << 64:
        raise ValueError(f"a seed is a whole number from 0 to 2^64 - 1, not {seed}")
    return U64(seed & 0xFFFFFFFF), U64(seed >> 32)


def draw(seed: int, workers: NDArray[np.uint32], month: int, decision: int) -> NDArray[np.float32]:
    """One decision of one month for these workers (their `id`, any order): uniforms on [0, 1), float32[n].

    Raises `ValueError` for a seed outside 64 bits, a month outside 0 to 65535, a decision below 0 or ids that are not
    one row of uint32.
    """
    if not 0 <= month < MONTHS:
        raise ValueError(f"a month is a whole number from 0 to {MONTHS - 1}, not {month}")
    if not 0 <= decision < WORDS << 32:
        raise ValueError(f"a decision is a whole number from 0 to {(WORDS << 32) - 1}, not {decision}")
    if workers.dtype != np.uint32 or workers.ndim != 1:
        raise ValueError(f"workers are one row of uint32, not {workers.ndim} of {workers.dtype}")
    out = np.empty(workers.size, dtype=np.float32)
    _one_decision(out, np.ascontiguousarray(workers), month, decision, *key_of(seed))
    return out
