# SPDX-License-Identifier: Apache-2.0
"""What scanners, telephones and folders do to a page. Every page has a little; one axis of the form has more."""
import io
import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from scipy import ndimage


def homography(corners, size):
    """From where a rectangle's corners come to, the eight numbers that take a target's point to its source."""
    (w, h), rows, right = size, [], []
    for (x, y), (u, v) in zip(corners, ((0, 0), (w, 0), (w, h), (0, h))):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return np.linalg.solve(np.array(rows, float), np.array(right, float))


def bent(rng, page, axis, strong, white):
    """Skew, perspective and curl; returns the page and what they do to a point."""
    w, h = page.size
    angle = math.radians(rng.normal(0, 0.2) if axis != "skew" else (2.5 if strong else 0.8) * rng.choice([-1, 1]))
    off = (0.02 if strong else 0.006) * w if axis == "perspective" else 0.0005 * w
    corners = []
    for x, y in ((0, 0), (w, 0), (w, h), (0, h)):
        dx, dy = x - w / 2, y - h / 2
        corners.append((w / 2 + dx * math.cos(angle) - dy * math.sin(angle) + rng.uniform(-off, off),
                        h / 2 + dx * math.sin(angle) + dy * math.cos(angle) + rng.uniform(-off, off)))
    matrix = homography(corners, (w, h))
    page = page.transform((w, h), Image.PERSPECTIVE, tuple(matrix), Image.BILINEAR, fillcolor=white)
    back = np.linalg.inv(np.array([*matrix, 1]).reshape(3, 3))
    rise = (0.01 if strong else 0.003) * h * rng.choice([-1, 1]) if axis == "curl" else 0
    if rise:
        step = 8
        mesh = []
        for x in range(0, w, step):
            y0, y1 = (rise * math.sin(math.pi * min(at, w) / w) for at in (x, x + step))
            x1 = min(x + step, w)
            mesh.append(((x, 0, x1, h), (x, -y0, x, h - y0, x1, h - y1, x1, -y1)))
        page = page.transform((w, h), Image.MESH, mesh, Image.BILINEAR, fillcolor=white)

    def moved(x, y):
        u, v, k = back @ (x, y, 1)
        return u / k, v / k + rise * math.sin(math.pi * min(max(u / k, 0), w) / w)

    return page, moved


def shadowed(rng, grey, strong):
    height, width = grey.shape
    along = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    amount = rng.uniform(0.35, 0.5) if strong else rng.uniform(0.12, 0.22)
    edge = rng.uniform(0.2, 0.6)
    soft = 1 / (1 + np.exp(-(along + 0.3 * down - edge) / 0.04))
    return grey * (1 - amount * soft) * (1 - amount * 0.3 * down)


def stamped(rng, page, across):
    """The round stamp of an office: grey rings with marks between them."""
    draw, (w, h) = ImageDraw.Draw(page), page.size
    x, y, r = (0.8 if across else 0.4) * w, rng.uniform(0.6, 0.8) * h, 0.085 * w
    for part in (1, 0.93, 0.6):
        draw.ellipse([x - r * part, y - r * part, x + r * part, y + r * part], outline=120, width=max(2, w // 500))
    for step in range(24):
        turn = step / 24 * math.tau
        draw.line([(x + math.cos(turn) * r * 0.67, y + math.sin(turn) * r * 0.67),
                   (x + math.cos(turn + 0.1) * r * 0.86, y + math.sin(turn + 0.1) * r * 0.86)], fill=130,
                  width=max(2, w // 400))


def folded(rng, grey, count):
    height, width = grey.shape
    for _ in range(count):
        y = int(rng.uniform(0.3, 0.9) * height)
        slope = rng.normal(0, 0.004)
        rows = (y + slope * np.arange(width)).astype(int)
        for off, factor in ((-2, 0.88), (-1, 0.7), (0, 0.6), (1, 1.1), (2, 1.06)):
            place = np.clip(rows + off, 0, height - 1)
            grey[place, np.arange(width)] *= factor
    return grey


def damaged(form, number, sheet):
    """A page as a file's bytes and the ending of its name, and what became of a point (in hundredths of an inch)."""
    rng = np.random.default_rng([form["seed"], form["index"], 3, number])
    axis, level = form["damage"]
    strong = level in ("2.5°", "2 %", "1 %", "120 dpi", "strong", "quality 30", "across votes", "two", "noisy",
                       "strip, hard contrast")
    paper, dark = rng.uniform(238, 254), rng.uniform(10, 70)
    strokes = sheet.ink
    if axis == "bleed-through":
        strokes = np.maximum(strokes, ndimage.gaussian_filter(strokes[:, ::-1], 1.2) * (0.3 if strong else 0.14))
    page = Image.fromarray((paper + (dark - paper) * strokes).astype(np.uint8))
    if axis == "stamp":
        stamped(rng, page, strong)
    page, moved = bent(rng, page, axis, strong, int(paper))
    scale = sheet.scale
    if axis == "resolution":
        factor = (120 if strong else 150) / 100 / sheet.scale
        page = page.resize((round(page.width * factor), round(page.height * factor)), Image.BOX)
        scale *= factor
    page = page.filter(ImageFilter.GaussianBlur(
        (0.85 if strong else 0.5) * sheet.scale if axis == "blur" else 0.25 * scale))
    grey = np.asarray(page, np.float32)
    if axis == "shadow":
        grey = shadowed(rng, grey, strong)
    if axis == "fold":
        grey = folded(rng, grey.copy(), 2 if strong else 1)
    grey = grey + rng.standard_normal(grey.shape, np.float32) * (22 if axis == "one bit" and strong else 3)
    if axis == "one bit":
        grey = np.where(grey < paper * 0.68, 0, 255)
    if axis == "scanner app":
        grey = (grey - 110) * 2.3 + 100 if strong else grey * 1.06
    page = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    if axis == "scanner app":
        strip = Image.new("L", (page.width, page.height + round(30 * scale)), 255)
        strip.paste(page)
        ImageDraw.Draw(strip).text((page.width * 0.7, page.height + 4 * scale), "สแกนด้วยโทรศัพท์", fill=0,
                                   font=sheet.font(0.9 * scale / sheet.scale))
        page = strip
    buffer = io.BytesIO()
    if axis == "one bit":
        page.convert("1", dither=Image.Dither.NONE).save(buffer, "PNG")
        ending = "png"
    else:
        quality = (30 if strong else 60) if axis == "JPEG" else 90
        page.save(buffer, "JPEG", quality=quality, dpi=(scale * 100, scale * 100))
        ending = "jpg"
    factor = scale / sheet.scale

    def place(x, y):
        u, v = moved(x * sheet.scale, y * sheet.scale)
        return u * factor, v * factor

    return buffer.getvalue(), ending, place
