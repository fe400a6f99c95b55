"""The labelled pictures: which there are, what they show, and how they are split."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

MATERIALS = ("carton", "plastic_film", "paper_envelope", "not_packaging", "empty")
CONDITIONS = ("intact", "damaged")
UNKNOWN = -1

# The photos' folders name material and condition in one word; a close-up is a carton whose condition nobody can know.
PHOTO_CLASSES = {
    "carton_intact": ("carton", "intact"),
    "carton_damaged": ("carton", "damaged"),
    "carton_closeup": ("carton", None),
    "plastic_film": ("plastic_film", None),
    "paper_envelope": ("paper_envelope", None),
    "not_packaging": ("not_packaging", None),
    "empty": ("empty", None),
}


class DataError(Exception):
    """The data folder cannot be used; the message names the file and what would be right."""


@dataclass(frozen=True)
class Picture:
    """One labelled picture. ``box`` is the object's place (x, y, width, height in pixels), None for a whole picture; ``piece`` names what several
    pictures show, where that is known beyond the group."""

    path: Path
    file: str
    material: int
    condition: int
    group: str
    split: str
    licence: str
    source: str
    origin: str = "photo"
    box: tuple[float, float, float, float] | None = None
    piece: str = ""

    @property
    def product_class(self) -> str:
        """Material, with the condition where it is known: the classes that sampling balances."""
        name = MATERIALS[self.material]
        if name != "carton":
            return name
        return f"carton_{CONDITIONS[self.condition]}" if self.condition != UNKNOWN else "carton_closeup"


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


def _labels(material: str, condition: str | None, where: str) -> tuple[int, int]:
    if material not in MATERIALS:
        raise DataError(f"{where}: material '{material}' is not one of {', '.join(MATERIALS)}")
    if condition and condition not in CONDITIONS:
        raise DataError(f"{where}: condition '{condition}' is not one of {', '.join(CONDITIONS)}")
    return MATERIALS.index(material), CONDITIONS.index(condition) if condition else UNKNOWN


def read_photos(folder: Path, split: str | None = None) -> list[Picture]:
    """The photos of ``folder``/MANIFEST.tsv, sorted by file; only those of one split when ``split`` is given."""
    manifest = folder / "MANIFEST.tsv"
    pictures = []
    for number, row in enumerate(read_table(manifest, {"file", "class", "source_repo", "licence", "split", "group"}), start=2):
        where = f"{manifest}:{number}"
        if row["class"] not in PHOTO_CLASSES:
            raise DataError(f"{where}: class '{row['class']}' is not one of {', '.join(PHOTO_CLASSES)}")
        path = folder / row["file"]
        if not path.is_file():
            raise DataError(f"{where}: {path} is missing")
        material, condition = _labels(*PHOTO_CLASSES[row["class"]], where)
        if split is None or row["split"] == split:
            pictures.append(
                Picture(path, row["file"], material, condition, row["group"], row["split"], row["licence"], row["source_repo"])
            )
    if not pictures:
        raise DataError(f"{manifest}: no row" + (f" of split '{split}'" if split else ""))
    return sorted(pictures, key=lambda picture: picture.file)


def read_scenes(folder: Path, origin: str) -> list[Picture]:
    """The frames of ``folder``/scenes.tsv, rendered or with laid pieces; a platform is a group, so that a setup is never split. Its column ``split`` says
    what each setup is for (``train``, ``calibrate``, ``held``), its column ``name`` which piece a frame shows.

    Boxes are moved a little, as those that the product finds by difference are never exact, and an empty platform gets a box
    like those of the pieces, so that no size and no place of the region gives a class away.
    """
    table = folder / "scenes.tsv"
    rows = read_table(table, {"file", "material", "condition", "seed", "platform_seed", "left", "top", "right", "bottom", "name", "split"})
    boxes = [_object_box(row) for row in rows]
    seen = [box for box in boxes if box is not None]
    pictures = []
    for number, (row, box) in enumerate(zip(rows, boxes), start=2):
        material, condition = _labels(row["material"], row["condition"] or None, f"{table}:{number}")
        random = np.random.default_rng(int(row["seed"]))
        if box is None and seen:
            box = seen[random.integers(len(seen))]
        pictures.append(
            Picture(
                folder / row["file"], f"{origin}/{row['file']}", material, condition, f"{origin}:{row['platform_seed']}",
                row["split"], "MIT", "this project", origin=origin,
                box=_jitter(box, random) if box else None,
                piece=row["name"] if material != MATERIALS.index("empty") else row["file"],
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
    """SHA-256 over the sorted rows (file, labels, split, group, box) and the bytes of every picture."""
    total = hashlib.sha256()
    for picture in sorted(pictures, key=lambda picture: picture.file):
        content = hashlib.sha256(picture.path.read_bytes()).hexdigest()
        labels = f"{picture.product_class}\t{picture.split}\t{picture.group}\t{picture.box}"
        total.update(f"{picture.file}\t{labels}\t{content}\n".encode())
    return total.hexdigest()


def materials_of(pictures: list[Picture]) -> np.ndarray:
    return np.array([picture.material for picture in pictures])


def conditions_of(pictures: list[Picture]) -> np.ndarray:
    return np.array([picture.condition for picture in pictures])


def objects_of(pictures: list[Picture]) -> np.ndarray:
    """What each picture shows: pictures of one piece, or of one group where no piece is named, have the same number."""
    return np.unique([picture.piece or picture.group for picture in pictures], return_inverse=True)[1]


def six_class(material: np.ndarray, condition: np.ndarray) -> np.ndarray:
    """Material and condition in one number: cartons 0 and 1 by condition, the others after them."""
    return np.where(material == 0, condition, material + 1)
