#!/usr/bin/env python3
"""Frames that nobody should judge a piece by, and as many that are fine, each with its reference: what the product's reason codes are measured on.

Setups and pieces are those held back from training. A row of flaws.tsv names the frame, its reference and its flaw: none, hand, several, cut_off,
blurred, dark or overexposed. What is called a flaw is stated in FLAWS.
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

from compose import SPLITS, Layer, lay, photograph, read_layers, soiled, write
from platforms import HEIGHT, WIDTH, Setup, clouds, draw_setup

TABLE = "flaws.tsv"
COLUMNS = ("file", "reference", "flaw", "kind", "platform_seed")
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
HAND = "hand"


def touches_edge(coverage: np.ndarray) -> bool:
    seen = coverage > 0.3
    return bool(seen[0].any() or seen[-1].any() or seen[:, 0].any() or seen[:, -1].any())


def one_inside(platform: np.ndarray, setup: Setup, layers: list[Layer], random: np.random.Generator) -> tuple[np.ndarray, np.ndarray, Layer]:
    """A piece that lies wholly in view."""
    while True:
        layer = layers[random.integers(len(layers))]
        laid = lay(platform, setup, layer, random)
        if laid and not touches_edge(laid[1]):
            return *laid, layer


def with_hand(platform, setup, pieces, hands, random) -> tuple[np.ndarray, str]:
    scene, kind = platform, HAND
    if random.random() < 0.7:
        scene, _, layer = one_inside(platform, setup, pieces, random)
        kind = layer.kind
    while True:
        laid = lay(scene, setup, hands[random.integers(len(hands))], random)
        if laid and touches_edge(laid[1]):
            return laid[0], kind


def several(platform, setup, pieces, random) -> tuple[np.ndarray, str] | None:
    for _ in range(ATTEMPTS):
        scene, first, layer = one_inside(platform, setup, pieces, random)
        laid = lay(scene, setup, pieces[random.integers(len(pieces))], random, tuple(random.normal(0, (WIDTH / 5, HEIGHT / 5))))
        if laid is None or touches_edge(laid[1]):
            continue
        a, b = first > 0.3, laid[1] > 0.3
        around = cv2.dilate(a.astype(np.uint8), np.ones((2 * APART + 1, 2 * APART + 1), np.uint8))
        if not (around.astype(bool) & b).any() and min(a.sum(), b.sum()) >= max(a.sum(), b.sum()) / 4:
            return laid[0], layer.kind
    return None


def cut_off(platform, setup, pieces, random) -> tuple[np.ndarray, str] | None:
    for _ in range(ATTEMPTS):
        _, whole, layer = one_inside(platform, setup, pieces, random)
        laid = lay(platform, setup, layer, random, tuple(random.normal(0, (WIDTH / 3, HEIGHT / 3))))
        if laid is None or not touches_edge(laid[1]):
            continue
        seen = (laid[1] > 0.3).sum() / (whole > 0.3).sum()
        if 1 / 3 <= seen <= 0.8:
            return laid[0], layer.kind
    return None


def frames_of(layers: list[Layer], out: Path, seed: int) -> list[dict]:
    """One frame of each flaw, and as many without."""
    cv2.setNumThreads(1)
    random = np.random.default_rng([21, seed])
    setup = draw_setup(random)
    pieces, hands = [layer for layer in layers if layer.kind != HAND], [layer for layer in layers if layer.kind == HAND]
    rows = []
    for flaw in [*FLAWS, *["none"] * (len(FLAWS) - 2)]:
        lit = setup.lamp[..., None] * (1 + random.normal(0, 0.02) * clouds(random, 500, 1))[..., None]
        platform = soiled(setup.albedo, random) * lit
        spoiled, gain = setup, 1.0
        if flaw == "hand":
            found = with_hand(platform, setup, pieces, hands, random)
        elif flaw == "several":
            found = several(platform, setup, pieces, random)
        elif flaw == "cut_off":
            found = cut_off(platform, setup, pieces, random)
        else:
            scene, _, layer = one_inside(platform, setup, pieces, random)
            found = scene, layer.kind
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
        row = dict(zip(COLUMNS, (f"{name}.jpg", f"{name}-ref.jpg", flaw, found[1], seed)))
        write(out / row["reference"], photograph(platform, setup, 1.0, random), setup.quality)
        write(out / row["file"], photograph(found[0], spoiled, gain, random), setup.quality)
        rows.append(row)
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layers", type=Path, required=True, help="folder that render_layers.py wrote")
    parser.add_argument("--out", type=Path, required=True, help=f"where frames and {TABLE} go")
    parser.add_argument("--platforms", type=int, default=60, help="how many setups, with a frame of each flaw (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    layers = [layer for layer in read_layers(arguments.layers) if layer.split == "held"]
    if not any(layer.kind == HAND for layer in layers):
        print(f"spoil.py: {arguments.layers} has no held-back hand", file=sys.stderr)
        return 2
    arguments.out.mkdir(parents=True, exist_ok=True)
    # Setups of their own: none that compose.py draws has such a seed.
    seeds = [1_000_000 + len(SPLITS) * number - 1 for number in range(1, arguments.platforms + 1)]
    with ProcessPoolExecutor(arguments.jobs) as pool:
        rows = [row for found in pool.map(frames_of, [layers] * len(seeds), [arguments.out] * len(seeds), seeds) for row in found]
    with (arguments.out / TABLE).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} frames in {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
