"""From a JPEG to the network's input: the same steps, in the same order, as the product takes (see models/README.md).

A picture is decoded to RGB, a region of it is chosen (the object's box with a margin, or the whole picture when there is
no reference), and the region is resized to a square by a triangle filter that widens when it shrinks the picture.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from data import Picture
from errors import DataError

Box = tuple[float, float, float, float]

MARGIN = 0.12


def decode(path: Path) -> Image.Image:
    """The whole picture as RGB."""
    try:
        with Image.open(path) as image:
            return image.convert("RGB")
    except (OSError, ValueError) as problem:
        raise DataError(f"{path} cannot be read as a picture: {problem}") from problem


def region_around(box: Box, width: int, height: int, margin: float = MARGIN) -> Box:
    """A square around the object (x, y, width, height) with a margin, moved to lie inside the picture and never larger
    than it; as left, top, right, bottom."""
    x, y, across, down = box
    side = max(across, down) * (1 + 2 * margin)
    wide, high = min(side, width), min(side, height)
    left = min(max(x + (across - wide) / 2, 0), width - wide)
    top = min(max(y + (down - high) / 2, 0), height - high)
    return left, top, left + wide, top + high


def resize(image: Image.Image, size: int, region: Box | None = None) -> np.ndarray:
    """The region stretched to size × size, uint8 RGB."""
    return np.asarray(image.resize((size, size), Image.Resampling.BILINEAR, box=region))


def network_input(picture: Picture, size: int) -> np.ndarray:
    """What the network sees of a picture."""
    image = decode(picture.path)
    region = region_around(picture.box, image.width, image.height) if picture.box else None
    return resize(image, size, region)


def load(pictures: list[Picture], size: int, progress: Callable[[str], None] | None = None) -> np.ndarray:
    """All pictures as one uint8 array (N, size, size, 3)."""
    images = np.empty((len(pictures), size, size, 3), np.uint8)
    with ThreadPoolExecutor(2) as pool:
        for index, pixels in enumerate(pool.map(lambda picture: network_input(picture, size), pictures)):
            images[index] = pixels
    if progress and pictures:
        progress(f"{len(pictures)} pictures at {size} px")
    return images
