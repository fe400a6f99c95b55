#!/usr/bin/env python3
"""Makes the table that train.py reads from pictures sorted into folders by class: PHOTOS/<class>/<object>-<anything>.jpg, where <class> is a path of the
tree in classes.json, a folder a class, or one of the labels there.

What stands before the last hyphen of a name is the object; all pictures of one object share a group, so that no object is both learnt and judged.
One group in four is put into split `val`, by a digest of its name: adding pictures later moves none that were there.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections import Counter
from pathlib import Path

from classtree import read_classes
from errors import DataError

COLUMNS = ("file", "class", "source_repo", "licence", "split", "group")
PICTURES = {".jpg", ".jpeg", ".png"}
VAL_SHARE = 0.25


def split_of(group: str) -> str:
    share = int.from_bytes(hashlib.sha256(group.encode()).digest()[:4], "big") / 2**32
    return "val" if share < VAL_SHARE else "train"


def rows_of(folder: Path, licence: str) -> list[dict[str, str]]:
    rows = []
    for path in sorted(folder.glob("*/**/*")):
        if path.suffix.lower() in PICTURES:
            name = path.parent.relative_to(folder).as_posix()
            group = f"{name}/{path.stem.rsplit('-', 1)[0]}"
            rows.append(dict(zip(COLUMNS, (path.relative_to(folder).as_posix(), name, "own", licence, split_of(group), group))))
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path, help="folder with one folder for each class")
    parser.add_argument("--licence", default="own", help="what the table says of the pictures' licence (default: %(default)s)")
    arguments = parser.parse_args()
    rows = rows_of(arguments.photos, arguments.licence)
    try:
        classes = read_classes()
        if not rows:
            raise DataError(f"{arguments.photos}: no picture in a folder of a class; the classes are {', '.join(classes.names)}")
        for row in rows:
            classes.path_of(row["class"], str(arguments.photos / row["file"]))
    except DataError as problem:
        print(f"label.py: {problem}", file=sys.stderr)
        return 2
    with (arguments.photos / "MANIFEST.tsv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    for (name, split), count in sorted(Counter((row["class"], row["split"]) for row in rows).items()):
        print(f"{name:<26} {split:<6} {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
