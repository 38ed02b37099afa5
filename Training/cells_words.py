# SPDX-License-Identifier: Apache-2.0
"""Synthetic words parts of vote cells: number words in Thai fonts, disturbed until they resemble handwriting.

Labels: 1-10 the words of 0-9, then those of VOCABULARY in its order, then dash, struck out and other writing."""
import numpy as np
from scipy import ndimage

import ink
import letters
import preprocess
import sources

VOCABULARY = [
    "ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "เอ็ด", "ยี่", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน", "ล้าน",
    "บัตร", "คะแนน", "คน", "แต้ม", "ถ้วน",
]
CLASS = {word: index + 1 for index, word in enumerate(VOCABULARY)}
DASH, STRUCK, OTHER = 24, 25, 26
CLASSES = 27
PLACES = ["สิบ", "ร้อย", "พัน", "หมื่น", "แสน"]
TONES, UPPER, MARKS = "่้๊๋์", "ิีึื็ั", "ัิีึืฺุู็่้๊๋์ํ๎ำ"
LETTERS = "กขคงจฉชซดตถทนบปผพฟมยรลวศสหอ"


def words_of(rng, value: int) -> list:
    """The words of a number: as the grammar has them, now and then digit by digit or with หนึ่ง left out."""
    if value == 0:
        return ["ศูนย์"]
    text = str(value)
    if len(text) > 1 and rng.random() < 0.04:
        return [VOCABULARY[int(letter)] for letter in text]
    words = words_of(rng, value // 1_000_000) + ["ล้าน"] if value >= 1_000_000 else []
    rest = value % 1_000_000
    for place in range(5, 0, -1):
        digit = rest // 10 ** place % 10
        if digit == 0:
            continue
        if place == 1 and digit == 2:
            words.append("ยี่")
        elif not (digit == 1 and (place == 1 or rng.random() < 0.15)):
            words.append(VOCABULARY[digit])
        words.append(PLACES[place - 1])
    if rest % 10:
        words.append("เอ็ด" if rest % 10 == 1 and value > 1 and rng.random() < 0.85 else VOCABULARY[rest % 10])
    return words


def number(rng) -> int:
    digits = rng.choice([1, 2, 3, 4, 5, 6, 7], p=[0.24, 0.24, 0.3, 0.09, 0.08, 0.04, 0.01])
    value = int(rng.integers(0, 10 ** digits))
    if rng.random() < 0.12:  # round numbers, and ones and twos, whose words are special
        value = value // 10 * 10 + int(rng.choice([0, 1]))
    return value


def sloppy(rng, word: str, amount: float) -> str:
    """A word as people spell it in haste."""
    out = ""
    for letter in word:
        if letter in TONES and rng.random() < amount * 2 or letter in UPPER and rng.random() < amount * 0.5:
            continue
        out += letter
    if out == "ยี" and rng.random() < 0.1:
        out = "ยี้"
    if word == "ศูนย์" and rng.random() < 0.2:
        out = out.replace("ศ", "ส")
    return out


def hasty(rng, word: str, amount: float) -> str:
    """A sloppy word, its vowel and tone now and then in one stroke."""
    return word[:2] if word in ("สี่", "ยี่") and rng.random() < 0.15 else sloppy(rng, word, amount)


def clusters(text: str) -> list:
    found = []
    for letter in text:
        if letter in MARKS and found:
            found[-1] += letter
        else:
            found.append(letter)
    return found


class Hand:
    """One hand, or one typewriter: how everything in the strip is written."""

    def __init__(self, rng, part, typed):
        paths = sources.fonts()[part]
        self.path = paths[rng.integers(len(paths))]
        self.typed = typed
        self.size = ink.TALL * (rng.uniform(0.42, 0.6) if typed else rng.uniform(0.45, 0.85))
        self.wide = rng.uniform(0.95, 1.05) if typed else rng.uniform(0.7, 1.25)
        self.slant = 0 if typed else rng.normal(0.02, 0.2)
        self.thin = 0 if typed else rng.choice([-1, 0, 1, 2], p=[0.1, 0.4, 0.35, 0.15])
        if "Light" in self.path or "Mono" in self.path or "Typ" in self.path:
            self.thin = min(self.thin, 1)
        self.jitter = 0 if typed else rng.uniform(0.1, 1.0)
        self.gap = 0 if typed else rng.normal(0, 0.045) * self.size
        self.space = rng.uniform(0, 0.4) * self.size if rng.random() < 0.25 else 0
        self.strength = rng.uniform(0.75, 1)
        self.slope = rng.normal(0, 0.015) if not typed else 0
        self.mixed = not typed and rng.random() < 0.3
        self.paths = paths


def write(rng, canvas, hand, words, x, base):
    """Writes words from x on; returns where they end."""
    start = x
    for word in words:
        pieces = [word] if hand.typed or hand.jitter < 0.3 else clusters(word)
        for piece in pieces:
            path = hand.paths[rng.integers(len(hand.paths))] if hand.mixed and rng.random() < 0.3 else hand.path
            picture, left, top, advance = sources.glyph(path, piece)
            scale = hand.size / 64
            if hand.typed:
                size = max(2, int(picture.width * scale * hand.wide)), max(2, int(picture.height * scale))
                ink.paste(canvas, picture.resize(size, 4), x + left * scale, base + top * scale, hand.strength)
            else:
                tall = picture.height * scale * (1 + rng.normal(0, 0.09) * hand.jitter)
                wide = picture.width * scale * hand.wide * (1 + rng.normal(0, 0.1) * hand.jitter)
                turned = ink.turned(rng, picture, wide, tall, hand.slant, hand.thin)
                y = base + top * scale + rng.normal(0, 0.06) * hand.size * hand.jitter + (x - start) * hand.slope
                ink.paste(canvas, turned, x + left * scale, y, hand.strength)
            x += advance * scale * hand.wide + hand.gap * (1 + rng.normal(0, 0.6))
        x += hand.space * rng.uniform(0, 2)
    return x


def scrawl(rng, hand) -> list:
    """Writing that is no number: letters in any order."""
    return ["".join(LETTERS[rng.integers(len(LETTERS))] + (MARKS[rng.integers(9)] if rng.random() < 0.3 else "")
                    for _ in range(rng.integers(2, 5))) for _ in range(rng.integers(1, 4))]


def small_number(rng) -> int:
    """As votes are: mostly small, and often nothing."""
    digits = rng.choice([0, 1, 2, 3, 4, 5], p=[0.14, 0.28, 0.25, 0.27, 0.04, 0.02])
    return int(rng.integers(10 ** (digits - 1), 10 ** digits)) if digits else 0


def legible(grey, writing) -> bool:
    """Whether enough of the writing is left on the picture for its label to be true."""
    wanted = preprocess.strip(np.round(255 - writing * 255).astype(np.uint8), "words")
    there = wanted > 0.35
    if there.sum() < 6:
        return False
    seen = ndimage.grey_dilation(preprocess.strip(grey, "words"), (3, 3))
    return seen.shape != wanted.shape or np.mean(np.minimum(seen[there], 1) > 0.3) > 0.8


def form_cell(rng, part):
    """A cell as forms have them: from the opening bracket to the rule on the right, small writing on a dotted line."""
    while True:
        grey, labels, writing = form_cell_once(rng, part)
        if not labels or legible(grey, writing):
            return grey, labels


def form_words(rng, kind):
    words = words_of(rng, small_number(rng) if rng.random() < 0.88 else number(rng))
    draw = rng.random()
    if kind == "number" and draw < 0.1:
        words.append(["คะแนน", "คะแนน", "บัตร", "คน", "แต้ม"][rng.integers(5)])
    elif kind == "number" and draw < 0.13:
        words.append("ถ้วน")
    return words


def surroundings(rng, canvas, dots, tall, strength):
    """What a form prints around the writing, and what reaches in from the lines above and below."""
    height, width = canvas.shape
    if rng.random() < 0.93:
        ink.dotted(rng, canvas, dots)
    for y in (rng.uniform(-1, height * 0.1), height - rng.uniform(-1, height * 0.12)):
        if rng.random() < 0.7:
            ink.line(canvas, [(0, y), (width, y + rng.normal(0, 1))], rng.uniform(0.8, 4), rng.uniform(0.7, 1))
    if rng.random() < 0.88:
        ink.bracket(rng, canvas, rng.uniform(0, 5))
    if rng.random() < 0.85:
        ink.bracket(rng, canvas, width - rng.uniform(4, 40), opening=False)
    if rng.random() < 0.3:
        x = width - rng.uniform(-1, 4)
        ink.line(canvas, [(x, 0), (x, height)], rng.uniform(1, 3), rng.uniform(0.7, 1))
    if rng.random() < 0.35:  # the line above or below reaches in
        other = np.zeros_like(canvas)
        words = words_of(rng, small_number(rng))
        y = rng.uniform(1, height * 0.14) if rng.random() < 0.3 else height + tall * rng.uniform(0.75, 1.5)
        letters.write(rng, other, letters.Writer(rng), words, rng.uniform(8, width * 0.6), y, tall, strength)
        canvas = np.maximum(canvas, other)
    if rng.random() < 0.12:  # streaks and specks of a scanner
        for _ in range(rng.integers(1, 5)):
            x, y, long = rng.uniform(0, width), rng.uniform(0, height), rng.uniform(2, 60)
            ink.line(canvas, [(x, y), (x + long, y + rng.normal(0, 0.5))], rng.uniform(0.6, 1.5), rng.uniform(0.1, 0.6))
    return canvas


def form_cell_once(rng, part):
    """A cell, its labels and its writing alone."""
    height = ink.TALL
    width = int(height * rng.uniform(4.5, 9.5))
    kind = rng.choice(["number", "blank", "dash", "other", "struck"], p=[0.75, 0.11, 0.07, 0.05, 0.02])
    tall = height * np.clip(rng.normal(0.31, 0.06), 0.18, 0.52)
    dots = height * rng.uniform(0.58, 0.9)
    base = np.clip(dots - tall * np.clip(rng.normal(0.25, 0.3), -0.25, 1), tall * 1.1, height * 0.97)
    strength = rng.uniform(0.8, 1)
    typist = Hand(rng, part, False)
    typist.size = tall * rng.uniform(1.7, 2.2)
    writer = letters.Writer(rng) if rng.random() < 0.78 else None
    canvas = np.zeros((height, 1100), np.float32)
    x = rng.uniform(8, 60) if rng.random() < 0.6 else rng.uniform(8, width * 0.5)
    last, labels = x, []

    def put(words, at):
        if writer:
            return letters.write(rng, canvas, writer, words, at, base, tall, strength)
        return write(rng, canvas, typist, words, at, base)

    if kind in ("number", "struck"):
        words = form_words(rng, kind)
        labels = [CLASS[word] for word in words]
        amount = rng.choice([0, 0.05, 0.15], p=[0.75, 0.2, 0.05])
        last = put([hasty(rng, word, amount) for word in words], x)
        if kind == "struck":
            ink.scribble(rng, canvas, x, last, base - tall / 2, tall)
            labels = [STRUCK]
            if rng.random() < 0.5:
                more = words_of(rng, small_number(rng))
                last = put(more, last + rng.uniform(5, 14))
                labels += [CLASS[word] for word in more]
    elif kind == "dash":
        long, y = rng.uniform(6, 50), dots - height * rng.uniform(-0.02, 0.4)
        ink.line(canvas, [(x, y), (x + long / 2, y + rng.normal(0, 1)), (x + long, y + rng.normal(0, 2))],
                 rng.uniform(1.2, 3.5), strength)
        last, labels = x + long, [DASH]
    elif kind == "other":
        pieces = scrawl(rng, typist)
        if writer:
            known = [letter for letter in letters.FORMS if letter not in MARKS]
            pieces = ["".join(known[rng.integers(len(known))] for _ in range(rng.integers(2, 5))) for _ in pieces]
        last, labels = put(pieces, x), [OTHER]
    width = int(min(1100, max(width, last + rng.uniform(4, 40))))
    canvas = np.ascontiguousarray(canvas[:, :width])
    if kind == "blank" and rng.random() < 0.4:  # a speck, or what bleeds through
        for _ in range(rng.integers(1, 4)):
            a, b = rng.uniform(10, width - 10), rng.uniform(6, height - 6)
            ink.line(canvas, [(a, b), (a + rng.normal(0, 3), b + rng.uniform(0.5, 5))], rng.uniform(1, 3), rng.uniform(0.3, 1))
    if rng.random() < 0.5:
        canvas = ink.wander(rng, canvas, rng.uniform(0.2, 1.1))
    writing = canvas.copy()
    canvas = surroundings(rng, canvas, dots, tall, strength)
    grey = ink.scanned(rng, np.ascontiguousarray(canvas))
    top, bottom = int(rng.integers(0, 5)), int(rng.integers(0, 5))
    if rng.random() < 0.4:
        grey, writing = grey[top:len(grey) - bottom], writing[top:len(writing) - bottom]
    return np.ascontiguousarray(grey), labels, writing


def cell(rng, part="train", kind=None):
    """One crop (grey, 0 is black) with its labels."""
    if kind == "form" or kind is None and rng.random() < 0.72:
        return form_cell(rng, part)
    while True:
        grey, labels, writing = cell_once(rng, part, kind)
        if not labels or legible(grey, writing):
            return grey, labels


def cell_once(rng, part, kind):
    """A cell, its labels and its writing alone."""
    kind = kind or rng.choice(["written", "typed", "blank", "dash", "struck", "other"],
                              p=[0.66, 0.12, 0.09, 0.04, 0.03, 0.06])
    hand = Hand(rng, part, kind == "typed")
    canvas = np.zeros((ink.TALL, 1400), np.float32)
    x, base = rng.uniform(2, 60), ink.TALL * rng.uniform(0.62, 0.86)
    if kind == "typed":
        x, base = rng.uniform(1, 10), ink.TALL * rng.uniform(0.62, 0.78)
    last, labels = x, []
    if kind in ("written", "typed", "struck"):
        words = words_of(rng, number(rng))
        draw = rng.random()
        if draw < 0.08:
            words.append(["บัตร", "คะแนน", "คน", "แต้ม"][rng.integers(4)])
        elif draw < 0.12:
            words.append("ถ้วน")
        labels = [CLASS[word] for word in words]
        amount = 0 if kind == "typed" else rng.choice([0, 0.08, 0.25])
        last = write(rng, canvas, hand, [sloppy(rng, word, amount) for word in words], x, base)
        if kind == "struck":
            ink.scribble(rng, canvas, x, last, base - hand.size * 0.25, hand.size * 0.5)
            labels = [STRUCK]
            if rng.random() < 0.5:
                more = words_of(rng, int(rng.integers(0, 1000)))
                last = write(rng, canvas, hand, more, last + rng.uniform(6, 14), base)
                labels += [CLASS[word] for word in more]
    elif kind == "dash":
        long, y = rng.uniform(8, 60), ink.TALL * rng.uniform(0.45, 0.8)
        ink.line(canvas, [(x, y), (x + long / 2, y + rng.normal(0, 1)), (x + long, y + rng.normal(0, 1.5))],
                 rng.uniform(1.2, 3.2), hand.strength)
        last, labels = x + long, [DASH]
    elif kind == "other":
        last, labels = write(rng, canvas, hand, scrawl(rng, hand), x, base), [OTHER]
    width = int(min(1400, max(last + rng.uniform(2, 8), last + rng.uniform(0, 1) * rng.uniform(0, 260))))
    canvas = np.ascontiguousarray(canvas[:, :max(width, int(ink.TALL * 1.2))])
    width = canvas.shape[1]
    writing = canvas.copy()
    if rng.random() < 0.12:  # vowels and marks of the rows above and below reach in
        picture = sources.glyph(hand.path, scrawl(rng, hand)[0])[0]
        picture = picture.resize((max(4, int(picture.width * 0.5)), max(4, int(picture.height * 0.5))))
        y = -picture.height + rng.uniform(2, 8) if rng.random() < 0.6 else ink.TALL - rng.uniform(2, 8)
        ink.paste(canvas, picture, rng.uniform(0, width), y)
    if rng.random() < (0.1 if kind == "typed" else 0.75):
        ink.dotted(rng, canvas, base + rng.normal(2, 3) if rng.random() < 0.7 else None)
    ink.rules(rng, canvas)
    if rng.random() < 0.35:
        ink.bracket(rng, canvas, width - rng.uniform(-2, 7), opening=False)
    if rng.random() < 0.35:
        ink.bracket(rng, canvas, rng.uniform(-2, 5))
    if hand.typed:
        canvas = ink.wander(rng, canvas, 0.25) if rng.random() < 0.3 else canvas
    else:
        canvas = ink.wander(rng, canvas, rng.uniform(0.4, 2.0))
    if rng.random() < 0.15:
        more = np.zeros((int(rng.integers(4, 26)), width), np.float32)
        first = rng.random() < 0.5
        canvas, writing = (np.concatenate([more, one] if first else [one, more]) for one in (canvas, writing))
    return ink.damaged(rng, np.ascontiguousarray(canvas)), labels, writing
