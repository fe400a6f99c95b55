#!/usr/bin/env python3
"""Packs rendered layers into archives that the repository can hold, so that training repeats without rendering: at the scale that compose.py
lays them with, as WebP. ``python3 -m tarfile -e ARCHIVE FOLDER`` unpacks one."""

from __future__ import annotations

import argparse
import csv
import io
import sys
import tarfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from platforms import WIDTH

TABLE = "layers.tsv"
# Below this an archive is closed and the next begun; the largest file of the repository has 8 MB.
FULL = 7_000_000
# Coverage apart from colour: kept in one picture it could only be kept without loss, and would take most of the space. A shadow is soft.
QUALITY, COVERAGE_QUALITY, SHADOW_QUALITY = 66, 80, 50
SHADOW_SCALE = 0.25
# What an archive takes for a file beside its content.
ENTRY = 40
# Of 255: pixels that are covered less take the colour of what lies beside them.
COVERED = 127
PLACES = ("left", "top", "width", "height", "frame_width", "frame_height")


def packed(folder: Path, row: dict[str, str]) -> tuple[dict[str, str], dict[str, bytes]]:
    """A layer's row at the scale of WIDTH, and its files by name."""
    scale = WIDTH / int(row["frame_width"])
    picture, shadow = (Image.open(folder / f"{row['id']}{end}.png") for end in ("", "-shadow"))
    size = tuple(max(1, round(side * scale)) for side in picture.size)
    small = picture.convert("RGBA").resize(size, Image.Resampling.BOX)
    dim = shadow.convert("L").resize(tuple(max(1, round(side * SHADOW_SCALE)) for side in size), Image.Resampling.BOX)
    files = {
        f"{row['id']}.webp": _encoded(spread(small), QUALITY),
        f"{row['id']}-coverage.webp": _encoded(small.getchannel("A"), COVERAGE_QUALITY),
        f"{row['id']}-shadow.webp": _encoded(dim, SHADOW_QUALITY),
    }
    places = {name: str(round(int(row[name]) * scale)) for name in PLACES}
    return row | places | {"width": str(size[0]), "height": str(size[1])}, files


def spread(picture: Image.Image) -> Image.Image:
    """The colours of a picture, carried on softly to where nothing covers: nobody sees them there, and they take a third less space than an outline."""
    pixels = np.asarray(picture).astype(np.float32)
    covered = pixels[..., 3] > COVERED
    colours = _carried_on(pixels[..., :3], covered.astype(np.float32))
    return Image.fromarray(np.where(covered[..., None], pixels[..., :3], colours).round().clip(0, 255).astype(np.uint8))


def _carried_on(colours: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Fills where the weight is 0 from the same picture at half the size, filled likewise."""
    known = colours * weight[..., None]
    height, width = weight.shape
    if height * width == 1:
        return known
    half = ((width + 1) // 2, (height + 1) // 2)
    share = cv2.resize(weight, half, interpolation=cv2.INTER_AREA).reshape(half[::-1])
    small = cv2.resize(known, half, interpolation=cv2.INTER_AREA).reshape(*half[::-1], 3) / np.maximum(share, 1e-6)[..., None]
    far = cv2.resize(_carried_on(small, (share > 0).astype(np.float32)), (width, height), interpolation=cv2.INTER_LINEAR).reshape(colours.shape)
    return known + far * (1 - weight)[..., None]


def write(folder: Path, number: int, rows: list[dict[str, str]], files: dict[str, bytes]) -> None:
    """Writes the archive of that number: its files and the table of their rows, in a folder of the same number."""
    table = io.StringIO()
    writer = csv.DictWriter(table, list(rows[0]), delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    with tarfile.open(folder / f"layers-{number}.tar.xz", "w:xz") as archive:
        for name, content in (files | {TABLE: table.getvalue().encode()}).items():
            entry = tarfile.TarInfo(f"{number}/{name}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))


def _encoded(image: Image.Image, quality: int) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "WEBP", quality=quality, method=5)
    return stream.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layers", type=Path, required=True, help="folder that render_layers.py wrote")
    parser.add_argument("--out", type=Path, required=True, help="where the archives go")
    parser.add_argument("--first-archive", type=int, default=1, help="the first archive's number, where others stand already (default: %(default)s)")
    parser.add_argument("--most", type=int, default=10**9, help="how many layers, from the lowest seed up")
    arguments = parser.parse_args()
    rows = []
    for table in arguments.layers.glob("**/layers.tsv"):
        with table.open(encoding="utf-8", newline="") as stream:
            rows += [(table.parent, row) for row in csv.DictReader(stream, delimiter="\t")]
    if not rows:
        print(f"pack_layers.py: {arguments.layers} has no layers.tsv", file=sys.stderr)
        return 2
    rows.sort(key=lambda entry: int(entry[1]["seed"]))
    arguments.out.mkdir(parents=True, exist_ok=True)
    number, size, kept, files, total = arguments.first_archive, 0, [], {}, 0
    with ThreadPoolExecutor(2) as pool:
        for row, parts in pool.map(lambda entry: packed(*entry), rows[: arguments.most]):
            if size >= FULL:
                write(arguments.out, number, kept, files)
                number, size, kept, files = number + 1, 0, [], {}
            kept.append(row)
            files |= parts
            content = sum(map(len, parts.values()))
            size += content + len(parts) * ENTRY
            total += content
    write(arguments.out, number, kept, files)
    print(f"{min(len(rows), arguments.most)} layers in {number - arguments.first_archive + 1} archives, {total / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
