# SPDX-License-Identifier: Apache-2.0
"""From a grey crop to the network's input. The Swift side does exactly the same."""
import numpy as np

HEIGHT = 40
MAXIMUM_WIDTH = {"digits": 320, "words": 640}
MINIMUM_WIDTH = 16


def coverage(size: int, target: int) -> np.ndarray:
    """Weights of every source pixel in every target pixel: the share of the target's span that it covers."""
    step = size / target
    lower = np.arange(target)[:, None] * step
    upper = lower + step
    pixels = np.arange(size)[None, :]
    overlap = np.minimum(upper, pixels + 1) - np.maximum(lower, pixels)
    return (np.clip(overlap, 0, None) / step).astype(np.float32)


def levels(grey: np.ndarray) -> tuple[int, int]:
    """The paper (the 80th percentile) and the ink (the first percentile, at least 64 darker than the paper)."""
    ordered = np.cumsum(np.bincount(grey.reshape(-1), minlength=256))
    count = grey.size
    paper = int(np.searchsorted(ordered, (count * 80 + 99) // 100))
    ink = int(np.searchsorted(ordered, (count + 99) // 100))
    return paper, min(ink, paper - 64)


def strip(grey: np.ndarray, part: str) -> np.ndarray:
    """Ink from 0 to 1, HEIGHT rows, the width in proportion within its limits."""
    height, width = grey.shape
    paper, ink = levels(grey)
    value = np.clip((paper - grey.astype(np.float32)) / (paper - ink), 0, 1)
    target = (2 * width * HEIGHT + height) // (2 * height)
    target = min(max(target, MINIMUM_WIDTH), MAXIMUM_WIDTH[part])
    return coverage(height, HEIGHT) @ value @ coverage(width, target).T
