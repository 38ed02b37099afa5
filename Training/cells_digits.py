# SPDX-License-Identifier: Apache-2.0
"""Synthetic digits parts of vote cells. Labels: 1-10 the digits 0-9, 11 dash, 12 struck out, 13 another mark."""
import numpy as np
from PIL import Image

import hands
import ink
import sources

DASH, STRUCK, OTHER = 11, 12, 13
CLASSES = 14
WARPED = ("Purisa", "Loma", "Laksaman", "Sarabun-Regular", "Sarabun-Light", "Garuda", "TlwgTypewriter", "Umpush")


def number(rng) -> str:
    length = rng.choice([1, 2, 3, 4, 5, 6], p=[0.3, 0.22, 0.26, 0.1, 0.08, 0.04])
    digits = rng.integers(0, 10, length)
    if rng.random() < 0.12 and length > 1:  # equal neighbours
        at = rng.integers(length - 1)
        digits[at + 1] = digits[at]
    if length == 1 and rng.random() < 0.25:
        digits[0] = 0
    if length > 1 and digits[0] == 0 and rng.random() < 0.9:
        digits[0] = rng.integers(1, 10)
    return "".join(map(str, digits))


def written(rng, text, part, tall):
    """Glyphs of a handwritten number, with their widths and heights, in one hand."""
    thai = rng.random() < 0.12
    pool = sources.thai_handwriting()[part] if thai else sources.mnist()[part]
    drawn = rng.random() < 0.25 if not thai else False
    path = None
    if drawn:
        paths = [path for path in sources.fonts()["train"] if any(name in path for name in WARPED)]
        path = paths[rng.integers(len(paths))]
    slant, wide = rng.normal(0.05, 0.18), rng.uniform(0.75, 1.15)
    thin = rng.choice([0, 1, 2, -1], p=[0.25, 0.4, 0.3, 0.05])
    glyphs = []
    for letter in text:
        value = int(letter)
        if drawn or (not thai and value in (1, 4, 7, 9) and rng.random() < 0.2):
            paths = sources.fonts()["train"]
            source = sources.glyph(path or paths[rng.integers(len(paths))], letter)[0]
            own_thin = min(1, thin) if path and "Light" in path else max(0, thin)
        else:
            source = pool[value][rng.integers(len(pool[value]))]
            own_thin = thin
        height = tall * rng.uniform(0.82, 1.18)
        width = min(source.width / source.height, 1.4) * height * wide
        if width < height * 0.16:
            width = height * 0.16
        glyphs.append(ink.turned(rng, source, width, height, slant, own_thin))
    return glyphs


def put_written(rng, canvas, text, part, x, base, tall):
    gap = tall * rng.choice([rng.uniform(0.05, 0.3), rng.uniform(-0.08, 0.05), rng.uniform(0.3, 0.6)], p=[0.7, 0.2, 0.1])
    slope = rng.normal(0, 0.03)
    strength = rng.uniform(0.75, 1)
    comma = len(text) > 3 and rng.random() < 0.5
    start = x
    for index, glyph in enumerate(written(rng, text, part, tall)):
        y = base - glyph.height + rng.normal(0, tall * 0.05) + (x - start) * slope
        ink.paste(canvas, glyph, x, y, strength)
        x += glyph.width + gap + rng.normal(0, tall * 0.03)
        if comma and len(text) - index == 4:
            low = base + rng.uniform(-2, 3)
            ink.line(canvas, [(x + 1, low - 2), (x + rng.uniform(0, 1.5), low + rng.uniform(2, 6))], rng.uniform(1, 2.2))
            x += rng.uniform(2, 6)
    return x - gap


def put_typed(rng, canvas, text, part, x, base, tall):
    paths = sources.fonts()[part]
    path = paths[rng.integers(len(paths))]
    if len(text) > 3 and rng.random() < 0.9:
        text = text[:-3] + "," + text[-3:]
    if rng.random() < 0.75:
        text = "".join(chr(ord(letter) - 48 + 0x0E50) if letter.isdigit() else letter for letter in text)
    image, _, top, _ = sources.glyph(path, text, 64)
    face = sources.glyph(path, "๐", 64)[0].height
    scale = tall / face
    image = image.resize((max(2, int(image.width * scale * rng.uniform(0.92, 1.08))), max(3, int(image.height * scale))),
                         Image.BOX)
    image = image.rotate(rng.normal(0, 0.7), Image.BILINEAR, expand=False)
    ink.paste(canvas, image, x, base + top * scale, rng.uniform(0.8, 1))
    return x + image.width


def small_number(rng) -> str:
    """Most numbers of a form have one to three digits."""
    length = rng.choice([1, 2, 3, 4], p=[0.32, 0.3, 0.33, 0.05])
    text = str(rng.integers(0 if length == 1 else 10 ** (length - 1), 10 ** length))
    if length == 3 and rng.random() < 0.1:
        text = text[0] + "00" if rng.random() < 0.5 else text[0] + "0" + text[2]
    return text


def form_cell(rng, part):
    """A cell as forms have them: a small number of one pen somewhere above the dotted line, between rules."""
    height = ink.TALL
    width = int(height * rng.uniform(1.4, 2.6))
    kind = rng.choice(["number", "dash", "blank"], p=[0.7, 0.2, 0.1])
    text = small_number(rng) if kind == "number" else ""
    labels = [int(letter) + 1 for letter in text]
    tall = height * np.clip(rng.normal(0.46, 0.13), 0.25, 0.88)
    dots = height * rng.uniform(0.5, 0.92)
    base = np.clip(dots + tall * rng.normal(-0.12, 0.2), tall * 0.85, height * 1.0)
    glyphs = []
    if kind == "number" and rng.random() < 0.72:
        writer = hands.Writer(rng)
        pen = np.clip(tall * writer.pen, 1.4, 4.5)
        glyphs = [hands.digit(rng, writer, letter, tall * rng.uniform(0.85, 1.12), pen) for letter in text]
    elif kind == "number":
        glyphs = written(rng, text, part, tall)
    gap = tall * rng.choice([rng.uniform(-0.1, 0.08), rng.uniform(0.08, 0.35)], p=[0.45, 0.55])
    room = sum(glyph.width for glyph in glyphs) + gap * (len(text) - 1)
    width = int(max(width, room + 6))
    x = rng.uniform(2, width - room - 2) if rng.random() < 0.5 else rng.uniform(2, 2 + (width - room) * 0.6)
    canvas = np.zeros((height, width), np.float32)
    slope, strength = rng.normal(0, 0.04), rng.uniform(0.8, 1)
    start = x
    for glyph in glyphs:
        ink.paste(canvas, glyph, x, base - glyph.height + rng.normal(0, tall * 0.04) + (x - start) * slope, strength)
        x += max(2, glyph.width + gap + rng.normal(0, tall * 0.03))
    if kind == "dash":
        long, y = rng.uniform(5, 34), dots - height * rng.uniform(-0.05, 0.4)
        x = rng.uniform(2, max(3, width - long - 2))
        ink.line(canvas, [(x, y), (x + long / 2, y + rng.normal(0, 1)), (x + long, y + rng.normal(0, 2))],
                 rng.uniform(1.3, 4), strength)
        labels = [DASH]
    if kind == "blank" and rng.random() < 0.4:  # a speck, or what bleeds through
        for _ in range(rng.integers(1, 3)):
            x, y, long = rng.uniform(4, width - 4), rng.uniform(6, height - 6), rng.uniform(0.5, 7)
            ink.line(canvas, [(x, y), (x + rng.normal(0, 1.5), y + long)], rng.uniform(1.2, 3.5), rng.uniform(0.3, 1))
    if rng.random() < 0.92:
        ink.dotted(rng, canvas, dots)
    for y in (rng.uniform(-1, height * 0.08), height - rng.uniform(-1, height * 0.08)):
        if rng.random() < 0.65:
            ink.line(canvas, [(0, y), (width, y + rng.normal(0, 1))], rng.uniform(0.8, 4.5), rng.uniform(0.7, 1))
    if rng.random() < 0.08:
        ink.bracket(rng, canvas, rng.choice([rng.uniform(-2, 4), width - rng.uniform(-2, 4)]))
    if rng.random() < 0.15:  # the row below or above reaches in
        writer = hands.Writer(rng)
        other = hands.digit(rng, writer, str(rng.integers(10)), tall, max(1.4, tall * writer.pen))
        seen = rng.uniform(2, height * 0.12)
        ink.paste(canvas, other, rng.uniform(0, width), height - seen if rng.random() < 0.7 else seen - other.height)
    if rng.random() < 0.4:
        canvas = ink.wander(rng, canvas, rng.uniform(0.2, 0.8))
    top, bottom = int(rng.integers(0, 4)), int(rng.integers(0, 4))
    if base - tall > 4 and rng.random() < 0.5:
        canvas = canvas[top:]
    if base < height - 5 and rng.random() < 0.5:
        canvas = canvas[:len(canvas) - bottom]
    return ink.scanned(rng, np.ascontiguousarray(canvas)), labels


def cell(rng, part="train", kind=None):
    """One crop (grey, 0 is black) with its labels."""
    if kind == "form" or kind is None and rng.random() < 0.55:
        return form_cell(rng, part)
    kind = kind or rng.choice(["written", "typed", "blank", "dash", "struck", "mark"],
                              p=[0.56, 0.16, 0.11, 0.08, 0.05, 0.04])
    tall = ink.TALL * rng.uniform(0.34, 0.72)
    text = number(rng)
    room = len(text) * tall * 0.8
    width = int(max(ink.TALL * rng.uniform(1.2, 3), room + ink.TALL * rng.uniform(0.2, 1.2)))
    canvas = np.zeros((ink.TALL, width + 400), np.float32)
    last = width
    labels = []
    x = rng.uniform(2, max(3, min(width - room, width * 0.45)))
    base = ink.TALL * rng.uniform(0.72, 0.92)
    base = max(base, tall + rng.uniform(-2, 4))
    digits = [int(letter) + 1 for letter in text]
    if kind == "typed":
        tall = ink.TALL * rng.uniform(0.26, 0.55)
        base = ink.TALL * rng.uniform(0.55, 0.85)
        last = put_typed(rng, canvas, text, part, x, base, tall)
        labels = digits
    elif kind == "written":
        last = put_written(rng, canvas, text, part, x, base, tall)
        labels = digits
        if rng.random() < 0.03:  # dashes around
            y = base - tall * rng.uniform(0.4, 0.6)
            ink.line(canvas, [(x - 12, y), (x - 4, y)], 1.6)
            ink.line(canvas, [(last + 4, y), (last + 12, y)], 1.6)
            labels = ([DASH] if x > 10 else []) + labels + [DASH]
            last += 14
    elif kind == "dash":
        long, y = rng.uniform(6, 26), ink.TALL * rng.uniform(0.4, 0.85)
        ink.line(canvas, [(x, y), (x + long / 2, y + rng.normal(0, 1)), (x + long, y + rng.normal(0, 1.5))],
                 rng.uniform(1.2, 3.2), rng.uniform(0.75, 1))
        labels = [DASH]
    elif kind == "struck":
        text = text[:4]
        last = put_written(rng, canvas, text, part, x, base, tall)
        ink.scribble(rng, canvas, x, last, base - tall / 2, tall)
        labels = [STRUCK]
        if rng.random() < 0.5:
            new = number(rng)[:3]
            last = put_written(rng, canvas, new, part, last + rng.uniform(6, 12), base, tall)
            labels += [int(letter) + 1 for letter in new]
    elif kind == "mark":
        labels = [OTHER]
        if rng.random() < 0.5:
            ink.tick(rng, canvas, rng.uniform(8, width - 14))
        else:
            letter = chr(rng.choice(list(range(0x0E01, 0x0E2F))))
            paths = sources.fonts()["train"]
            picture = sources.glyph(paths[rng.integers(len(paths))], letter)[0]
            ink.paste(canvas, ink.turned(rng, picture, tall * 0.8, tall, rng.normal(0, 0.15), 0), x, base - tall)
        if rng.random() < 0.5:
            labels = labels + digits[:3]
            last = put_written(rng, canvas, text[:3], part, width + 3, base, tall)
    width = min(canvas.shape[1], int(max(width, last + rng.uniform(1, 6))))
    canvas = np.ascontiguousarray(canvas[:, :width])
    if rng.random() < 0.04:  # the row above reaches in
        value = rng.integers(10)
        pool = sources.mnist()[part][value]
        picture = pool[rng.integers(len(pool))].resize((14, 24))
        ink.paste(canvas, picture, rng.uniform(0, width), -24 + rng.uniform(3, 8))
    if rng.random() < (0.15 if kind == "typed" else 0.75):
        ink.dotted(rng, canvas, base + rng.normal(0, 4) if rng.random() < 0.6 else None)
    ink.rules(rng, canvas)
    if rng.random() < 0.3:
        ink.bracket(rng, canvas, width - rng.uniform(-2, 7))
    if rng.random() < 0.5:
        canvas = ink.wander(rng, canvas, rng.uniform(0.3, 1.1))
    if rng.random() < 0.12:  # cut a little off an edge
        canvas = canvas[int(rng.integers(0, 5)):ink.TALL - int(rng.integers(0, 5))]
    if rng.random() < 0.2:  # room above or below
        more = np.zeros((int(rng.integers(4, 22)), width), np.float32)
        canvas = np.concatenate([more, canvas] if rng.random() < 0.5 else [canvas, more])
    return ink.damaged(rng, np.ascontiguousarray(canvas)), labels
