#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes forms with their truth: generate.py FOLDER --seed 1 --from 0 --count 8. One folder a form, with truth.json."""
import argparse
import io
import json
import pathlib

from PIL import Image

import damage
import layouts
import truth


def around(box, place) -> list:
    """The upright box around a box whose corners were moved."""
    x, y, w, h = box
    points = [place(*point) for point in ((x, y), (x + w, y), (x + w, y + h), (x, y + h))]
    left, top = min(p[0] for p in points), min(p[1] for p in points)
    return [round(left), round(top), round(max(p[0] for p in points) - left), round(max(p[1] for p in points) - top)]


def cut(own: pathlib.Path, form, pages) -> None:
    """The digits parts of the table's cells as pictures, for programs that find no cells themselves."""
    (own / "cells").mkdir()
    for key, cell in form["cells"].items():
        if not key.startswith("row") and key != "total":
            continue
        x, y, w, h = cell["digits_box"]
        page = pages[cell["page"] - 1]
        page.crop((max(0, x), max(0, y), min(page.width, x + w), min(page.height, y + h))).convert("L").save(
            own / "cells" / f"{key.replace(' ', '-')}.png")


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
