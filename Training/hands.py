# SPDX-License-Identifier: Apache-2.0
"""Digits drawn with a ballpoint: strokes of one width along curves, in the forms that a writer keeps to."""
import numpy as np
from PIL import Image, ImageDraw

# Points of each stroke in a box one high; "c" bends through its points, "s" goes straight.
FORMS = {
    "0": [["c", (.3, 0), (.05, .3), (.08, .8), (.3, 1), (.52, .75), (.52, .25), (.3, 0), (.15, .08)],
          ["c", (.42, .03), (.1, .2), (.04, .7), (.28, 1), (.55, .7), (.5, .15), (.3, .02)]],
    "1": [["s", (.2, 0), (.2, 1)],
          ["s", (0, .28), (.25, 0), (.25, 1)],
          ["s", (.02, .18), (.22, 0), (.22, 1)],
          ["s", (0, .3), (.28, 0), (.28, 1), "s", (.02, 1), (.55, .98)],
          ["c", (0, .35), (.12, .2), (.3, .05), "s", (.3, 0), (.27, .98), "s", (.08, 1), (.5, 1)],
          ["c", (0, .3), (.14, .26), (.28, .02), (.27, .5), (.26, 1)],
          ["s", (0, .3), (.26, 0), (.24, .95), (.48, .95)],
          ["s", (0, .12), (.22, 0), (.24, 1)]],
    "2": [["c", (.05, .25), (.2, .02), (.48, .08), (.48, .35), (.25, .7), (.02, 1), "s", (.02, 1), (.6, .98)],
          ["c", (.02, .2), (.28, 0), (.52, .2), (.3, .65), (.05, .98), (.12, .84), (.32, .95), (.62, 1)],
          ["s", (.05, .15), (.3, 0), (.5, .2), (.02, 1), (.55, 1)],
          ["c", (.1, .2), (.3, 0), (.45, .2), (.35, .6), (.1, .95), "s", (.08, .96), (.65, .95)]],
    "3": [["c", (.05, .12), (.3, 0), (.5, .2), (.22, .45), "c", (.22, .45), (.55, .68), (.3, 1), (.02, .88)],
          ["s", (.05, .02), (.5, 0), (.22, .4), "c", (.22, .4), (.56, .65), (.35, 1), (0, .9)],
          ["c", (.02, .15), (.3, .02), (.45, .2), (.25, .42), (.5, .6), (.42, .9), (.1, 1), (0, .88)]],
    "4": [["s", (.25, 0), (.02, .65), (.62, .65), "s", (.42, .3), (.42, 1)],
          ["s", (.42, 1), (.42, 0), (0, .65), (.62, .65)],
          ["s", (0, .8), (.4, 0), (.46, 1), "s", (.04, .72), (.62, .66)],
          ["s", (.02, .7), (.38, .02), (.42, 1), "s", (.02, .7), (.55, .72)],
          ["c", (.12, 0), (.05, .35), (.02, .6), "s", (.02, .6), (.6, .58), "s", (.42, .2), (.4, 1)]],
    "5": [["c", (.1, 0), (.08, .45), "c", (.08, .45), (.35, .38), (.55, .68), (.35, 1), (0, .92), "s", (.1, 0), (.58, 0)],
          ["s", (.55, .02), (.14, .02), (.1, .42), "c", (.1, .42), (.4, .4), (.52, .7), (.3, 1), (0, .95)],
          ["s", (.12, .1), (.1, .5), "c", (.1, .48), (.38, .42), (.5, .72), (.3, 1), (0, .94), "s", (.1, .06), (.6, -.06)]],
    "6": [["c", (.45, 0), (.15, .35), (.05, .7), (.25, 1), (.5, .8), (.38, .55), (.1, .68)],
          ["c", (.12, 0), (.04, .5), (.08, .9), (.3, 1), (.52, .78), (.35, .55), (.08, .78)],
          ["c", (.3, 0), (.06, .45), (.06, .85), (.28, 1), (.48, .82), (.36, .58), (.14, .62), (.06, .8)]],
    "7": [["s", (.02, .05), (.55, .03), (.2, 1)],
          ["s", (.02, .22), (.02, .03), (.55, .03), (.25, 1)],
          ["s", (.02, .06), (.5, .04), (.3, 1), "s", (.15, .5), (.58, .48)],
          ["s", (.04, .25), (.06, .05), (.52, .05), (.36, 1), "s", (.16, .55), (.62, .5)],
          ["c", (0, .2), (.15, .02), (.3, .1), (.55, 0), "s", (.55, 0), (.28, 1)]],
    "8": [["c", (.5, .12), (.25, 0), (.08, .2), (.3, .45), (.55, .75), (.28, 1), (.02, .78), (.28, .48), (.5, .15)],
          ["c", (.3, .45), (.1, .2), (.3, 0), (.5, .2), (.3, .45), (.04, .75), (.3, 1), (.55, .75), (.3, .45)],
          ["c", (.55, .05), (.2, 0), (.1, .25), (.45, .6), (.42, .95), (.08, .95), (.12, .65), (.45, .3), (.5, .02)]],
    "9": [["c", (.5, .1), (.2, .02), (.03, .25), (.2, .5), (.48, .3), (.5, .08), "c", (.5, .08), (.48, .5), (.4, 1)],
          ["c", (.5, .15), (.25, 0), (.05, .22), (.2, .48), (.46, .32), (.52, .1), (.52, .6), (.35, 1), (.02, .92)],
          ["c", (.3, .45), (.06, .35), (.15, .05), (.42, .05), (.45, .3), (.3, .45), "c", (.45, .25), (.5, .65), (.38, 1)],
          ["c", (.45, .2), (.25, 0), (.05, .2), (.25, .42), (.45, .2), (.48, .6), (.3, .95), (.05, .98)]],
}


class Writer:
    """One hand: it keeps to one form of each digit, to a slant, a width and a pen."""

    def __init__(self, rng):
        self.forms = {digit: forms[rng.integers(len(forms))] for digit, forms in FORMS.items()}
        self.habit = {digit: rng.normal(0, 0.035, (40, 2)) for digit in FORMS}
        self.slant, self.wide = rng.normal(0.05, 0.15), rng.uniform(0.75, 1.25)
        self.care = rng.uniform(0.008, 0.04)
        self.pen = rng.uniform(0.055, 0.15)


def bent(points):
    """A smooth curve through the points."""
    points = np.asarray(points, float)
    if len(points) < 3:
        return points
    ends = np.concatenate([[2 * points[0] - points[1]], points, [2 * points[-1] - points[-2]]])
    t = np.linspace(0, 1, 7)[:-1, None]
    parts = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:]):
        parts.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t
                            + (3 * b - a - 3 * c + d) * t ** 3))
    return np.concatenate(parts + [points[-1:]])


def digit(rng, writer, letter, tall, pen):
    """A picture of one digit, cut to its ink: 255 is ink."""
    scale = 3
    lean, turn = writer.slant + rng.normal(0, 0.03), rng.normal(0, 0.04)
    form = writer.forms[letter]
    if rng.random() < 0.08:
        form = FORMS[letter][rng.integers(len(FORMS[letter]))]
    strokes, index = [], 0
    for item in form:
        if isinstance(item, str):
            strokes.append((item, []))
        else:
            strokes[-1][1].append(np.array(item) + writer.habit[letter][index] + rng.normal(0, writer.care, 2))
            index += 1
    curves = []
    for kind, points in strokes:
        curve = bent(points) if kind == "c" else np.asarray(points)
        x, y = curve[:, 0] * writer.wide, curve[:, 1]
        curves.append(np.stack([x + (0.5 - y) * lean, y + x * turn], axis=1) * tall * scale)
    every = np.concatenate(curves)
    edge = pen * scale + 2
    low, size = every.min(axis=0) - edge, np.ptp(every, axis=0) + 2 * edge
    image = Image.new("L", (int(size[0]) // scale * scale + scale, int(size[1]) // scale * scale + scale), 0)
    brush = ImageDraw.Draw(image)
    for curve in curves:
        points = [tuple(point) for point in curve - low]
        brush.line(points, fill=255, width=max(1, int(round(pen * scale))), joint="curve")
        radius = pen * scale / 2
        for x, y in (points[0], points[-1]):
            brush.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
        if rng.random() < 0.06:  # the ball skips
            x, y = points[rng.integers(len(points))]
            brush.ellipse((x - radius, y - radius, x + radius, y + radius), fill=int(rng.integers(0, 160)))
    image = image.reduce(scale)
    box = image.point(lambda value: 255 if value > 40 else 0).getbbox()
    return image.crop(box) if box else image
