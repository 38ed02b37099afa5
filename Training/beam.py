# SPDX-License-Identifier: Apache-2.0
"""CTC's prefix beam search over classes, for evaluation; the program's own is in Swift."""
import numpy as np


def beams(logs: np.ndarray, width: int = 24) -> list:
    """(labels, log-probability), the likeliest first."""
    beam = {(): (0.0, -np.inf)}
    for step in logs:
        following = {}
        wanted = [symbol for symbol in range(1, len(step)) if step[symbol] > -11.5]
        for labels, (blank, sign) in beam.items():
            total = np.logaddexp(blank, sign)
            one, two = following.get(labels, (-np.inf, -np.inf))
            one = np.logaddexp(one, total + step[0])
            if labels:
                two = np.logaddexp(two, sign + step[labels[-1]])
            following[labels] = one, two
            for symbol in wanted:
                before = blank if labels and symbol == labels[-1] else total
                longer = labels + (symbol,)
                one, two = following.get(longer, (-np.inf, -np.inf))
                following[longer] = one, np.logaddexp(two, before + step[symbol])
        kept = sorted(following.items(), key=lambda item: -np.logaddexp(*item[1]))[:width]
        beam = dict(kept)
    return [(labels, float(np.logaddexp(*ends))) for labels, ends in beam.items()]
