# SPDX-License-Identifier: Apache-2.0
"""Exact strings and calibration on a pool: python evaluate.py digits model.pt pool.npz [temperature].

Without a temperature the one with the least loss is sought first, on the pool's first half; the figures are of the
second half then."""
import sys

import numpy as np
import torch

import beam
import network
import train


def scores(what, model_file, strips):
    torch.set_num_threads(2)
    model = network.Reader(what)
    model.load_state_dict(torch.load(model_file))
    model.eval()
    found = []
    for strip in strips:
        x, _, _, steps = train.batch_of([strip], [np.array([1])], [0])
        with torch.no_grad():
            found.append(model(x)[0, :int(steps[0]) // model.step].numpy())
    return found


def logs(score, temperature):
    score = score / temperature
    return score - np.logaddexp.reduce(score, axis=1, keepdims=True)


def best_temperature(found, labels):
    loss_of = torch.nn.CTCLoss(zero_infinity=True, reduction="sum")
    losses = {}
    for temperature in (0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0):
        losses[temperature] = sum(
            float(loss_of(torch.from_numpy(logs(score, temperature))[:, None], torch.from_numpy(label)[None].long(),
                          torch.tensor([len(score)]), torch.tensor([len(label)])))
            for score, label in zip(found, labels))
    return min(losses, key=losses.get)


def report(name, sure):
    sure = np.array(sure, float).reshape(-1, 2)
    line = f"{name}: {int(sure[:, 0].sum())}/{len(sure)} exact ({sure[:, 0].mean():.2%})"
    for gate in (0.9, 0.99, 0.999):
        over = sure[sure[:, 1] > gate]
        line += f"; over {gate}: {len(over)} of which wrong {int((1 - over[:, 0]).sum())}"
    print(line, flush=True)


def main(what, model_file, pool, temperature=None):
    strips, labels = train.load(pool)
    found = scores(what, model_file, strips)
    if temperature is None:
        half = len(found) // 2
        temperature = best_temperature(found[:half], labels[:half])
        print("temperature", temperature)
        found, labels = found[half:], labels[half:]
    sure = []
    for score, label in zip(found, labels):
        text, probability = beam.beams(logs(score, float(temperature)), 12)[0]
        sure.append((text == tuple(label), np.exp(probability)))
    report("all", sure)
    for kind in ("blank", "1", "2", "3", "4+"):
        report(kind, [s for s, label in zip(sure, labels) if
                      {0: "blank", 1: "1", 2: "2", 3: "3"}.get(len(label), "4+") == kind])


if __name__ == "__main__":
    main(*sys.argv[1:])
