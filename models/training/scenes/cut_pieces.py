#!/usr/bin/env python3
"""Packs held-back layers for the simulator: a picture with its own outline each, as WebP, and a MANIFEST.tsv with its class and its size. No network
has learnt from them, so what `simulate` finds on them is a finding."""

from __future__ import annotations

import argparse
import collections
import csv
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from compose import Layer, read_layers
from platforms import PIXELS_PER_MM, WIDTH

COLUMNS = ("file", "class", "split", "width_mm", "height_mm", "kind", "source_repo", "licence")
FRAME_MM = WIDTH / PIXELS_PER_MM
# A hand is no piece that lies there.
NO_PIECE = ("hand",)
QUALITY = 84
# What is larger would not lie on the simulator's platform however it is turned, or was cut off by its layer's frame.
LARGEST_MM = 560
# Of 255; what is fainter only makes the picture larger than the piece.
FAINT = 8


def class_of(layer: Layer) -> str:
    return f"{layer.material}_{layer.condition}" if layer.condition else layer.material


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layers", type=Path, required=True, help="folder that render_layers.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--each", type=int, default=40, help="pieces of each class, evenly over its kinds (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    by_class: dict = collections.defaultdict(lambda: collections.defaultdict(list))
    for layer in read_layers(arguments.layers):
        if layer.split == "held" and layer.kind not in NO_PIECE:
            by_class[class_of(layer)][layer.kind].append(layer)
    if not by_class:
        print(f"cut_pieces.py: {arguments.layers} has no held-back layer", file=sys.stderr)
        return 2
    random = np.random.default_rng(arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)
    rows = []
    for name, kinds in sorted(by_class.items()):
        hands = [[layers[i] for i in random.permutation(len(layers))] for _, layers in sorted(kinds.items())]
        dealt = [layers[turn] for turn in range(max(map(len, hands))) for layers in hands if turn < len(layers)]
        count = 0
        for layer in dealt:
            colour, _ = layer.pixels()
            picture = Image.fromarray(np.ascontiguousarray(colour[..., [2, 1, 0, 3]]))
            picture = picture.crop(picture.getchannel("A").point(lambda a: 255 if a > FAINT else 0).getbbox())
            size = [side * FRAME_MM / layer.frame_width for side in picture.size]
            if count == arguments.each or max(size) > LARGEST_MM:
                continue
            count += 1
            file = f"{name}-{layer.kind}-{layer.picture.stem}.webp"
            picture.save(arguments.out / file, quality=QUALITY, method=6)
            rows.append(dict(zip(COLUMNS, (file, name, "held", *(f"{side:.1f}" for side in size), layer.kind, "this project", "MIT"))))
    with (arguments.out / "MANIFEST.tsv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} pieces in {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
