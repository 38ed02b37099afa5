# SPDX-License-Identifier: Apache-2.0
"""Drawing on a strip of paper and damaging it. A strip is a float array: 1 is ink, 0 is paper."""
import io

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from scipy import ndimage

TALL = 56


def paste(canvas, picture, x, y, strength=1.0):
    """Puts a glyph with its top left corner at x, y; what lies outside is cut off."""
    glyph = np.asarray(picture, np.float32) * (strength / 255)
    x, y = int(round(x)), int(round(y))
    left, top = max(0, x), max(0, y)
    right, bottom = min(canvas.shape[1], x + glyph.shape[1]), min(canvas.shape[0], y + glyph.shape[0])
    if left < right and top < bottom:
        part = canvas[top:bottom, left:right]
        np.maximum(part, glyph[top - y:bottom - y, left - x:right - x], out=part)


def turned(rng, picture, width, height, slant, thin):
    """A glyph at another size, slanted, a little turned, its strokes thinner or thicker."""
    scale = 2
    width, height = max(2, int(width * scale)), max(4, int(height * scale))
    image = picture.resize((width, height), Image.BICUBIC)
    pad = int(height * abs(slant)) // 2 + 4
    turn = rng.normal(0, 0.06)
    lean = slant + rng.normal(0, 0.05)
    total = width + 2 * pad
    cx, cy = total / 2, (height + 8) / 2
    # from target to source
    a, b, d, e = 1.0, lean + turn, -turn, 1.0
    image = image.transform(
        (total, height + 8), Image.AFFINE,
        (a, b, width / 2 - a * cx - b * cy, d, e, height / 2 - d * cx - e * cy), Image.BILINEAR)
    if thin > 0:
        for _ in range(int(thin)):
            image = image.filter(ImageFilter.MinFilter(3))
    elif thin < 0:
        image = image.filter(ImageFilter.MaxFilter(3))
    image = image.reduce(scale)
    box = image.point(lambda value: 255 if value > 40 else 0).getbbox()
    image = image.crop(box) if box else image
    return image.point(lambda value: min(255, int(value * 1.5)))


def line(canvas, points, width, strength=1.0):
    image = Image.new("L", (canvas.shape[1] * 2, canvas.shape[0] * 2), 0)
    ImageDraw.Draw(image).line([(x * 2, y * 2) for x, y in points], fill=255, width=max(1, int(round(width * 2))),
                               joint="curve")
    np.maximum(canvas, np.asarray(image.reduce(2), np.float32) * (strength / 255), out=canvas)


def dotted(rng, canvas, y=None):
    """The dotted line that a form prints to write on."""
    height, width = canvas.shape
    y = height * rng.uniform(0.6, 0.93) if y is None else y
    period, size = rng.uniform(2.6, 7), rng.uniform(1.0, 2.6)
    strength, slope = rng.uniform(0.5, 1), rng.normal(0, 0.008)
    first, last = (0, width) if rng.random() < 0.7 else sorted(rng.uniform(0, width, 2))
    x = first + rng.uniform(0, period)
    size = min(size, period * 0.6)
    while x < last:
        top = y + (x - width / 2) * slope
        x0, x1, y0, y1 = int(x), int(np.ceil(x + size)), int(top), int(np.ceil(top + size))
        part = canvas[max(0, y0):y1, x0:x1]
        if part.size:
            np.maximum(part, strength * min(1, size / 1.6), out=part)
        x += period


def rules(rng, canvas):
    """Pieces of the table's rules at the edges."""
    height, width = canvas.shape
    if rng.random() < 0.3:
        y = rng.uniform(0, height * 0.06)
        line(canvas, [(0, y), (width, y + rng.normal(0, 0.8))], rng.uniform(0.8, 2.5), rng.uniform(0.5, 1))
    if rng.random() < 0.3:
        y = height - rng.uniform(0, height * 0.06)
        line(canvas, [(0, y), (width, y + rng.normal(0, 0.8))], rng.uniform(0.8, 2.5), rng.uniform(0.5, 1))
    if rng.random() < 0.25:
        x = rng.uniform(0, 4)
        line(canvas, [(x, 0), (x + rng.normal(0, 0.8), height)], rng.uniform(0.8, 2.5), rng.uniform(0.5, 1))


def bracket(rng, canvas, x, opening=True):
    height = canvas.shape[0]
    tall, middle = height * rng.uniform(0.3, 0.7), height * rng.uniform(0.45, 0.72)
    bow = tall * rng.uniform(0.12, 0.25) * (1 if opening else -1)
    angles = np.linspace(-1, 1, 9)
    line(canvas, [(x + bow * angle * angle, middle + angle * tall / 2) for angle in angles], rng.uniform(1, 2.4))


def scribble(rng, canvas, left, right, middle, tall):
    """Strokes that cross something out."""
    kind = rng.random()
    thick = rng.uniform(1.2, 3)
    if kind < 0.35:
        for _ in range(rng.integers(1, 4)):
            y = middle + rng.normal(0, tall * 0.12)
            line(canvas, [(left - 3, y), (right + 3, y + rng.normal(0, tall * 0.15))], thick)
    elif kind < 0.6:
        line(canvas, [(left - 2, middle + tall * 0.5), (right + 2, middle - tall * 0.5)], thick)
        if rng.random() < 0.6:
            line(canvas, [(left - 2, middle - tall * 0.5), (right + 2, middle + tall * 0.5)], thick)
    else:
        count = int(rng.integers(7, 18))
        xs = np.linspace(left, right, count) + rng.normal(0, 2, count)
        ys = middle + np.where(np.arange(count) % 2, 1, -1) * tall * rng.uniform(0.25, 0.5, count)
        line(canvas, list(zip(xs, ys)), thick)


def tick(rng, canvas, x):
    """A check mark of a pen."""
    size, bottom = rng.uniform(8, 24), canvas.shape[0] * rng.uniform(0.5, 0.95)
    line(canvas, [(x - size * 0.35, bottom - size * 0.4), (x, bottom), (x + size * rng.uniform(0.4, 0.9), bottom - size)],
         rng.uniform(1, 2.2))


def wander(rng, canvas, amount):
    """Moves columns up and down and rows to and fro by smooth curves."""
    height, width = canvas.shape
    knots = max(3, width // 24)
    down = np.interp(np.arange(width), np.linspace(0, width, knots), rng.normal(0, amount, knots))
    along = np.interp(np.arange(height), np.linspace(0, height, 4), rng.normal(0, amount, 4))
    knots = max(3, width // 16)
    drift = np.interp(np.arange(width), np.linspace(0, width, knots), rng.normal(0, amount * 1.2, knots))
    rows = np.arange(height)[:, None] + down[None, :]
    columns = np.arange(width)[None, :] + along[:, None] + drift[None, :]
    return ndimage.map_coordinates(canvas, [rows, np.broadcast_to(columns, rows.shape)], order=1, mode="constant")


def damaged(rng, canvas):
    """What a scanner or telephone makes of the strip: a grey picture, 0 is black."""
    height, width = canvas.shape
    if rng.random() < 0.1:  # writing that shines through
        ghost = canvas[:, ::-1] * rng.uniform(0.05, 0.25)
        canvas = np.maximum(canvas, np.roll(ghost, int(rng.integers(width)), axis=1))
    if rng.random() < 0.6:
        canvas = ndimage.gaussian_filter(canvas, rng.uniform(0.3, 1.1))
    paper = rng.uniform(190, 255)
    if rng.random() < 0.2:  # shadow
        across = np.linspace(0, 1, width)[None, :] * rng.normal(0, 35) + np.linspace(0, 1, height)[:, None] * rng.normal(0, 20)
        paper = np.clip(paper + across, 110, 255)
    dark = rng.uniform(0, 90)
    grey = paper + (dark - paper) * np.clip(canvas * rng.uniform(0.9, 1.4), 0, 1)
    if rng.random() < 0.5:
        grey = grey + rng.normal(0, rng.uniform(1, 12), grey.shape)
    if rng.random() < 0.2:  # specks
        for _ in range(rng.integers(1, 8)):
            y, x = rng.integers(height), rng.integers(width)
            grey[y:y + rng.integers(1, 3), x:x + rng.integers(1, 3)] = dark
    kind = rng.random()
    if kind < 0.2:  # one bit
        grey = np.where(grey < (np.mean(paper) + dark) * rng.uniform(0.42, 0.62), 0, 255)
    elif kind < 0.35:  # the contrast of a scanner program
        grey = (grey - 90) * 1.9 + 60
    picture = np.clip(grey, 0, 255).astype(np.uint8)
    if rng.random() < 0.3:
        buffer = io.BytesIO()
        Image.fromarray(picture).save(buffer, "JPEG", quality=int(rng.integers(30, 90)))
        picture = np.asarray(Image.open(buffer))
    return picture


def scanned(rng, canvas):
    """What an office scanner makes of the strip: clean paper, dark ink; now and then the worse of `damaged`."""
    if rng.random() < 0.25:
        return damaged(rng, canvas)
    canvas = ndimage.gaussian_filter(canvas, rng.uniform(0.2, 0.9))
    paper, dark = rng.uniform(225, 255), rng.uniform(0, 60)
    grey = paper + (dark - paper) * np.clip(canvas * rng.uniform(1.0, 1.6), 0, 1)
    if rng.random() < 0.4:
        grey = grey + rng.normal(0, rng.uniform(1, 5), grey.shape)
    if rng.random() < 0.5:  # the contrast of a scanner program
        grey = (grey - 60) * rng.uniform(1.1, 1.6) + 50
    picture = np.clip(grey, 0, 255).astype(np.uint8)
    if rng.random() < 0.3:
        buffer = io.BytesIO()
        Image.fromarray(picture).save(buffer, "JPEG", quality=int(rng.integers(50, 92)))
        picture = np.asarray(Image.open(buffer))
    return picture
