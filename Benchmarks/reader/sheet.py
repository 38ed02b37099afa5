# SPDX-License-Identifier: Apache-2.0
"""A sheet of A4 that is printed and written on. Lengths are hundredths of an inch; ink is 1, paper 0."""
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Training"))
import cells_words
import ink
import sources

WIDE, HIGH = 827, 1169


class Sheet:
    def __init__(self, dpi: int, path: str):
        self.scale, self.path = dpi / 100, path
        self.print = Image.new("L", (round(WIDE * self.scale), round(HIGH * self.scale)), 0)
        self.draw = ImageDraw.Draw(self.print)
        self.ink = None
        self.boxes = {}
        # Letters of different fonts become equally high: 8.2 hundredths of an inch for ก.
        left, top, right, bottom = sources.font(path, 100).getbbox("ก")
        self.letter = 8.2 * self.scale / (bottom - top) * 100

    def font(self, size=1.0):
        return sources.font(self.path, max(6, round(self.letter * size)))

    def text(self, x, y, text, size=1.0, fit=None, anchor="ls"):
        """Prints on a base line; returns where it ends. `fit` is how long it may be at most."""
        face = self.font(size)
        length = face.getlength(text) / self.scale
        if fit and length > fit:
            face = self.font(size * fit / length * 0.98)
            length = face.getlength(text) / self.scale
        self.draw.text((x * self.scale, y * self.scale), text, fill=255, font=face, anchor=anchor)
        return x + length

    def rule(self, x0, y0, x1, y1, width=1.0):
        s = self.scale
        self.draw.line([(x0 * s, y0 * s), (x1 * s, y1 * s)], fill=255, width=max(1, round(width * s)))

    def dots(self, x0, x1, y):
        s = self.scale
        period, size = 3.1 * s, max(1.0, 0.9 * s)
        for step in range(int((x1 - x0) * s / period)):
            x = x0 * s + step * period
            self.draw.ellipse([x, y * s - size, x + size, y * s], fill=210)

    def printed(self):
        """Ends printing; from now on the sheet is written on."""
        self.ink = np.asarray(self.print, np.float32) / 255
        self.ink = np.ascontiguousarray(self.ink)

    def part(self, x0, y0, x1, y1):
        """A part of the sheet to draw on, in pixels from its own corner."""
        s = self.scale
        return self.ink[max(0, round(y0 * s)):round(y1 * s), max(0, round(x0 * s)):round(x1 * s)]

    def crest(self, x, y, size):
        s = self.scale
        for part in range(4):
            half = size * (0.5 - 0.11 * part)
            self.draw.ellipse([(x - half) * s, (y - half) * s, (x + half) * s, (y + half) * s], outline=255,
                              width=max(1, round(1.3 * s)))
        for way in (-1, 1):
            for part in range(6):
                self.rule(x + way * size * 0.12, y - size * 0.2 + part * 6, x + way * size * 0.62,
                          y - size * 0.45 + part * 11, 1.5)


class Hand:
    """One writer: three drawings of each digit, from people whose digits were in no training, and how words look."""

    def __init__(self, rng, scale):
        pool = sources.mnist()["test"]
        self.drawings = [[pool[value][rng.integers(len(pool[value]))] for _ in range(3)] for value in range(10)]
        self.slant, self.wide = rng.normal(0.05, 0.12), rng.uniform(0.8, 1.1)
        self.thin = int(rng.choice([0, 1, 2], p=[0.45, 0.45, 0.1]))
        self.strength = rng.uniform(0.88, 1)
        self.tall = rng.uniform(13, 19) * scale
        self.gap = rng.uniform(0.05, 0.28)
        self.scale = scale
        self.words = cells_words.Hand(rng, "test", False)
        self.words.size = rng.uniform(19, 27) * scale
        self.words.thin = min(0, int(self.words.thin))
        self.sloppy = float(rng.choice([0, 0.08, 0.2]))
        self.waver = rng.uniform(0.3, 1.0) * scale / 2

    def number(self, rng, canvas, text, x, base, gap=None):
        """Writes digits from x on; returns where they end."""
        gap = self.gap if gap is None else gap
        for letter in text:
            drawing = self.drawings[int(letter)][rng.choice(3, p=[0.7, 0.2, 0.1])]
            height = self.tall * rng.uniform(0.88, 1.12)
            width = max(min(drawing.width / drawing.height, 1.4) * height * self.wide, height * 0.16)
            glyph = ink.turned(rng, drawing, width, height, self.slant, self.thin)
            ink.paste(canvas, glyph, x, base - glyph.height + rng.normal(0, self.tall * 0.04), self.strength)
            x += glyph.width + gap * self.tall + rng.normal(0, self.tall * 0.03)
        return x - gap * self.tall

    def dash(self, rng, canvas, x, base):
        long, y = rng.uniform(6, 13) * self.scale, base - self.tall * rng.uniform(0.25, 0.5)
        ink.line(canvas, [(x, y), (x + long, y + rng.normal(0, 1) * self.scale / 2)], 1.3 * self.scale, self.strength)

    def say(self, rng, canvas, pieces, x, base, room):
        """Writes words into the canvas, wavering; smaller and from further left where they are long."""
        size = self.words.size
        long = sum(len(cells_words.clusters(piece)) for piece in pieces) * size * 0.62 * self.words.wide
        self.words.size = max(size * 0.6, min(size, size * room / long))
        x = max(4 * self.scale, min(x, x + room - long))
        strip = np.zeros(canvas.shape, np.float32)
        self.words.strength = self.strength
        pieces = [cells_words.sloppy(rng, piece, self.sloppy) for piece in pieces]
        cells_words.write(rng, strip, self.words, pieces, x, base)
        self.words.size = size
        np.maximum(canvas, ink.wander(rng, strip, self.waver), out=canvas)
