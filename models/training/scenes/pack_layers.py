#!/usr/bin/env python3
"""Packs rendered layers into archives that the repository can hold, so that training repeats without rendering: at the scale that compose.py
lays them with, as WebP. ``python3 -m zipfile -e ARCHIVE FOLDER`` unpacks one."""

from __future__ import annotations

import argparse
import csv
import io
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image

from platforms import WIDTH

TABLE = "layers.tsv"
# Below this an archive is closed and the next begun; the largest file of the repository has 8 MB.
FULL = 7_000_000
# Coverage apart from colour: kept in one picture it could only be kept without loss, and would take most of the space. A shadow is soft.
QUALITY, COVERAGE_QUALITY, SHADOW_QUALITY = 66, 80, 50
SHADOW_SCALE = 0.25
PLACES = ("left", "top", "width", "height", "frame_width", "frame_height")


def packed(folder: Path, row: dict[str, str]) -> tuple[dict[str, str], dict[str, bytes]]:
    """A layer's row at the scale of WIDTH, and its files by name."""
    scale = WIDTH / int(row["frame_width"])
    picture, shadow = (Image.open(folder / f"{row['id']}{end}.png") for end in ("", "-shadow"))
    size = tuple(max(1, round(side * scale)) for side in picture.size)
    small = picture.convert("RGBA").resize(size, Image.Resampling.BOX)
    dim = shadow.convert("L").resize(tuple(max(1, round(side * SHADOW_SCALE)) for side in size), Image.Resampling.BOX)
    files = {
        f"{row['id']}.webp": _encoded(small.convert("RGB"), QUALITY),
        f"{row['id']}-coverage.webp": _encoded(small.getchannel("A"), COVERAGE_QUALITY),
        f"{row['id']}-shadow.webp": _encoded(dim, SHADOW_QUALITY),
    }
    places = {name: str(round(int(row[name]) * scale)) for name in PLACES}
    return row | places | {"width": str(size[0]), "height": str(size[1])}, files


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
    number, archive, kept, size, total = arguments.first_archive - 1, None, [], FULL, 0

    def close() -> None:
        if archive:
            table = io.StringIO()
            writer = csv.DictWriter(table, list(kept[0]), delimiter="\t", lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)
            archive.writestr(f"{number}/{TABLE}", table.getvalue())
            archive.close()

    with ThreadPoolExecutor(2) as pool:
        for row, files in pool.map(lambda entry: packed(*entry), rows[: arguments.most]):
            if size >= FULL:
                close()
                number, kept, size = number + 1, [], 0
                archive = zipfile.ZipFile(arguments.out / f"layers-{number}.zip", "w")
            for name, content in files.items():
                archive.writestr(f"{number}/{name}", content)
                size += len(content) + 150
                total += len(content)
            kept.append(row)
    close()
    print(f"{min(len(rows), arguments.most)} layers in {number - arguments.first_archive + 1} archives, {total / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
