#!/usr/bin/env python3
"""Lays rendered pieces on drawn platforms: kiosk frames with their reference, mask box and labels, in the form that train.py reads.

Each platform is one setup (mat, surroundings, light, camera) with its own frames; setups and pieces are drawn independently, so that no mat, light
or place gives a class away. One setup in five is kept from training and takes only pieces whose prints, colours and damage were reserved
for it: every other one of these serves calibration (temperatures, thresholds), the rest is held back to judge by, each with pieces of its own.
Interrupted runs go on: platforms that stand in the table are left out.
"""

from __future__ import annotations

import argparse
import collections
import csv
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from platforms import HEIGHT, WIDTH, Setup, clouds, draw_setup, to_encoded, to_linear
from repaint import repaint

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from classtree import Classes, read_classes  # noqa: E402
from data import EMPTY_PLATFORM  # noqa: E402
from errors import DataError  # noqa: E402

TABLE = "scenes.tsv"
COLUMNS = (
    "file", "reference", "class", "seed", "platform_seed", "left", "top", "right", "bottom", "sub_type", "name", "split", "mat", "light",
)
SPLITS = ("train", "train", "train", "train", "calibrate", "train", "train", "train", "train", "held")
EMPTY_SHARE = 0.12
# A piece found by difference has at least so many pixels; smaller ones are not exported.
LEAST_PIXELS = 16
# Rendered layers are PNG; those that came packed with the repository have their coverage and a smaller shadow beside them.
PACKED = ".webp"
# Milder damage may lie on a side that the camera does not see; what is not damaged has a severity of 0.
LEAST_SEVERITY = 0.2


@dataclass(frozen=True)
class Layer:
    """One rendered piece: its colour and coverage, the light it takes from the platform, and where it lay in the frame."""

    picture: Path
    shadow: Path
    class_path: str
    kind: str
    split: str
    left: int
    top: int
    frame_width: int

    def pixels(self) -> tuple[np.ndarray, np.ndarray]:
        """Colour with coverage (BGRA) and the light that the piece leaves to the platform, bytes of the same size."""
        shadow = cv2.imread(str(self.shadow), cv2.IMREAD_GRAYSCALE)
        if self.picture.suffix != PACKED:
            return cv2.imread(str(self.picture), cv2.IMREAD_UNCHANGED), shadow
        colour = cv2.imread(str(self.picture), cv2.IMREAD_COLOR)
        coverage = cv2.imread(str(self.picture.with_name(f"{self.picture.stem}-coverage{PACKED}")), cv2.IMREAD_GRAYSCALE)
        return np.dstack([colour, coverage]), cv2.resize(shadow, colour.shape[1::-1], interpolation=cv2.INTER_LINEAR)


def split_of(row: dict[str, str]) -> str:
    """Which setups take a layer."""
    return "train" if row["held"] == "0" else "held" if int(row["seed"]) % 2 else "calibrate"


def label_of(row: dict[str, str]) -> str:
    """What a layer's row calls its class. Rows from before classes were paths have two columns instead, which together are a label."""
    return row["class"] if "class" in row else "_".join(filter(None, (row["material"], row["condition"])))


def read_layers(folder: Path, classes: Classes) -> list[Layer]:
    """The layers of all tables below ``folder``, but for damage that cannot be seen."""
    layers = []
    for table in sorted(folder.glob("**/layers.tsv")):
        with table.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream, delimiter="\t"):
                suffix = ".png" if (table.parent / f"{row['id']}.png").exists() else PACKED
                picture, shadow = (table.parent / f"{row['id']}{end}{suffix}" for end in ("", "-shadow"))
                if 0 < float(row["severity"]) < LEAST_SEVERITY:
                    continue
                class_path = classes.kinds.get(row["kind"]) or classes.path_of(label_of(row), f"{table}: layer {row['id']}")
                layers.append(Layer(picture, shadow, class_path, row["kind"], split_of(row), *(int(row[place]) for place in ("left", "top", "frame_width"))))
    return layers


def photograph(scene: np.ndarray, setup: Setup, gain: float, random: np.random.Generator) -> np.ndarray:
    """What the camera makes of linear light: exposure, cast, lens, noise and eight bits."""
    seen = scene * (setup.exposure * gain) * setup.balance
    if setup.blur > 0.25:
        seen = cv2.GaussianBlur(seen, (0, 0), setup.blur)
    shot = random.standard_normal(seen.shape).astype(np.float32)
    seen = seen + shot * setup.noise * np.sqrt(np.clip(seen, 0.01, None))
    return np.rint(to_encoded(seen) * 255).astype(np.uint8)


def lay(
    platform: np.ndarray, setup: Setup, layer: Layer, random: np.random.Generator, moved_by: tuple[float, float] = (0, 0)
) -> tuple[np.ndarray, np.ndarray] | None:
    """The piece on the platform in linear light, ``moved_by`` pixels of the frame, and its coverage; None when too little of it is in view."""
    colour, shadow = layer.pixels()
    shift = random.normal(0, WIDTH / 32, 2) + moved_by
    scale = WIDTH / layer.frame_width
    place = np.array([[scale, 0, layer.left * scale + shift[0]], [0, scale, layer.top * scale + shift[1]]], np.float32)
    if random.random() < 0.5:
        place[0] = -scale, 0, WIDTH - 1 - layer.left * scale + shift[0]
    rgb = to_linear(colour[..., 2::-1].astype(np.float32) / 255)
    alpha = colour[..., 3].astype(np.float32) / 255
    if layer.split == "train":
        rgb = repaint(rgb, alpha, layer.class_path, random)

    def moved(values: np.ndarray, border: float) -> np.ndarray:
        return cv2.warpAffine(
            values, place, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(border, border, border)
        )

    coverage = moved(alpha, 0)[..., None]
    if (coverage > 0.5).sum() < LEAST_PIXELS**2:
        return None
    light = moved(1 - setup.shade * (1 - shadow.astype(np.float32) / 255), 1)[..., None]
    piece = moved(np.ascontiguousarray(rgb * alpha[..., None]), 0) * setup.lamp[..., None]
    return platform * light * (1 - coverage) + piece, coverage[..., 0]


def soiled(albedo: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """What visits leave behind: crumbs, scraps of paper and tape, too small to be a piece."""
    changed = albedo.copy()
    for _ in range(random.poisson(1.5)):
        centre = random.uniform((100, 0), (WIDTH - 100, HEIGHT))
        corners = centre + random.normal(0, random.uniform(1.5, 6), (5, 2))
        colour = tuple(float(c) for c in random.uniform(0.05, 0.8) * np.array([1, 0.9, 0.78]))
        cv2.fillConvexPoly(changed, cv2.convexHull(corners.astype(np.int32)), colour, cv2.LINE_AA)
    return changed


def box_of(coverage: np.ndarray) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero((coverage > 0.3).any(1)), np.flatnonzero((coverage > 0.3).any(0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def write(path: Path, picture: np.ndarray, quality: int) -> None:
    cv2.imwrite(str(path), picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])


def platform_rows(drawn: list[str], by_class: dict, out: Path, seed: int, frames: int) -> list[dict]:
    """Draws one setup with its frames, each with nothing or with a piece of one of the classes ``drawn``; the rows say what each shows."""
    cv2.setNumThreads(1)
    random = np.random.default_rng([20, seed])
    setup, split = draw_setup(random), SPLITS[seed % len(SPLITS)]
    rows = []
    for index in range(frames):
        name = f"{seed:05d}-{index:02d}"
        drift = 1 + random.normal(0, 0.02) * clouds(random, 500, 1)
        lit = setup.lamp[..., None] * drift[..., None]
        before = soiled(setup.albedo, random)
        platform = before * lit
        gain = float(np.exp(random.normal(0, 0.08)))
        empty = random.random() < EMPTY_SHARE
        row = dict.fromkeys(COLUMNS, "") | {
            "file": f"{name}.jpg", "reference": f"{name}-ref.jpg", "seed": seed * 100 + index, "platform_seed": seed,
            "split": split, "mat": setup.mat, "light": setup.light,
        }
        if empty:
            scene = soiled(before, random) * setup.lamp[..., None] * (1 + random.normal(0, 0.05))
            row |= {"class": EMPTY_PLATFORM, "left": 0, "top": 0, "right": 0, "bottom": 0, "sub_type": "empty", "name": "empty platform"}
        else:
            class_path = drawn[random.integers(len(drawn))]
            kinds = by_class[split, class_path]
            kind = sorted(kinds)[random.integers(len(kinds))]
            layer = kinds[kind][random.integers(len(kinds[kind]))]
            laid = lay(platform, setup, layer, random)
            if laid is None:
                continue
            scene, coverage = laid
            # Automatic exposure follows the piece in part.
            gain *= float((platform.mean() / scene.mean()) ** random.uniform(0, 0.6))
            left, top, right, bottom = box_of(coverage)
            row |= {
                "class": class_path, "left": left, "top": top, "right": right, "bottom": bottom,
                "sub_type": kind, "name": f"{kind.replace('_', ' ')} {layer.picture.stem}",
            }
        write(out / row["reference"], photograph(platform, setup, 1.0, random), setup.quality)
        write(out / row["file"], photograph(scene, setup, gain, random), setup.quality)
        rows.append(row)
    return rows


def cross_tables(rows: list[dict]) -> str:
    lines = []
    for factor in ("mat", "light", "split"):
        table = collections.Counter((row["class"], str(row[factor])) for row in rows)
        classes, values = sorted({c for c, _ in table}), sorted({v for _, v in table})
        lines.append(f"{factor:<26}" + "".join(f"{value:>10}" for value in values))
        lines += [f"{name:<26}" + "".join(f"{table[name, value]:>10}" for value in values) for name in classes]
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layers", type=Path, required=True, help="folder that render_layers.py wrote")
    parser.add_argument("--out", type=Path, required=True, help="where frames and scenes.tsv go")
    parser.add_argument("--platforms", type=int, default=400, help="how many setups (default: %(default)s)")
    parser.add_argument("--frames", type=int, default=8, help="frames of each setup (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    by_class: dict = collections.defaultdict(lambda: collections.defaultdict(list))
    try:
        classes = read_classes()
        for layer in read_layers(arguments.layers, classes):
            by_class[layer.split, layer.class_path][layer.kind].append(layer)
    except DataError as problem:
        print(f"compose.py: {problem}", file=sys.stderr)
        return 2
    tree = classes.tree
    wanted = [tree.paths[leaf] for leaf in tree.leaves if leaf != tree.empty]
    drawn = [path for path in wanted if any(path == of_layer for _, of_layer in by_class)]
    missing = [f"{path} ({split})" for path in drawn for split in sorted(set(SPLITS)) if not by_class[split, path]]
    if missing or not drawn:
        print(f"compose.py: {arguments.layers} has no layer of {', '.join(missing or wanted)}", file=sys.stderr)
        return 2
    if len(drawn) < len(wanted):
        print(f"compose.py: no layers, and so no frames, of {', '.join(sorted(set(wanted) - set(drawn)))}", file=sys.stderr)
    arguments.out.mkdir(parents=True, exist_ok=True)
    table = arguments.out / TABLE
    rows: list[dict] = []
    if table.is_file():
        with table.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, delimiter="\t")
            rows = list(reader)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            print(f"compose.py: {table}: expected the columns {' '.join(COLUMNS)}; remove the folder to make its frames again", file=sys.stderr)
            return 2
    done = {int(row["platform_seed"]) for row in rows}
    todo = [seed for seed in range(arguments.platforms) if seed not in done]
    frozen = {key: dict(kinds) for key, kinds in by_class.items()}
    started = time.monotonic()
    with table.open("a", encoding="utf-8", newline="") as stream, ProcessPoolExecutor(arguments.jobs) as pool:
        writer = csv.DictWriter(stream, COLUMNS, delimiter="\t", lineterminator="\n")
        if not rows:
            writer.writeheader()
        jobs = [pool.submit(platform_rows, drawn, frozen, arguments.out, seed, arguments.frames) for seed in todo]
        for number, job in enumerate(jobs, start=1):
            written = job.result()
            writer.writerows(written)
            stream.flush()
            rows += written
            if number % 20 == 0 or number == len(jobs):
                print(f"{number} of {len(jobs)} platforms, {time.monotonic() - started:.0f} s", flush=True)
    print(cross_tables(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
