# SPDX-License-Identifier: Apache-2.0
"""Trains on a pool: python train.py digits pool.npz out.pt seconds [start.pt]. The time is the budget of the run."""
import sys
import time

import numpy as np
import torch

import network

PADDING = 8


def load(file):
    data = np.load(file)
    edges = np.concatenate([[0], np.cumsum(data["widths"])])
    ends = np.concatenate([[0], np.cumsum(data["lengths"])])
    ink, labels = data["ink"], data["labels"]
    strips = [ink[:, edges[i]:edges[i + 1]] for i in range(len(edges) - 1)]
    return strips, [labels[ends[i]:ends[i + 1]] for i in range(len(ends) - 1)]


def batch_of(strips, labels, indices):
    """A batch, padded with paper on the right to one width."""
    width = max(strips[i].shape[1] for i in indices) + PADDING
    width = (width + 3) // 4 * 4
    x = np.zeros((len(indices), 1, 40, width), np.uint8)
    for row, i in enumerate(indices):
        x[row, 0, :, :strips[i].shape[1]] = strips[i]
    lengths = torch.tensor([len(labels[i]) for i in indices])
    target = torch.from_numpy(np.concatenate([labels[i] for i in indices]).astype(np.int64))
    steps = torch.tensor([strips[i].shape[1] + PADDING for i in indices])
    return torch.from_numpy(x).float() / 255, target, lengths, steps


def main(what, pool, out, seconds, start=None):
    torch.manual_seed(20260208)
    torch.set_num_threads(2)
    rng = np.random.default_rng(20260208)
    strips, labels = load(pool)
    widths = np.array([strip.shape[1] for strip in strips])
    model = network.Reader(what).to(memory_format=torch.channels_last)
    if start:
        model.load_state_dict(torch.load(start))
    peak = 3e-3 if not start else 1.2e-3
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak, weight_decay=1e-3)
    loss_of = torch.nn.CTCLoss(zero_infinity=True)
    began, budget, step, shown, total = time.time(), float(seconds), 0, time.time(), []
    model.train()
    while True:
        order = np.argsort(widths + rng.uniform(0, 24, len(widths)))
        batches = np.array_split(order, len(order) // 48)
        for number in rng.permutation(len(batches)):
            done = (time.time() - began) / budget
            if done >= 1:
                torch.save(model.state_dict(), out)
                print("done", step, float(np.mean(total)), flush=True)
                return
            rate = peak * min(1, step / 100 + 0.05) * (0.5 + 0.5 * np.cos(np.pi * done)) + 1e-5
            for group in optimizer.param_groups:
                group["lr"] = rate
            x, target, lengths, steps = batch_of(strips, labels, batches[number])
            # a change of brightness, so that no strip is seen twice alike
            x = (x * torch.empty(len(x), 1, 1, 1).uniform_(0.8, 1.2) + torch.randn_like(x) * 0.02).clamp(0, 1)
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(x.to(memory_format=torch.channels_last))
            scores = scores.float().log_softmax(2).transpose(0, 1)
            loss = loss_of(scores, target, (steps // model.step).clamp(max=scores.shape[0]), lengths)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2)
            optimizer.step()
            step += 1
            total.append(loss.item())
            if time.time() - shown > 20:
                print(f"{done:.2f} step {step} loss {np.mean(total):.4f}", flush=True)
                total, shown = [], time.time()
                torch.save(model.state_dict(), out)


if __name__ == "__main__":
    main(*sys.argv[1:])
