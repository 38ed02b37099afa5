# SPDX-License-Identifier: Apache-2.0
"""Writes a flat file of weights: python export.py digits model.pt temperature out.weights

Little-endian. Head of 32 bytes: "StewNet1", version, classes, columns in a step, layers (u32 each), temperature
(f32), zero. Then per layer eight u32: inputs, outputs, kernel height and width, stride down and along, dilation along,
kind (0 padded plane, 1 the fold of all rows into one, 2 column with its input added, 3 head). Then per layer its
weights (f16, [kernel row][kernel column][input][output]) and biases (f32). Batch norm is folded in; outputs are
filled up with zeros to a multiple of eight."""
import hashlib
import struct
import sys

import numpy as np
import torch

import network

VERSION = 1


def folded(conv, norm):
    weight = conv.weight.detach().double()
    scale = norm.weight.detach().double() / torch.sqrt(norm.running_var.double() + norm.eps)
    bias = norm.bias.detach().double() - norm.running_mean.double() * scale
    return (weight * scale.reshape(-1, *[1] * (weight.dim() - 1))).numpy(), bias.numpy()


def layers(model):
    """Every layer: kind, weight [out, in, rows, columns], bias, stride, dilation."""
    for part in model.planes:
        weight, bias = folded(part[0], part[1])
        yield 0, weight, bias, part[0].stride, 1
    weight, bias = folded(model.fold[0], model.fold[1])
    out, inputs = weight.shape[:2]
    yield 1, weight.reshape(out, inputs // 5, 5, 1), bias, (1, 1), 1
    for part in model.columns:
        weight, bias = folded(part[0], part[1])
        yield 2, weight[:, :, None, :], bias, (1, 1), part[0].dilation[0]
    yield 3, model.head.weight.detach().double().numpy()[:, :, None, :], model.head.bias.detach().double().numpy(), (1, 1), 1


def rounded(model):
    """The model with its weights as the file has them, for comparison; batch norm becomes an addition."""
    for part in [*model.planes, model.fold, *model.columns]:
        weight, bias = folded(part[0], part[1])
        part[0].weight.data = torch.from_numpy(weight.astype(np.float16).astype(np.float32))
        norm = part[1]
        norm.running_mean.zero_()
        norm.running_var.fill_(1 - norm.eps)
        norm.weight.data.fill_(1)
        norm.bias.data = torch.from_numpy(bias.astype(np.float32))
    model.head.weight.data = model.head.weight.data.half().float()
    return model


def main(what, source, temperature, out):
    model = network.Reader(what)
    model.load_state_dict(torch.load(source))
    model.eval()
    found = list(layers(model))
    classes = model.head.out_channels
    head = struct.pack("<8sIIIIfI", b"StewNet1", VERSION, classes, model.step, len(found), float(temperature), 0)
    shapes, values = b"", b""
    for kind, weight, bias, stride, dilation in found:
        outputs, inputs, rows, columns = weight.shape
        filled = (outputs + 7) // 8 * 8
        shapes += struct.pack("<8I", inputs, filled, rows, columns, *stride, dilation, kind)
        weight = np.concatenate([weight, np.zeros((filled - outputs, *weight.shape[1:]))])
        bias = np.concatenate([bias, np.zeros(filled - outputs)])
        values += weight.transpose(2, 3, 1, 0).astype("<f2").tobytes() + bias.astype("<f4").tobytes()
    data = head + shapes + values
    with open(out, "wb") as file:
        file.write(data)
    print(out, len(data), hashlib.sha256(data).hexdigest())


if __name__ == "__main__":
    main(*sys.argv[1:])
