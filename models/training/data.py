"""The labelled pictures: which there are, what they show, and how they are split."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from classtree import Classes, ClassTree, Head
from errors import DataError

# What scenes.tsv says of a platform with nothing on it, whatever the tree calls it.
EMPTY_PLATFORM = "empty"


@dataclass(frozen=True)
class Picture:
    """One labelled picture. ``class_path`` is its class in the tree, as deep as it is known. ``box`` is the object's place (x, y, width, height in pixels), None for
    a whole picture; ``piece`` names what several pictures show, where that is known beyond the group."""

    path: Path
    file: str
    class_path: str
    group: str
    split: str
    licence: str
    source: str
    origin: str = "photo"
    box: tuple[float, float, float, float] | None = None
    piece: str = ""


def read_table(path: Path, columns: set[str]) -> list[dict[str, str]]:
    """The rows of a table of tab-separated values that has at least these columns."""
    if not path.is_file():
        raise DataError(f"{path} is missing")
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, delimiter="\t")
        missing = columns - set(reader.fieldnames or ())
        if missing:
            raise DataError(f"{path}: column {', '.join(sorted(missing))} is missing")
        return list(reader)


def read_photos(folder: Path, classes: Classes, split: str | None = None) -> list[Picture]:
    """The photos of ``folder``/MANIFEST.tsv, sorted by file; only those of one split when ``split`` is given."""
    manifest = folder / "MANIFEST.tsv"
    pictures = []
    for number, row in enumerate(read_table(manifest, {"file", "class", "source_repo", "licence", "split", "group"}), start=2):
        where = f"{manifest}:{number}"
        class_path, path = classes.path_of(row["class"], where), folder / row["file"]
        if not path.is_file():
            raise DataError(f"{where}: {path} is missing")
        if split is None or row["split"] == split:
            pictures.append(Picture(path, row["file"], class_path, row["group"], row["split"], row["licence"], row["source_repo"]))
    if not pictures:
        raise DataError(f"{manifest}: no row" + (f" of split '{split}'" if split else ""))
    return sorted(pictures, key=lambda picture: picture.file)


def read_scenes(folder: Path, origin: str, classes: Classes) -> list[Picture]:
    """The frames of ``folder``/scenes.tsv, rendered or with laid pieces; a platform is a group, so that a setup is never split. Its column ``split`` says
    what each setup is for (``train``, ``calibrate``, ``held``), its column ``name`` which piece a frame shows.

    Boxes are moved a little, as those that the product finds by difference are never exact, and an empty platform gets a box
    like those of the pieces, so that no size and no place of the region gives a class away. A tree without a class for it has no use for it.
    """
    table = folder / "scenes.tsv"
    rows = read_table(table, {"file", "class", "seed", "platform_seed", "left", "top", "right", "bottom", "name", "split"})
    boxes = [_object_box(row) for row in rows]
    seen = [box for box in boxes if box is not None]
    pictures = []
    for number, (row, box) in enumerate(zip(rows, boxes), start=2):
        bare = row["class"] == EMPTY_PLATFORM
        if bare and classes.tree.empty is None:
            continue
        class_path = classes.tree.paths[classes.tree.empty] if bare else classes.path_of(row["class"], f"{table}:{number}")
        random = np.random.default_rng(int(row["seed"]))
        if box is None and seen:
            box = seen[random.integers(len(seen))]
        pictures.append(
            Picture(
                folder / row["file"], f"{origin}/{row['file']}", class_path, f"{origin}:{row['platform_seed']}", row["split"], "MIT", "this project",
                origin=origin, box=_jitter(box, random) if box else None, piece=row["file"] if bare else row["name"],
            )
        )
    if not pictures:
        raise DataError(f"{table}: no row")
    return sorted(pictures, key=lambda picture: picture.file)


def _object_box(row: dict[str, str]) -> tuple[float, float, float, float] | None:
    left, top, right, bottom = (float(row[side]) for side in ("left", "top", "right", "bottom"))
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def _jitter(box: tuple[float, float, float, float], random: np.random.Generator) -> tuple[float, float, float, float]:
    x, y, width, height = box
    moves = random.normal(0, 0.03, 4)
    left, right = x + moves[0] * width, x + width + moves[1] * width
    top, bottom = y + moves[2] * height, y + height + moves[3] * height
    return left, top, right - left, bottom - top


def digest(pictures: list[Picture]) -> str:
    """SHA-256 over the sorted rows (file, class, split, group, box) and the bytes of every picture."""
    total = hashlib.sha256()
    for picture in sorted(pictures, key=lambda picture: picture.file):
        content = hashlib.sha256(picture.path.read_bytes()).hexdigest()
        labels = f"{picture.class_path}\t{picture.split}\t{picture.group}\t{picture.box}"
        total.update(f"{picture.file}\t{labels}\t{content}\n".encode())
    return total.hexdigest()


def classes_of(pictures: list[Picture], tree: ClassTree) -> np.ndarray:
    """The place in the tree of each picture's class."""
    return np.array([tree.places[picture.class_path] for picture in pictures], np.int64)


def labels_of(pictures: list[Picture], tree: ClassTree, head: Head) -> np.ndarray:
    """What each picture teaches a head: one of the head's classes, or UNKNOWN."""
    return tree.labels(classes_of(pictures, tree), head)


def objects_of(pictures: list[Picture]) -> np.ndarray:
    """What each picture shows: pictures of one piece, or of one group where no piece is named, have the same number."""
    return np.unique([picture.piece or picture.group for picture in pictures], return_inverse=True)[1]
