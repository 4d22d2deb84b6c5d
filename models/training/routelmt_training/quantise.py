"""8-bit weights with a scale for each row."""

from __future__ import annotations

import numpy as np

MAX_LEVEL = 64
"""7 of the 8 bits: on processors without VNNI, ONNX Runtime adds two products of 8-bit numbers in 16 bits, which
full 8-bit weights would overflow."""


def quantise(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric levels (out, in), int8 within ±64, and float32 scales (out) of a matrix (out, in)."""
    scales = np.abs(weight).max(axis=1) / MAX_LEVEL
    scales[scales == 0] = 1
    levels = np.clip(np.round(weight / scales[:, None]), -MAX_LEVEL, MAX_LEVEL)
    return levels.astype(np.int8), scales.astype(np.float32)
