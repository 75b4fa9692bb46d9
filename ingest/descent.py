"""How the makers of weights (`build_*`) fit them: Adam, from nothing, over all cases at once. Nothing is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.float64]


def fitted(slope: Callable[[Numbers], Numbers], size: int, *, steps: int, rate: float) -> Numbers:
    """The weights, `size` of them, after so many steps down the slope that `slope` says there is at given weights.

    >>> fitted(lambda weights: weights - 1.0, 1, steps=500, rate=0.1).round(2)
    array([1.])
    """
    weights, mean, spread = (np.zeros(size) for _ in range(3))
    for step in range(1, steps + 1):
        down = slope(weights)
        mean, spread = 0.9 * mean + 0.1 * down, 0.999 * spread + 0.001 * down**2
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-9)
    return weights
