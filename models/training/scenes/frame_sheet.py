#!/usr/bin/env python3
"""Puts frames side by side, to be looked at: frame_sheet.py --scenes DIR --out FILE"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

TILE = (240, 135)
CAPTION = 12


def kind_of(row: dict[str, str]) -> str:
    """What lies there; a laid piece has its file's name, CLASS-KIND-ID."""
    return row["sub_type"].replace("_", " ") or (row["name"].split("-")[-2] if row["name"] else "empty")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=Path, required=True, help="folder with frames and their scenes.tsv")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--columns", type=int, default=6)
    parser.add_argument("--rows", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1, help="which frames are drawn (default: %(default)s)")
    arguments = parser.parse_args()
    with (arguments.scenes / "scenes.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    drawn = np.random.default_rng(arguments.seed).permutation(len(rows))[: arguments.columns * arguments.rows]
    sheet = Image.new("RGB", (arguments.columns * TILE[0], arguments.rows * (TILE[1] + CAPTION)), "white")
    pen = ImageDraw.Draw(sheet)
    for place, index in enumerate(drawn):
        row = rows[index]
        corner = place % arguments.columns * TILE[0], place // arguments.columns * (TILE[1] + CAPTION)
        with Image.open(arguments.scenes / row["file"]) as frame:
            sheet.paste(frame.resize(TILE, Image.Resampling.LANCZOS), corner)
        words = f"{kind_of(row)}{' (held back)' if row['split'] == 'held' else ''}"
        pen.text((corner[0] + 3, corner[1] + TILE[1]), words, fill="black")
    sheet.save(arguments.out, quality=85)
    return 0


if __name__ == "__main__":
    sys.exit(main())
