#!/usr/bin/env python3
"""Stands for the photos that one would take of real pieces: each rendered piece a few times on a plain ground of any colour, turned, with some light and noise."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np
from PIL import Image

COLUMNS = ("file", "class", "source_repo", "licence", "split", "group")
# The longer side of a photo, in pixels, and how much of it the piece fills.
SIDE = 320
FILLS = 0.62, 0.92


def photo(piece: Image.Image, random: np.random.Generator) -> Image.Image:
    turned = piece.rotate(random.uniform(0, 360), Image.Resampling.BICUBIC, expand=True)
    turned = turned.crop(turned.getchannel("A").getbbox())
    share = random.uniform(*FILLS) * SIDE / max(turned.size)
    turned = turned.resize([max(1, round(side * share)) for side in turned.size], Image.Resampling.LANCZOS)
    ground = Image.new("RGB", (SIDE, SIDE), tuple(int(value) for value in random.integers(30, 235, 3)))
    ground.paste(turned, tuple(int(random.integers(0, SIDE - side + 1)) for side in turned.size), turned)
    light = np.linspace(*random.uniform(0.75, 1.2, 2), SIDE)[None, :, None]
    seen = np.asarray(ground, np.float64) * light + random.normal(0, 4, (SIDE, SIDE, 3))
    return Image.fromarray(np.clip(seen, 0, 255).astype(np.uint8))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pieces", type=Path, required=True, help="folder that cut_pieces.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--each", type=int, default=2, help="photos of each piece (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random = np.random.default_rng(arguments.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)
    rows = []
    with (arguments.pieces / "MANIFEST.tsv").open(encoding="utf-8", newline="") as stream:
        pieces = list(csv.DictReader(stream, delimiter="\t"))
    for piece in pieces:
        picture = Image.open(arguments.pieces / piece["file"]).convert("RGBA")
        for number in range(arguments.each):
            file = f"{Path(piece['file']).stem}-{number}.jpg"
            photo(picture, random).save(arguments.out / file, quality=90)
            split = "train" if piece["split"] == "train" else "val"
            rows.append(dict(zip(COLUMNS, (file, piece["class"], "this project", "MIT", split, piece["file"]))))
    with (arguments.out / "MANIFEST.tsv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
