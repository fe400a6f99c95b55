#!/usr/bin/env python3
"""Writes resize-source.png and, for each part of it, what Pillow's resize makes of it: the rule that training and product share.

Needs Debian's python3-pil and python3-numpy.
"""

from pathlib import Path

import numpy as np
from PIL import Image

# Name and part (left, top, right, bottom in pixels) of the source: shrinking, enlarging, stretching, at the edges.
PARTS = {
    "whole": (0, 0, 150, 110),
    "shrunk": (20.25, 8.5, 117.75, 106),
    "enlarged": (61.3, 40.9, 80.1, 59.7),
    "corner": (101.5, 61.5, 150, 110),
}
SIZE = 32

folder = Path(__file__).parent
random = np.random.default_rng(20)
y, x = np.mgrid[0:110, 0:150]
pixels = np.stack([128 + 100 * np.sin(x / 7 + y / 23), 255 * ((x // 9 + y // 13) % 2), 1.7 * x + 0 * y], axis=2)
noisy = np.clip(pixels + random.normal(0, 12, pixels.shape), 0, 255).astype(np.uint8)
source = Image.fromarray(noisy)
source.save(folder / "resize-source.png", optimize=True)
for name, part in PARTS.items():
    source.resize((SIZE, SIZE), Image.Resampling.BILINEAR, box=part).save(folder / f"resize-{name}.png", optimize=True)
