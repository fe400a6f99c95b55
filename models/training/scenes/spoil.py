#!/usr/bin/env python3
"""Frames that nobody should judge a piece by, and as many that are fine, each with its reference: what the product's reason codes are measured on.

Setups and pieces are those held back from training. A row of flaws.tsv names the frame, its reference and its flaw: none, hand, several, cut_off,
blurred, dark or overexposed. What is called a flaw is stated in FLAWS. With --split train it makes, of setups and pieces of training, what the hand's
output learns from: hands that reach in, and pieces that are cut off.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cv2
import numpy as np

from compose import SPLITS, DataError, Layer, box_of, lay, photograph, read_classes, read_layers, soiled, write
from platforms import HEIGHT, WIDTH, Setup, clouds, draw_setup

TABLE = "flaws.tsv"
COLUMNS = ("file", "reference", "flaw", "kind", "platform_seed", "left", "top", "right", "bottom")
FLAWS = {
    "none": "one piece, all of it in view, sharp, lit as the setup is",
    "hand": "a hand with its sleeve reaches in from an edge, with or without a piece",
    "several": "two pieces at least 30 px apart, the smaller at least a quarter of the larger",
    "cut_off": "a fifth to two thirds of the piece lie outside the view",
    "blurred": "out of focus by a Gaussian of 4 to 8 px of 640",
    "dark": "light and exposure leave 0.4 to 2 % of what they should",
    "overexposed": "exposed 12 to 40 times as long as it should be",
}
APART = 30
ATTEMPTS = 60
HAND, CUT_OFF = "hand", "cut_off"
# One frame of each flaw, and as many without; to learn from, those that tell a hand from a piece that is cut off.
MADE = {"held": [*FLAWS, *["none"] * (len(FLAWS) - 2)], "train": [HAND, CUT_OFF]}
# Of a piece that counts as cut off; what learns sees those too that only touch the edge.
MOST_SEEN = 0.8
# The product joins what lies so close together, in pixels of 640.
JOINED = 9


def touches_edge(coverage: np.ndarray) -> bool:
    seen = coverage > 0.3
    return bool(seen[0].any() or seen[-1].any() or seen[:, 0].any() or seen[:, -1].any())


def box_at_edge(coverage: np.ndarray) -> tuple[int, int, int, int]:
    """The largest object that reaches over an edge: left, top, right, bottom."""
    joined = cv2.dilate((coverage > 0.3).astype(np.uint8), np.ones((JOINED, JOINED), np.uint8))
    _, named = cv2.connectedComponents(joined)
    edge = set(np.concatenate([named[0], named[-1], named[:, 0], named[:, -1]])) - {0}
    seen = (coverage > 0.3) & (named == max(edge, key=lambda name: (named == name).sum()))
    return box_of(seen.astype(np.float32))


def one_inside(platform: np.ndarray, setup: Setup, layers: list[Layer], random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, Layer]:
    """A piece that lies wholly in view."""
    while True:
        layer = layers[random.integers(len(layers))]
        laid = lay(platform, setup, layer, random)
        if laid and not touches_edge(laid[1]):
            return *laid, layer


def with_hand(platform, setup, pieces, hands, random) -> tuple[np.ndarray, str, np.ndarray]:
    scene, kind, covered = platform, HAND, np.float32(0)
    if random.random() < 0.7:
        scene, covered, layer = one_inside(platform, setup, pieces, random)
        kind = layer.kind
    while True:
        laid = lay(scene, setup, hands[random.integers(len(hands))], random)
        if laid and touches_edge(laid[1]):
            return laid[0], kind, np.maximum(covered, laid[1])


def several(platform, setup, pieces, random) -> tuple[np.ndarray, str, np.ndarray] | None:
    for _ in range(ATTEMPTS):
        scene, first, layer = one_inside(platform, setup, pieces, random)
        laid = lay(scene, setup, pieces[random.integers(len(pieces))], random, tuple(random.normal(0, (WIDTH / 5, HEIGHT / 5))))
        if laid is None or touches_edge(laid[1]):
            continue
        a, b = first > 0.3, laid[1] > 0.3
        around = cv2.dilate(a.astype(np.uint8), np.ones((2 * APART + 1, 2 * APART + 1), np.uint8))
        if not (around.astype(bool) & b).any() and min(a.sum(), b.sum()) >= max(a.sum(), b.sum()) / 4:
            return laid[0], layer.kind, np.maximum(first, laid[1])
    return None


def cut_off(platform, setup, pieces, random, most) -> tuple[np.ndarray, str, np.ndarray] | None:
    for _ in range(ATTEMPTS):
        _, whole, layer = one_inside(platform, setup, pieces, random)
        laid = lay(platform, setup, layer, random, tuple(random.normal(0, (WIDTH / 3, HEIGHT / 3))))
        if laid is None or not touches_edge(laid[1]):
            continue
        seen = (laid[1] > 0.3).sum() / (whole > 0.3).sum()
        if 1 / 3 <= seen <= most:
            return laid[0], layer.kind, laid[1]
    return None


def frames_of(layers: list[Layer], out: Path, seed: int, made: list[str]) -> list[dict]:
    """A frame of each flaw of ``made``, all of one setup."""
    cv2.setNumThreads(1)
    random = np.random.default_rng([21, seed])
    setup = draw_setup(random)
    pieces, hands = [layer for layer in layers if layer.kind != HAND], [layer for layer in layers if layer.kind == HAND]
    rows = []
    for flaw in made:
        lit = setup.lamp[..., None] * (1 + random.normal(0, 0.02) * clouds(random, 500, 1))[..., None]
        platform = soiled(setup.albedo, random) * lit
        spoiled, gain = setup, 1.0
        if flaw == HAND:
            found = with_hand(platform, setup, pieces, hands, random)
        elif flaw == "several":
            found = several(platform, setup, pieces, random)
        elif flaw == CUT_OFF:
            found = cut_off(platform, setup, pieces, random, MOST_SEEN if "none" in made else 1)
        else:
            scene, covered, layer = one_inside(platform, setup, pieces, random)
            found = scene, layer.kind, covered
        if found is None:
            continue
        if flaw == "blurred":
            spoiled = dataclasses.replace(setup, blur=float(random.uniform(4, 8)))
        elif flaw == "dark":
            gain = float(np.exp(random.uniform(np.log(0.004), np.log(0.02))))
        elif flaw == "overexposed":
            gain = float(np.exp(random.uniform(np.log(12), np.log(40))))
        else:
            gain = float((platform.mean() / found[0].mean()) ** random.uniform(0, 0.6))
        name = f"{seed:05d}-{len(rows):02d}-{flaw}"
        box = box_at_edge(found[2]) if flaw in (HAND, CUT_OFF) else [""] * 4
        row = dict(zip(COLUMNS, (f"{name}.jpg", f"{name}-ref.jpg", flaw, found[1], seed, *box)))
        write(out / row["reference"], photograph(platform, setup, 1.0, random), setup.quality)
        write(out / row["file"], photograph(found[0], spoiled, gain, random), setup.quality)
        rows.append(row)
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layers", type=Path, required=True, help="folder that render_layers.py wrote")
    parser.add_argument("--out", type=Path, required=True, help=f"where frames and {TABLE} go")
    parser.add_argument("--platforms", type=int, default=60, help="how many setups, with a frame of each flaw (default: %(default)s)")
    parser.add_argument("--split", choices=sorted(MADE), default="held", help="whose setups and pieces (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    try:
        layers = [layer for layer in read_layers(arguments.layers, read_classes()) if layer.split == arguments.split]
    except DataError as problem:
        print(f"spoil.py: {problem}", file=sys.stderr)
        return 2
    if not any(layer.kind == HAND for layer in layers):
        print(f"spoil.py: {arguments.layers} has no hand of split '{arguments.split}'", file=sys.stderr)
        return 2
    arguments.out.mkdir(parents=True, exist_ok=True)
    # Setups of their own: none that compose.py draws has such a seed.
    place = SPLITS.index(arguments.split)
    seeds = [1_000_000 + len(SPLITS) * number + place for number in range(arguments.platforms)]
    with ProcessPoolExecutor(arguments.jobs) as pool:
        made = pool.map(frames_of, *([same] * len(seeds) for same in (layers, arguments.out)), seeds, [MADE[arguments.split]] * len(seeds))
        rows = [row for found in made for row in found]
    with (arguments.out / TABLE).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} frames in {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
