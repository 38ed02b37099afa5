# SPDX-License-Identifier: Apache-2.0
"""A pool of cells of scans whose numbers people know: python scans.py words folder out.npz copies seed

The folder holds pictures and `cells.json`, a list of {"file", "value", "top", "bottom"}: the number, "-" for a dash, or
null where nothing is written, and the rows of the cell in its picture, which shows more above and below. Every cell is
moved, bent and made thicker or thinner `copies` times. Of those without a number so many are taken that there are an
eighth as many as others, for digits a quarter."""
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

import cells_digits
import cells_words
import ink
import preprocess


class Plain:
    """Chance that never deviates: numbers as the grammar has them."""

    def random(self):
        return 0.5


def copied(rng, what, picture, top, bottom):
    """The strip of a cell that was scanned and cut a little otherwise."""
    height = bottom - top
    first, last = top - rng.normal(0, 0.04) * height, bottom + rng.normal(0, 0.04) * height
    dark = 255 - picture[max(0, int(first)):int(last)].astype(np.float32)
    tall, wide = 64 * rng.uniform(0.85, 1.15), 64 * rng.uniform(0.8, 1.3)
    dark = ndimage.zoom(dark, (tall / len(dark), wide / len(dark)), order=1)
    dark = ink.wander(rng, np.ascontiguousarray(dark), rng.uniform(0.2, 1.5))
    if rng.random() < 0.5:
        other = (ndimage.grey_dilation if rng.random() < 0.5 else ndimage.grey_erosion)(dark, (3, 3))
        dark = dark + (other - dark) * rng.uniform(0, 0.6)
    slant = rng.normal(0, 0.12)
    dark = ndimage.affine_transform(dark, [[1, 0], [slant, 1]], offset=[0, -slant * len(dark) / 2], order=1)
    grey = 255 - dark * rng.uniform(0.8, 1.1) + rng.normal(0, rng.uniform(0, 4), dark.shape)
    return np.round(preprocess.strip(np.clip(grey, 0, 255).astype(np.uint8), what) * 255).astype(np.uint8)


def label(what, value):
    """What the network is to say."""
    if value is None:
        return []
    if value == "-":
        return [cells_words.DASH if what == "words" else cells_digits.DASH]
    if what == "digits":
        return [int(digit) + 1 for digit in str(value)]
    return [cells_words.CLASS[word] for word in cells_words.words_of(Plain(), value)]


def main(what, folder, out, copies, seed):
    rng = np.random.default_rng(int(seed))
    cells = json.loads((Path(folder) / "cells.json").read_text())
    pictures = [np.asarray(Image.open(Path(folder) / cell["file"]).convert("L")) for cell in cells]
    written = [index for index, cell in enumerate(cells) if isinstance(cell["value"], int)]
    others = [index for index, cell in enumerate(cells) if not isinstance(cell["value"], int)]
    share = len(written) // (4 if what == "digits" else 8)
    strips, labels = [], []
    for _ in range(int(copies)):
        for index in [*written, *rng.permutation(others)[:share]]:
            cell = cells[index]
            strips.append(copied(rng, what, pictures[index], cell["top"], cell["bottom"]))
            labels.append(np.array(label(what, cell["value"]), np.int32))
    np.savez(out, ink=np.concatenate(strips, axis=1), widths=np.array([strip.shape[1] for strip in strips], np.int32),
             lengths=np.array([len(label) for label in labels], np.int32), labels=np.concatenate(labels))


if __name__ == "__main__":
    main(*sys.argv[1:])
