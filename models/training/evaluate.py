#!/usr/bin/env python3
"""Classifies photos with the shipped model and prints accuracy by material, then a line for each file."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from classifier import Classifier, open_model
from data import CONDITIONS, MATERIALS, UNKNOWN, DataError, Picture, conditions_of, materials_of, read_photos, six_class
from metrics import confusion, macro_f1
from preprocess import load


def describe(picture: Picture, material: np.ndarray, condition: np.ndarray) -> dict:
    """One result in the words of ``station-agent classify --json``."""
    best = int(material.argmax())
    carton = MATERIALS[best] == "carton"
    state = int(condition.argmax())
    return {
        "file": str(picture.path),
        "material": MATERIALS[best],
        "condition": CONDITIONS[state] if carton else None,
        "confidence": float(material[best] * (condition[state] if carton else 1)),
        "scores": {
            "material": {name: float(score) for name, score in zip(MATERIALS, material)},
            "condition": {name: float(score) for name, score in zip(CONDITIONS, condition)},
        },
        "truth": {
            "material": MATERIALS[picture.material],
            "condition": CONDITIONS[picture.condition] if picture.condition != UNKNOWN else None,
        },
    }


def summarise(pictures: list[Picture], material: np.ndarray, condition: np.ndarray) -> dict:
    """Accuracy of the material over all, by material, of the condition over cartons whose condition is known, and macro-F1 of the six
    product classes over all but cartons of unknown condition."""
    truth, states = materials_of(pictures), conditions_of(pictures)
    right = material.argmax(1) == truth
    known = states != UNKNOWN
    in_six = (truth != 0) | known
    six = confusion(
        six_class(truth, states)[in_six], six_class(material.argmax(1), condition.argmax(1))[in_six], len(MATERIALS) + 1
    )
    return {
        "photos": len(pictures),
        "materialAccuracy": float(right.mean()),
        "byMaterial": {
            name: {"photos": int((truth == index).sum()), "accuracy": float(right[truth == index].mean())}
            for index, name in enumerate(MATERIALS)
            if (truth == index).any()
        },
        "sixClassMacroF1": macro_f1(six),
        "condition": {
            "photos": int(known.sum()),
            "accuracy": float((condition.argmax(1) == states)[known].mean()) if known.any() else None,
        },
    }


def evaluate(classifier: Classifier, pictures: list[Picture]) -> tuple[dict, list[dict]]:
    material, condition = classifier.scores(load(pictures, classifier.size))
    results = [describe(*row) for row in zip(pictures, material, condition)]
    return summarise(pictures, material, condition), results


def write_scores(path: Path, pictures: list[Picture], results: list[dict]) -> None:
    """What the product's scores are held against: a line for each picture with the probabilities of both heads."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("\t".join(("file", *MATERIALS, *CONDITIONS)) + "\n")
        for picture, result in zip(pictures, results):
            scores = [*result["scores"]["material"].values(), *result["scores"]["condition"].values()]
            stream.write("\t".join((picture.file, *(f"{score:.5f}" for score in scores))) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with photos and their MANIFEST.tsv")
    parser.add_argument("--split", default="val", help="which rows of the manifest (default: val)")
    parser.add_argument("--model", type=Path, default=Path(__file__).resolve().parent.parent, help="folder of manifest.json")
    parser.add_argument("--json", action="store_true", help="one JSON object for each file, then one with the summary")
    parser.add_argument("--scores", type=Path, help="write the probabilities of each picture into this table")
    arguments = parser.parse_args()
    try:
        pictures = read_photos(arguments.data, arguments.split)
        summary, results = evaluate(open_model(arguments.model), pictures)
    except DataError as problem:
        print(f"evaluate.py: {problem}", file=sys.stderr)
        return 2
    if arguments.scores:
        write_scores(arguments.scores, pictures, results)
    if arguments.json:
        for entry in [*results, {"summary": summary}]:
            print(json.dumps(entry))
        return 0
    print(f"material: {summary['materialAccuracy']:.4f} of {summary['photos']} photos; six classes, macro-F1: {summary['sixClassMacroF1']:.4f}")
    for name, part in summary["byMaterial"].items():
        print(f"  {name:<15} {part['accuracy']:.4f} of {part['photos']}")
    if summary["condition"]["photos"]:
        print(f"condition: {summary['condition']['accuracy']:.4f} of {summary['condition']['photos']} cartons")
    for entry in results:
        scores = "  ".join(f"{name} {score:.4f}" for name, score in entry["scores"]["material"].items())
        print(f"{entry['file']}\t{entry['material']}\t{entry['condition'] or '-'}\t{scores}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
