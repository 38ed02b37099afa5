# SPDX-License-Identifier: Apache-2.0
"""The network: columns of a strip to one distribution per column or two. Convolutions only."""
from torch import nn

SHAPES = {
    # what: classes, channels of the planes, their strides, channels of the columns, dilations
    "digits": (14, (16, 48, 64), ((2, 2), (2, 1), (2, 1)), 96, (1, 2, 4)),
    "words": (27, (16, 48, 64), ((2, 2), (2, 2), (2, 1)), 128, (1, 2, 4, 8)),
}


def plane(inputs, outputs, size, stride):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, stride=stride, padding=size // 2, bias=False),
        nn.BatchNorm2d(outputs), nn.ReLU())


def column(channels, dilation):
    return nn.Sequential(
        nn.Conv1d(channels, channels, 3, padding=dilation, dilation=dilation, bias=False),
        nn.BatchNorm1d(channels), nn.ReLU())


class Reader(nn.Module):
    """Input: batch, 1, 40, width (a multiple of 4). Output: batch, steps, classes (logits); class 0 is CTC's blank."""

    def __init__(self, what):
        super().__init__()
        classes, (first, second, third), strides, channels, dilations = SHAPES[what]
        self.step = strides[0][1] * strides[1][1] * strides[2][1]
        self.planes = nn.Sequential(
            plane(1, first, 5, strides[0]), plane(first, second, 3, strides[1]), plane(second, third, 3, strides[2]))
        self.fold = nn.Sequential(nn.Conv1d(third * 5, channels, 1, bias=False), nn.BatchNorm1d(channels), nn.ReLU())
        self.columns = nn.ModuleList([column(channels, dilation) for dilation in dilations])
        self.drop = nn.Dropout(0.1)
        self.head = nn.Conv1d(channels, classes, 1)

    def forward(self, x):
        x = self.fold(self.drop(self.planes(x).flatten(1, 2)))
        for layer in self.columns:
            x = x + layer(x)
        return self.head(self.drop(x)).transpose(1, 2)
