#!/usr/bin/env python3
"""Compares a newly trained model with the one in use, on pictures that neither has learnt from, and refuses a worse one: exit code 1.

The new model is taken when its most likely class is right no less often, its claims are right at least as often as is wanted, and it claims
noticeably less neither of any class nor of a leaf. The interval of the difference comes from resampling whole groups: with few objects it is wide, and says so.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from classifier import open_model
from classtree import NO_CLAIM, read_classes
from data import classes_of, read_photos
from errors import DataError
from evaluate import answer
from judgement import WANTED_PRECISION
from manifest import PLATFORMS, TRAY

ROUNDS = 4000
# Claiming so much less than the old model does is worse for people, whatever else has improved.
MOST_LESS_CLAIMED = 0.05


@dataclass(frozen=True)
class Answers:
    """By picture: was the most likely class right, as far as the picture's own is known; was a class claimed; was a leaf claimed; can the claim be judged; was it
    right."""

    right: np.ndarray
    claimed: np.ndarray
    leaf: np.ndarray
    judged: np.ndarray
    claim_right: np.ndarray
    groups: np.ndarray

    @property
    def precision(self) -> float:
        return float(self.claim_right[self.judged].mean()) if self.judged.any() else float("nan")


def answers_of(folder: Path, data: Path, split: str, platform: str) -> Answers:
    classifier = open_model(folder)
    tree = classifier.tree
    pictures = read_photos(data, replace(read_classes(), tree=tree), split)
    classes, found = classes_of(pictures, tree), answer(classifier, pictures, platform)
    claimed = found.claims != NO_CLAIM
    return Answers(
        tree.right(found.likeliest, classes), claimed, np.isin(found.claims, tree.leaves), claimed & ~tree.open(found.claims, classes),
        tree.above[classes, found.claims], np.array([picture.group for picture in pictures]),
    )


def difference(old: np.ndarray, new: np.ndarray, groups: np.ndarray, seed: int = 1) -> tuple[float, float, float]:
    """Mean of new − old with its 95 % bootstrap interval over groups."""
    _, members = np.unique(groups, return_inverse=True)
    counts = np.bincount(members)
    sums = np.bincount(members, weights=new.astype(float) - old.astype(float))
    drawn = np.random.default_rng(seed).integers(len(counts), size=(ROUNDS, len(counts)))
    low, high = np.percentile(sums[drawn].sum(1) / counts[drawn].sum(1), [2.5, 97.5])
    return float(sums.sum() / counts.sum()), float(low), float(high)


def objections(old: Answers, new: Answers) -> list[str]:
    found = []
    if new.right.sum() < old.right.sum():
        found.append("its most likely class is right less often")
    if not new.claimed.any():
        return [*found, "it claims nothing"]
    if new.precision < min(WANTED_PRECISION, old.precision if old.judged.any() else WANTED_PRECISION):
        found.append(f"what it claims is right in {new.precision:.1%}; at least {WANTED_PRECISION:.0%}, or what the old one reaches, is wanted")
    if new.claimed.mean() < old.claimed.mean() - MOST_LESS_CLAIMED:
        found.append("it claims less")
    if new.leaf.mean() < old.leaf.mean() - MOST_LESS_CLAIMED:
        found.append("it claims fewer leaves")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with photos and their MANIFEST.tsv")
    parser.add_argument("--split", default="val", help="pictures that neither model has learnt from (default: %(default)s)")
    parser.add_argument("--platform", default=TRAY, choices=PLATFORMS, help="whose thresholds decide what is claimed (default: %(default)s)")
    parser.add_argument("--old", type=Path, required=True, help="folder of the manifest.json in use")
    parser.add_argument("--new", type=Path, required=True, help="folder of the new one")
    arguments = parser.parse_args()
    try:
        old, new = (answers_of(folder, arguments.data, arguments.split, arguments.platform) for folder in (arguments.old, arguments.new))
    except DataError as problem:
        print(f"compare.py: {problem}", file=sys.stderr)
        return 2
    print(f"{len(new.groups)} pictures of {len(set(new.groups))} objects")
    print(f"{'':<34}{'old':>8}{'new':>8}")
    for name, a, b in (
        ("most likely class right", old.right.mean(), new.right.mean()),
        ("a class is claimed", old.claimed.mean(), new.claimed.mean()),
        ("a leaf is claimed", old.leaf.mean(), new.leaf.mean()),
        ("right among the claims", old.precision, new.precision),
    ):
        print(f"{name:<34}{a:>8.3f}{b:>8.3f}")
    mean, low, high = difference(old.right, new.right, new.groups)
    print(f"most likely class right, new less old: {mean:+.3f} (95 % between {low:+.3f} and {high:+.3f})")
    found = objections(old, new)
    print("refused: " + "; ".join(found) if found else "the new model may take the old one's place")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
