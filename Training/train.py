# SPDX-License-Identifier: Apache-2.0
"""Trains on pools: python train.py digits "pools-*.npz" out.pt strips [start.pt [rate]]. The strips are the budget of
the run; the rate is its highest.

The pattern may match several files, and files that appear while it runs are taken in as well. What is saved are the
averaged weights of the last thousand or so steps."""
import copy
import glob
import os
import sys
import time

import numpy as np
import torch
from torch import distributed
from torch.nn import functional

import network

PADDING = 8
BATCH = 48
ROUND = 6000  # strips between two looks for new files
SHIFTS = 2  # rows up or down
ROOM = 4  # columns of paper on the left


def load(file):
    data = np.load(file)
    edges = np.concatenate([[0], np.cumsum(data["widths"])])
    ends = np.concatenate([[0], np.cumsum(data["lengths"])])
    ink, labels = data["ink"], data["labels"]
    strips = [ink[:, edges[i]:edges[i + 1]] for i in range(len(edges) - 1)]
    return strips, [labels[ends[i]:ends[i + 1]] for i in range(len(ends) - 1)]


def batch_of(strips, labels, indices, rng=None):
    """A batch, padded with paper on the right to one width; with `rng` each strip is moved a little."""
    room = ROOM if rng is not None else 0
    width = max(strips[i].shape[1] for i in indices) + PADDING + room
    width = (width + 3) // 4 * 4
    x = np.zeros((len(indices), 1, 40, width), np.uint8)
    steps = []
    for row, i in enumerate(indices):
        strip, down, left = strips[i], 0, 0
        if rng is not None:
            down, left = int(rng.integers(-SHIFTS, SHIFTS + 1)), int(rng.integers(0, ROOM + 1))
        wide = strip.shape[1]
        x[row, 0, max(0, down):40 + min(0, down), left:left + wide] = strip[max(0, -down):40 - max(0, down)]
        steps.append(wide + left + PADDING)
    lengths = torch.tensor([len(labels[i]) for i in indices])
    target = torch.from_numpy(np.concatenate([labels[i] for i in indices]).astype(np.int64))
    return torch.from_numpy(x).float() / 255, target, lengths, torch.tensor(steps)


def bent(x, steps, rng):
    """Every second strip a little larger or smaller and slanted, every fourth with thicker or thinner strokes."""
    some = x[::2]
    count, _, height, width = some.shape
    along, down = rng.uniform(0.97, 1.3, count), rng.uniform(0.85, 1.18, count)
    slant, turn = rng.normal(0, 0.07, count), rng.normal(0, 0.012, count)
    steps[::2] = (steps[::2] / torch.from_numpy(along)).ceil().long().add(PADDING // 2).clamp(max=width)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    middle = rows - height / 2
    along, down, slant, turn = (np.asarray(part, np.float32)[:, None, None] for part in (along, down, slant, turn))
    from_x = columns * along + middle * slant
    from_y = middle * down + (columns - width / 2) * turn + height / 2
    grid = np.stack([(2 * from_x + 1) / width - 1, (2 * from_y + 1) / height - 1], -1)
    x[::2] = functional.grid_sample(some, torch.from_numpy(grid), align_corners=False)
    for start, sign, most in ((1, 1, 0.7), (2, -1, 0.4)):
        some = x[start::8]
        share = torch.empty(len(some), 1, 1, 1).uniform_(0, most)
        x[start::8] = torch.lerp(some, sign * functional.max_pool2d(sign * some, 3, 1, 1), share)
    return x, steps


class Pools:
    """All strips of the files that match a pattern."""

    def __init__(self, pattern):
        self.pattern, self.known, self.strips, self.labels = pattern, set(), [], []
        self.look()

    def look(self):
        for file in sorted(set(glob.glob(self.pattern)) - self.known):
            strips, labels = load(file)
            self.known.add(file)
            self.strips += strips
            self.labels += labels
            print("pool", file, len(strips), "of", len(self.strips), flush=True)

    def batches(self, rng):
        chosen = rng.choice(len(self.strips), min(ROUND, len(self.strips)), replace=False)
        widths = np.array([self.strips[i].shape[1] for i in chosen]) + rng.uniform(0, 24, len(chosen))
        found = np.array_split(chosen[np.argsort(widths)], len(chosen) // BATCH)
        return [found[i] for i in rng.permutation(len(found))]


def averaged(mean, model, share):
    for own, new in zip(mean.state_dict().values(), model.state_dict().values()):
        if own.dtype.is_floating_point:
            own.lerp_(new, share)
        else:
            own.copy_(new)


def shared(tensors, together):
    """Each process's tensors become the mean of all processes'."""
    if together == 1:
        return
    flat = torch.cat([tensor.reshape(-1) for tensor in tensors])
    distributed.all_reduce(flat)
    flat /= together
    for tensor, part in zip(tensors, flat.split([tensor.numel() for tensor in tensors])):
        tensor.copy_(part.view_as(tensor))


def main(what, pattern, out, budget, start=None, peak=None):
    together = int(os.environ.get("WORLD_SIZE", "1"))
    if together > 1:
        distributed.init_process_group("gloo")
    own = distributed.get_rank() if together > 1 else 0
    torch.manual_seed(20260208 + own)
    torch.set_num_threads(1)
    rng = np.random.default_rng(20260208 + own)
    pools = Pools(pattern)
    model = network.Reader(what)
    if start:
        model.load_state_dict(torch.load(start))
    shared([parameter.data for parameter in model.parameters()], together)
    model.drop.p = 0.05
    mean = copy.deepcopy(model)
    peak = float(peak) if peak else 2e-3 if start else 3e-3
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak, weight_decay=1e-3)
    loss_of = torch.nn.CTCLoss(zero_infinity=True)
    budget, step, seen, shown, total = float(budget), 0, 0, time.time(), []
    model.train()
    while True:
        pools.look()
        for indices in pools.batches(rng):
            done = seen / budget
            if done >= 1:
                if own == 0:
                    torch.save(mean.state_dict(), out)
                    print("done", step, "strips", seen, float(np.mean(total)), flush=True)
                return
            rate = peak * min(1, step / 200 + 0.05) * (0.5 + 0.5 * np.cos(np.pi * done)) + 1e-5
            for group in optimizer.param_groups:
                group["lr"] = rate
            x, target, lengths, steps = batch_of(pools.strips, pools.labels, indices, rng)
            # bent, and another brightness, so that no strip is seen twice alike
            x, steps = bent(x, steps, rng)
            x = (x * torch.empty(len(x), 1, 1, 1).uniform_(0.8, 1.2)).clamp_(0, 1)
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(x)
            scores = scores.float().log_softmax(2).transpose(0, 1)
            loss = loss_of(scores, target, (steps // model.step).clamp(max=scores.shape[0]), lengths)
            optimizer.zero_grad()
            loss.backward()
            shared([parameter.grad for parameter in model.parameters()], together)
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2)
            optimizer.step()
            step, seen = step + 1, seen + len(indices) * together
            if step % 100 == 0:
                shared([part for part in model.buffers() if part.dtype.is_floating_point], together)
            averaged(mean, model, max(0.002, 1 / step))
            total.append(loss.item())
            if own == 0 and time.time() - shown > 30:
                print(f"{done:.2f} step {step} strips {seen} loss {np.mean(total):.4f}", flush=True)
                total, shown = [], time.time()
                torch.save(mean.state_dict(), out)


if __name__ == "__main__":
    main(*sys.argv[1:])
