"""Products of 8-bit integers: a quarter of the memory to read, and several times as fast.

What is multiplied is rounded at the moment, with one scale for all that is given at once (Jacob et
al., 2018); ONNX Runtime calls this "dynamic quantization".
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# 7 of 8 bits: with AVX2 alone two products are added in 16 bits, which 8 would overflow.
LARGEST = 63
_LEAST = 1e-12  # a scale of 0 could not be divided by


def to_whole_numbers(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Weights (entered, left) as int8 from -63 to 63, and the scale of each column, float32."""
    scales = np.maximum(np.abs(weights).max(axis=0), _LEAST) / LARGEST
    return np.round(weights / scales).astype(np.int8), scales.astype(np.float32)
