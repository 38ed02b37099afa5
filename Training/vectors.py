# SPDX-License-Identifier: Apache-2.0
"""Fixed inputs and what PyTorch makes of them, for the tests of the Swift side: python vectors.py digits model.pt
temperature out.json. Cells are generated from held-out writers and fonts."""
import json
import sys

import numpy as np
import torch

import beam
import evaluate
import export
import network
import preprocess
import train

KINDS = {"digits": ["form", "written", "typed", "blank", "dash", "struck"],
         "words": ["written", "typed", "blank", "dash", "other"]}


def main(what, source, temperature, out):
    module = __import__(f"cells_{what}")
    model = network.Reader(what)
    model.load_state_dict(torch.load(source))
    model = export.rounded(model.eval())
    found = []
    for kind in KINDS[what]:
        for seed in range(200):
            grey, labels = module.cell(np.random.default_rng([20260208, seed]), "test", kind)
            if grey.shape[1] > (150 if what == "digits" else 200):
                continue
            strip = np.round(preprocess.strip(grey, what), 6)
            x = np.zeros((1, 1, 40, (strip.shape[1] + train.PADDING + 3) // 4 * 4), np.float32)
            x[0, 0, :, :strip.shape[1]] = strip
            with torch.no_grad():
                steps = (strip.shape[1] + train.PADDING) // model.step
                logs = evaluate.logs(model(torch.from_numpy(x))[0, :steps].numpy(), float(temperature))
            text, probability = beam.beams(logs)[0]
            if text == tuple(labels) and probability > -0.22:  # clear ones only
                break
        width = grey.shape[1]
        found.append({
            "kind": kind, "width": width, "height": grey.shape[0], "pixels": bytes(grey.reshape(-1)).hex(),
            "labels": [int(label) for label in labels],
            "logs": [[round(float(value), 4) for value in step] for step in logs[::5]],
            "ink": [round(float(value), 4) for value in strip[20]],
        })
        print(kind, labels, np.exp(probability))
    with open(out, "w") as file:
        json.dump(found, file, separators=(",", ":"))


if __name__ == "__main__":
    main(*sys.argv[1:])
