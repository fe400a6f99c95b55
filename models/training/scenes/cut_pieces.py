#!/usr/bin/env python3
"""Packs layers for the simulator: a picture with its own outline each, as WebP, and a MANIFEST.tsv with its class, its size and its split. Held-back ones ship:
no network has learnt from them, so what `simulate` finds on them is a finding. Those of other splits are for `station-agent model scenes --pieces`."""

from __future__ import annotations

import argparse
import collections
import csv
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from compose import SPLITS, DataError, Layer, read_classes, read_layers
from platforms import PIXELS_PER_MM, WIDTH, to_encoded, to_linear
from repaint import repaint

COLUMNS = ("file", "class", "split", "width_mm", "height_mm", "kind", "source_repo", "licence")
FRAME_MM = WIDTH / PIXELS_PER_MM
# A hand is no piece that lies there.
NO_PIECE = ("hand",)
QUALITY = 84
# What is larger would not lie on the simulator's platform however it is turned, or was cut off by its layer's frame.
LARGEST_MM = 560
# Of 255; what is fainter only makes the picture larger than the piece.
FAINT = 8


def picture_of(layer: Layer, random: np.random.Generator) -> Image.Image:
    """The piece with its outline, cut to it; one that training sees in other colours and prints."""
    colour, _ = layer.pixels()
    rgb, alpha = np.ascontiguousarray(colour[..., 2::-1]), np.ascontiguousarray(colour[..., 3])
    if layer.split == "train":
        linear = to_linear(rgb.astype(np.float32) / 255)
        rgb = np.rint(to_encoded(repaint(linear, alpha.astype(np.float32) / 255, layer.class_path, random)) * 255).astype(np.uint8)
    picture = Image.fromarray(np.dstack([rgb, alpha]))
    return picture.crop(picture.getchannel("A").point(lambda a: 255 if a > FAINT else 0).getbbox())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layers", type=Path, required=True, help="folder that render_layers.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--splits", nargs="+", default=["held"], choices=sorted(set(SPLITS)), help="which layers (default: %(default)s)")
    parser.add_argument("--each", type=int, default=40, help="pieces of each class and split, evenly over the class's kinds (default: %(default)s)")
    parser.add_argument("--effort", type=int, default=6, choices=range(7), help="of the WebP encoder: 6 takes twenty times as long as 1, for files a fifth smaller (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    by_class: dict = collections.defaultdict(lambda: collections.defaultdict(list))
    try:
        classes = read_classes()
        for layer in read_layers(arguments.layers, classes):
            if layer.split in arguments.splits and layer.kind not in NO_PIECE:
                by_class[classes.label_of(layer.class_path), layer.split][layer.kind].append(layer)
    except DataError as problem:
        print(f"cut_pieces.py: {problem}", file=sys.stderr)
        return 2
    if not by_class:
        print(f"cut_pieces.py: {arguments.layers} has no layer of the splits {', '.join(arguments.splits)}", file=sys.stderr)
        return 2
    random = np.random.default_rng(arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)
    rows = []
    for (name, split), kinds in sorted(by_class.items()):
        hands = [[layers[i] for i in random.permutation(len(layers))] for _, layers in sorted(kinds.items())]
        dealt = [layers[turn] for turn in range(max(map(len, hands))) for layers in hands if turn < len(layers)]
        count = 0
        for layer in dealt:
            picture = picture_of(layer, random)
            size = [side * FRAME_MM / layer.frame_width for side in picture.size]
            if count == arguments.each or max(size) > LARGEST_MM:
                continue
            count += 1
            file = f"{name.replace('/', '_')}-{layer.kind}-{layer.picture.stem}.webp"
            picture.save(arguments.out / file, quality=QUALITY, method=arguments.effort)
            rows.append(dict(zip(COLUMNS, (file, name, split, *(f"{side:.1f}" for side in size), layer.kind, "this project", "MIT"))))
    with (arguments.out / "MANIFEST.tsv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} pieces in {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
