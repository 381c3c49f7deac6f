"""exp, log and the normal quantile in float32: polynomials, so that loops vectorise and no machine has bits of its own.

Only additions, multiplications, comparisons and moves of bits, each rounded once to float32 in the order written: no
call to a C library, whose last bits differ between systems. All coefficients were fitted for this file (weighted least
squares driven to equal ripple) to float64 references and rounded to float32. Errors, measured over the ranges that
`tests/simulation/test_arithmetic.py` holds:

| function | range | greatest error |
|---|---|---|
| exp | -20 to 20 | 1e-7 relative |
| log | 1e-6 to 1e9 | half the spacing of float32 at the result + 3e-8: 5.1e-7 up to 16 (x = 8.9e6), 9.9e-7 above |
| normal | 1e-6 to 1 - 1e-6 | 5e-6 absolute |

A Python float or a float64 given as an argument is rounded to float32 first.
"""

from typing import Final

import numpy as np

from lindung.simulation.compiled import F32, scalar

ONE: Final = F32(1)
HALF: Final = F32(0.5)
# log 2 in two parts; the first has 10 bits, so that its product with an exponent is exact
LOG2_HIGH: Final = F32(0.693359375)
LOG2_LOW: Final = F32(-2.1219444e-04)

EXP_LEAST: Final = F32(-87)
EXP_MOST: Final = F32(88)
PER_LOG2: Final = F32(1.442695)
ROUNDER: Final = F32(12582912)  # 1.5 * 2^23: adding it leaves a whole number in the low bits
MANTISSA_BITS: Final = np.int32(23)
EXPONENT_BIAS: Final = np.int32(127)
E2, E3, E4, E5, E6 = F32(0.49999994), F32(0.1666652), F32(0.041668404), F32(0.008368899), F32(0.0013814222)


@scalar
def exp(x: F32) -> F32:
    """The exponential of x; below -87 counts as -87 (1.6e-38), above 88 as 88 (1.7e38). NaN stays NaN.

    x = n log 2 + r with |r| <= log(2) / 2; the power of two goes straight into the exponent's bits.
    """
    x = F32(x)
    x = EXP_LEAST if x < EXP_LEAST else x
    x = EXP_MOST if x > EXP_MOST else x
    shifted = x * PER_LOG2 + ROUNDER
    n = shifted - ROUNDER
    r = (x - n * LOG2_HIGH) - n * LOG2_LOW
    series = (((E6 * r + E5) * r + E4) * r + E3) * r + E2
    power = np.int32((F32(shifted).view(np.int32) + EXPONENT_BIAS) << MANTISSA_BITS).view(np.float32)
    return power * (ONE + (r + r * r * series))


LEAST_NORMAL: Final = F32(1.17549435e-38)
BITS_OF_ROOT_HALF: Final = np.int32(0x3F3504F3)
L3, L4, L5, L6 = F32(0.33334166), F32(-0.250017), F32(0.19954875), F32(-0.16564423)
L7, L8, L9 = F32(0.14977996), F32(-0.14379026), F32(0.086722)


@scalar
def _log_positive(x: F32) -> F32:
    """Natural logarithm of a number from 1.2e-38 to 3.4e38, unchecked.

    x = 2^n m with m from sqrt(1/2) to sqrt(2), and log m a series in m - 1.
    """
    bits = F32(x).view(np.int32)
    n = np.int32((bits - BITS_OF_ROOT_HALF) >> MANTISSA_BITS)
    f = np.int32(bits - (n << MANTISSA_BITS)).view(np.float32) - ONE
    series = (((((L9 * f + L8) * f + L7) * f + L6) * f + L5) * f + L4) * f + L3
    square = f * f
    exponent = F32(n)
    return exponent * LOG2_HIGH + (f + (square * (f * series - HALF) + exponent * LOG2_LOW))


@scalar
def log(x: F32) -> F32:
    """Natural logarithm; x below 1.2e-38 (nothing and negatives too) counts as 1.2e-38 (-87.3).

    NaN and infinities give NaN.
    """
    x = F32(x)
    return _log_positive(LEAST_NORMAL if x < LEAST_NORMAL else x) + (x - x)


HALF_STEP: Final = F32(2.0**-25)  # of a uniform draw, a multiple of 2^-24
BELOW_ONE: Final = F32(1 - 2.0**-24)
FOUR: Final = F32(4)
CENTRE: Final = F32(8)
N0, N1, N2, N3 = F32(3.763843), F32(0.2494122), F32(-0.0071500074), F32(3.4509524e-04)
N4, N5, N6, N7 = F32(-1.2441674e-05), F32(-4.336856e-07), F32(2.0948126e-07), F32(-4.224299e-08)
N8, N9, N10, N11 = F32(3.7622163e-09), F32(7.341168e-11), F32(-2.937204e-11), F32(1.1001257e-12)


@scalar
def normal(u: F32) -> F32:
    """Standard normal quantile of a uniform u on (0, 1): one draw in, one normal out, from -5.4 to 5.3.

    A draw of 0 counts as half its step, 2^-25; 1 and more as 1 - 2^-24. normal(1 - u) = -normal(u) exactly wherever
    1 - u is. With w = -log(4 u (1 - u)), as in Giles, "Approximating the erfinv function" (GPU Computing Gems, 2011),
    the quantile over 2 u - 1 is so smooth in w that one polynomial serves the centre and both tails without a branch.
    """
    u = F32(u)
    u = HALF_STEP if u < HALF_STEP else u
    u = BELOW_ONE if u > BELOW_ONE else u
    t = -F32(_log_positive(FOUR * u * (ONE - u))) - CENTRE
    upper = ((((N11 * t + N10) * t + N9) * t + N8) * t + N7) * t + N6
    series = (((((upper * t + N5) * t + N4) * t + N3) * t + N2) * t + N1) * t + N0
    return (u + u - ONE) * series
