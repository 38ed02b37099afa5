#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes forms with their truth: generate.py FOLDER --seed 1 --from 0 --count 8. One folder a form, with truth.json."""
import argparse
import io
import json
import pathlib

import numpy as np
from PIL import Image
from scipy import ndimage

import damage
import layouts
import truth


def around(box, place) -> list:
    """The upright box around a box whose corners were moved."""
    x, y, w, h = box
    points = [place(*point) for point in ((x, y), (x + w, y), (x + w, y + h), (x, y + h))]
    left, top = min(p[0] for p in points), min(p[1] for p in points)
    return [round(left), round(top), round(max(p[0] for p in points) - left), round(max(p[1] for p in points) - top)]


def cleaned(picture: Image.Image, dpi: float) -> Image.Image:
    """Without the rules at its edges and the dots to write on, with paper around and as large as at 300 dpi."""
    edge = round(dpi * 0.04)
    grey = np.asarray(picture.convert("L"))[edge:-edge, edge:-edge].copy()
    paper = np.percentile(grey, 80)
    parts, _ = ndimage.label(grey < paper * 0.75, np.ones((3, 3)))
    for number, place in enumerate(ndimage.find_objects(parts), 1):
        if all(side.stop - side.start <= dpi * 0.025 for side in place):
            grey[ndimage.binary_dilation(parts == number, iterations=2)] = paper
    image = Image.fromarray(np.pad(grey, 12, constant_values=int(paper)))
    return image.resize((round(image.width * 300 / dpi), round(image.height * 300 / dpi)), Image.BICUBIC)


def cut(own: pathlib.Path, form, pages) -> None:
    """The digits parts of the table's cells as pictures, for programs that find no cells themselves."""
    (own / "cells").mkdir()
    for key, cell in form["cells"].items():
        if not key.startswith("row") and key != "total":
            continue
        x, y, w, h = cell["digits_box"]
        page = pages[cell["page"] - 1]
        box = (max(0, x), max(0, y), min(page.width, x + w), min(page.height, y + h))
        cleaned(page.crop(box), page.width / 8.27).save(own / "cells" / f"{key.replace(' ', '-')}.png")


def make(folder: pathlib.Path, seed: int, index: int, cells: bool) -> pathlib.Path:
    """Draws one form into its own folder."""
    form = truth.made(seed, index)
    truth.check(form)
    sheets = layouts.Drawing(form).pages()
    own = folder / f"{index:05}"
    own.mkdir(parents=True)
    form["pages"], places, pages = [], [], []
    for number, sheet in enumerate(sheets, 1):
        data, ending, place = damage.damaged(form, number, sheet)
        name = f"page{number}.{ending}"
        (own / name).write_bytes(data)
        form["pages"].append(name)
        places.append(place)
        pages.append(Image.open(io.BytesIO(data)))
    for cell in form["cells"].values():
        for key in ("box", "digits_box"):
            cell[key] = around(cell[key], places[cell["page"] - 1])
    if cells:
        cut(own, form, pages)
    (own / "truth.json").write_text(json.dumps(form, ensure_ascii=False))
    return own


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--count", type=int, default=8)
    parser.add_argument("--cells", action="store_true", help="also the table's digits, each as a picture")
    options = parser.parse_args()
    for number in range(options.first, options.first + options.count):
        make(options.folder, options.seed, number, options.cells)
