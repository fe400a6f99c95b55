#!/usr/bin/env python3
"""Cuts the held-back pieces out of rendered frames, as the network sees them, into a small folder that the repository can hold: the model
is judged on it without rendering, and the product's scores are held against the pipeline's. The folder has the form of the photos' one."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from classtree import read_classes  # noqa: E402
from data import Picture, read_scenes  # noqa: E402
from errors import DataError  # noqa: E402
from preprocess import decode, region_around  # noqa: E402

LARGEST_SIDE = 256
QUALITY = 88
COLUMNS = ("file", "class", "source_repo", "licence", "split", "group")


def crop(picture: Picture) -> Image.Image:
    """The region that the network would get, at no more than LARGEST_SIDE pixels and never enlarged."""
    image = decode(picture.path)
    left, top, right, bottom = (round(side) for side in region_around(picture.box, image.width, image.height))
    cut = image.crop((left, top, right, bottom))
    scale = min(1.0, LARGEST_SIDE / max(cut.size))
    return cut.resize((max(1, round(cut.width * scale)), max(1, round(cut.height * scale))), Image.Resampling.BILINEAR)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rendered", type=Path, required=True, help="folder that compose.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most", type=int, default=420, help="crops at the most, evenly over the classes (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    try:
        classes = read_classes()
        held = [scene for scene in read_scenes(arguments.rendered, "rendered", classes) if scene.split == "held" and scene.box]
    except DataError as problem:
        print(f"cut_crops.py: {problem}", file=sys.stderr)
        return 2
    random = np.random.default_rng(arguments.seed)
    members_of: dict[str, list[Picture]] = {}
    for scene in held:
        members_of.setdefault(classes.label_of(scene.class_path), []).append(scene)
    arguments.out.mkdir(parents=True, exist_ok=True)
    rows = []
    for name, members in sorted(members_of.items()):
        for index in sorted(random.permutation(len(members))[: arguments.most // len(members_of)]):
            scene = members[index]
            file = f"{name.replace('/', '_')}-{scene.path.stem}.jpg"
            crop(scene).save(arguments.out / file, quality=QUALITY)
            rows.append(dict(zip(COLUMNS, (file, name, "this project", "MIT", "held", scene.group))))
    with (arguments.out / "MANIFEST.tsv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} crops of {len(members_of)} classes in {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
