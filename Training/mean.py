# SPDX-License-Identifier: Apache-2.0
"""The mean of several models of one kind: python mean.py out.pt one.pt other.pt"""
import sys

import torch


def main(out, *sources):
    states = [torch.load(source) for source in sources]
    torch.save({name: sum(state[name] for state in states) / len(states) if own.dtype.is_floating_point else own
                for name, own in states[0].items()}, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
