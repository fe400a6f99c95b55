#!/usr/bin/env python3
"""Holds a newly trained model against the one in use, on pictures that neither has learnt from, and refuses a worse one: exit code 1.

The new model is taken when it names no fewer materials right, its accepted answers are right at least as often as is wanted, and it does not
refuse noticeably more. The interval of the difference comes from resampling whole groups: with few objects it is wide, and says so.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from classifier import open_model
from data import UNKNOWN, DataError, Picture, conditions_of, materials_of, read_photos
from judgement import WANTED_PRECISION, accepts
from preprocess import load

ROUNDS = 4000
# Refusing so much more than the old model does is worse for people, whatever else has improved.
MOST_MORE_REFUSED = 0.05


@dataclass(frozen=True)
class Answers:
    """By picture: was the material right; was an answer accepted; was what was accepted right in material and condition."""

    right: np.ndarray
    accepted: np.ndarray
    fully_right: np.ndarray

    @property
    def precision(self) -> float:
        return float(self.fully_right[self.accepted].mean()) if self.accepted.any() else float("nan")


def answers_of(folder: Path, pictures: list[Picture]) -> Answers:
    classifier = open_model(folder)
    material, condition = classifier.scores(load(pictures, classifier.size))
    truth, states = materials_of(pictures), conditions_of(pictures)
    best, state = material.argmax(1), condition.argmax(1)
    accepted = accepts(material, condition, classifier.manifest["thresholds"])
    return Answers(best == truth, accepted, (best == truth) & ((states == UNKNOWN) | (state == states)))


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
        found.append("it names fewer materials right")
    if not new.accepted.any():
        return [*found, "it accepts nothing"]
    if new.precision < min(WANTED_PRECISION, old.precision if old.accepted.any() else WANTED_PRECISION):
        found.append(f"what it accepts is right in {new.precision:.1%}; at least {WANTED_PRECISION:.0%}, or what the old one reaches, is wanted")
    if new.accepted.mean() < old.accepted.mean() - MOST_MORE_REFUSED:
        found.append("it refuses more")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with photos and their MANIFEST.tsv")
    parser.add_argument("--split", default="val", help="pictures that neither model has learnt from (default: %(default)s)")
    parser.add_argument("--old", type=Path, required=True, help="folder of the manifest.json in use")
    parser.add_argument("--new", type=Path, required=True, help="folder of the new one")
    arguments = parser.parse_args()
    try:
        pictures = read_photos(arguments.data, arguments.split)
        old, new = answers_of(arguments.old, pictures), answers_of(arguments.new, pictures)
    except DataError as problem:
        print(f"compare.py: {problem}", file=sys.stderr)
        return 2
    groups = np.array([picture.group for picture in pictures])
    print(f"{len(pictures)} pictures of {len(set(groups))} objects")
    print(f"{'':<34}{'old':>8}{'new':>8}")
    for name, a, b in (
        ("material right", old.right.mean(), new.right.mean()),
        ("accepted", old.accepted.mean(), new.accepted.mean()),
        ("right among the accepted", old.precision, new.precision),
    ):
        print(f"{name:<34}{a:>8.3f}{b:>8.3f}")
    mean, low, high = difference(old.right, new.right, groups)
    print(f"material right, new less old: {mean:+.3f} (95 % between {low:+.3f} and {high:+.3f})")
    found = objections(old, new)
    print("refused: " + "; ".join(found) if found else "the new model may take the old one's place")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
