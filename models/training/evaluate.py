#!/usr/bin/env python3
"""Classifies photos with the shipped model and prints accuracy by class, then a line for each file."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from classifier import Classifier, open_model
from classtree import NO_CLAIM, UNKNOWN, ClassTree, read_classes
from data import Picture, classes_of, read_photos
from errors import DataError
from manifest import PLATFORMS, TRAY
from metrics import confusion, macro_f1
from preprocess import load


@dataclass(frozen=True)
class Answers:
    """What the model says of pictures, a row for each: what each head gives its own classes, the probabilities of all classes, the most likely leaf, the claim."""

    by_head: list[np.ndarray]
    probabilities: np.ndarray
    likeliest: np.ndarray
    claims: np.ndarray


def answer(classifier: Classifier, pictures: list[Picture], platform: str = TRAY) -> Answers:
    by_head = classifier.scores(load(pictures, classifier.size))
    probabilities = classifier.tree.probabilities(by_head)
    return Answers(by_head, probabilities, classifier.tree.likeliest(probabilities), classifier.claims(probabilities, platform))


def describe(tree: ClassTree, picture: Picture, probabilities: np.ndarray, likeliest: int, claim: int) -> dict:
    """One result in the words of ``station-agent classify --json``, with the most likely leaf and the truth."""
    top = tree.children(None)
    return {
        "file": str(picture.path),
        "class": None if claim == NO_CLAIM else tree.paths[claim],
        "confidence": float(probabilities[list(top)].max() if claim == NO_CLAIM else probabilities[claim]),
        "scores": {path: float(score) for path, score in zip(tree.paths, probabilities)},
        "mostLikely": tree.paths[likeliest],
        "truth": picture.class_path,
    }


def summarise(tree: ClassTree, classes: np.ndarray, answers: Answers) -> dict:
    """Accuracy of the most likely class, over all and for each class with what is below it; macro-F1 of the leaves over pictures whose leaf is known; the accuracy of
    each head over pictures that answer its question; how many claims are made, and the share of them that is right."""
    right = tree.right(answers.likeliest, classes)
    leaf = np.isin(classes, tree.leaves)
    claimed = answers.claims != NO_CLAIM
    judged = claimed & ~tree.open(answers.claims, classes)
    heads = {}
    for head, own in zip(tree.heads, answers.by_head):
        labels = tree.labels(classes, head)
        known = labels != UNKNOWN
        heads[head.name] = {"photos": int(known.sum()), "accuracy": _share(own.argmax(1) == labels, known)}
    return {
        "photos": len(classes),
        "accuracy": float(right.mean()),
        "byClass": {
            path: {"photos": int(tree.above[classes, node].sum()), "accuracy": _share(tree.above[answers.likeliest, node], tree.above[classes, node])}
            for node, path in enumerate(tree.paths)
            if tree.above[classes, node].any()
        },
        "macroF1": macro_f1(confusion(classes[leaf], answers.likeliest[leaf], len(tree.nodes))) if leaf.any() else None,
        "heads": heads,
        "claimed": {"photos": int(claimed.sum()), "accuracy": _share(tree.above[classes, answers.claims], judged)},
    }


def _share(right: np.ndarray, of: np.ndarray) -> float | None:
    return float(right[of].mean()) if of.any() else None


def evaluate(classifier: Classifier, pictures: list[Picture], platform: str = TRAY) -> tuple[dict, list[dict], Answers]:
    answers = answer(classifier, pictures, platform)
    rows = zip(pictures, answers.probabilities, answers.likeliest, answers.claims)
    return summarise(classifier.tree, classes_of(pictures, classifier.tree), answers), [describe(classifier.tree, *row) for row in rows], answers


def write_scores(path: Path, tree: ClassTree, pictures: list[Picture], answers: Answers) -> None:
    """What the product's scores are compared with: a line for each picture with what each head gives its own classes."""
    columns = [name for head in tree.heads for name in tree.ids(head.classes)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("\t".join(("file", *columns)) + "\n")
        for picture, *scores in zip(pictures, *answers.by_head):
            stream.write("\t".join((picture.file, *(f"{score:.5f}" for score in np.concatenate(scores)))) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with photos and their MANIFEST.tsv")
    parser.add_argument("--split", default="val", help="which rows of the manifest (default: val)")
    parser.add_argument("--model", type=Path, default=Path(__file__).resolve().parent.parent, help="folder of manifest.json")
    parser.add_argument("--platform", default=TRAY, choices=PLATFORMS, help="whose thresholds decide what is claimed (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="one JSON object for each file, then one with the summary")
    parser.add_argument("--scores", type=Path, help="write the probabilities of each picture into this table")
    arguments = parser.parse_args()
    try:
        classifier = open_model(arguments.model)
        pictures = read_photos(arguments.data, replace(read_classes(), tree=classifier.tree), arguments.split)
        summary, results, answers = evaluate(classifier, pictures, arguments.platform)
    except DataError as problem:
        print(f"evaluate.py: {problem}", file=sys.stderr)
        return 2
    if arguments.scores:
        write_scores(arguments.scores, classifier.tree, pictures, answers)
    if arguments.json:
        for entry in [*results, {"summary": summary}]:
            print(json.dumps(entry))
        return 0
    macro = "–" if summary["macroF1"] is None else f"{summary['macroF1']:.4f}"
    print(f"most likely class right: {summary['accuracy']:.4f} of {summary['photos']} photos; leaves, macro-F1: {macro}")
    for title, parts in (("class", summary["byClass"]), ("head", summary["heads"]), ("what is", {"claimed": summary["claimed"]})):
        for name, part in parts.items():
            if part["accuracy"] is not None:
                print(f"  {title + ' ' + name:<34} {part['accuracy']:.4f} of {part['photos']}")
    for entry in results:
        scores = "  ".join(f"{name} {score:.4f}" for name, score in entry["scores"].items())
        print(f"{entry['file']}\t{entry['class'] or '-'}\t{entry['mostLikely']}\t{scores}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
