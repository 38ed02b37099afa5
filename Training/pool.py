# SPDX-License-Identifier: Apache-2.0
"""Makes a pool of cells: python pool.py digits train 60000 1 out.npz (what, part, how many, seed, file)."""
import multiprocessing
import os
import sys

import numpy as np

import preprocess

WORKERS = int(os.environ.get("STEWARD_WORKERS", "2"))


def make(task):
    what, part, count, seed = task
    module = __import__(f"cells_{what}")
    rng = np.random.default_rng([seed, {"train": 0, "test": 1}[part]])
    strips, labels = [], []
    for _ in range(count):
        grey, label = module.cell(rng, part)
        strips.append(np.round(preprocess.strip(grey, what) * 255).astype(np.uint8))
        labels.append(label)
    return strips, labels


def main(what, part, count, seed, file):
    chunk = 500
    tasks = [(what, part, chunk, int(seed) * 100_000 + index) for index in range(int(count) // chunk)]
    with multiprocessing.Pool(WORKERS) as workers:
        made = workers.map(make, tasks)
    strips = [strip for part in made for strip in part[0]]
    labels = [label for part in made for label in part[1]]
    widths = np.array([strip.shape[1] for strip in strips], np.int32)
    np.savez(file, ink=np.concatenate(strips, axis=1), widths=widths, lengths=np.array([len(l) for l in labels], np.int32),
             labels=np.concatenate([np.array(l, np.int32) for l in labels if l]))


if __name__ == "__main__":
    main(*sys.argv[1:])
