# SPDX-License-Identifier: Apache-2.0
"""What the cells are composed of: handwritten digits and fonts, split into a part to train on and a part held out."""
import functools
import gzip
import importlib.util
import os
import pickle
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

THAI_DIGITS = os.environ.get("STEWARD_THAI_DIGITS", "../../shared/data/digits/thai_handwriting_kittinan_64.npz")
FONTS = Path(os.environ.get("STEWARD_FONT_FOLDER", "/usr/share/fonts/truetype"))
HELD_OUT_FAMILIES = ("Kinnari", "Sawasdee", "NotoLoopedThai")


def package_folder(name: str) -> Path:
    return Path(importlib.util.find_spec(name).submodule_search_locations[0])


@functools.cache
def mnist() -> dict:
    """MNIST's two parts, whose writers differ: `train` 60,000 and `test` 10,000 glyphs, cut to their ink."""
    with gzip.open(package_folder("mnist") / "data" / "mnist.pkl.gz") as file:
        parts = pickle.load(file, encoding="latin1")
    images = np.concatenate([np.asarray(part[0]).reshape(-1, 28, 28) for part in parts])
    labels = np.concatenate([np.asarray(part[1]).reshape(-1) for part in parts])
    if images.max() <= 1:
        images = images * 255
    images = images.astype(np.uint8)
    return {"train": by_value(images[:60000], labels[:60000]), "test": by_value(images[60000:], labels[60000:])}


def by_value(images, labels) -> list:
    return [[cut(image) for image in images[labels == value]] for value in range(10)]


def cut(image: np.ndarray) -> Image.Image:
    rows = np.flatnonzero(image.max(axis=1) > 80)
    columns = np.flatnonzero(image.max(axis=0) > 80)
    if len(rows) == 0:
        return Image.fromarray(image)
    return Image.fromarray(image[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1])


@functools.cache
def thai_handwriting() -> dict:
    """Thai digits drawn by hand. Scribbles and wrong labels are left out: a drawing stays when it looks more like
    the others of its digit than like those of any other digit (its nearest five neighbours, itself not among them)."""
    data = np.load(THAI_DIGITS)
    images, labels = 255 - data["images"], data["labels"].astype(int)
    small = np.stack([np.asarray(cut(image).resize((14, 14), Image.BOX), np.float32).reshape(-1) for image in images])
    small /= np.linalg.norm(small, axis=1, keepdims=True) + 1e-6
    likeness = small @ small.T
    np.fill_diagonal(likeness, -1)
    nearest = labels[np.argsort(-likeness, axis=1)[:, :5]]
    clean = (nearest == labels[:, None]).sum(axis=1) >= 3
    held_out = np.arange(len(labels)) % 5 == 0
    return {
        "train": by_value(images[clean & ~held_out], labels[clean & ~held_out]),
        "test": by_value(images[clean & held_out], labels[clean & held_out]),
        "kept": int(clean.sum()), "of": len(labels),
    }


@functools.cache
def fonts() -> dict:
    """Paths of Thai fonts by part; `words` are those that are used for words in training."""
    folders = [FONTS / "tlwg", package_folder("fontpkg_sarabun") / "files"]
    found = sorted(path for folder in folders for path in folder.glob("*.ttf"))
    found += sorted(path for path in (FONTS / "noto").glob("Noto*Thai-*.ttf"))
    found = [path for path in found if "Thin" not in path.stem]
    test = [str(path) for path in found if path.stem.startswith(HELD_OUT_FAMILIES)]
    return {"train": [str(path) for path in found if str(path) not in test], "test": test}


@functools.cache
def font(path: str, size: int = 64) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)


@functools.lru_cache(maxsize=20000)
def glyph(path: str, text: str, size: int = 64) -> tuple:
    """The ink of a text in a font, its offset from the pen on the base line, and its advance."""
    face = font(path, size)
    left, top, right, bottom = face.getbbox(text, anchor="ls")
    width, height = max(1, int(right - left)), max(1, int(bottom - top))
    image = Image.new("L", (width, height), 0)
    ImageDraw.Draw(image).text((-left, -top), text, fill=255, font=face, anchor="ls")
    return image, int(left), int(top), face.getlength(text)
