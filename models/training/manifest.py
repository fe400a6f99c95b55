"""models/manifest.json: what the product must know about the model beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from classtree import Classes, ClassTree, check_keys, read_json
from errors import DataError
from export import HAND_OUTPUT, INPUT
from hands import THRESHOLD
from preprocess import MARGIN

# More than half of the frames must say the same; no photo of one piece in several frames exists to choose better.
AGREEMENT = 0.6
# Where pieces are judged. No picture of a piece on a pile exists, so a bin gets the thresholds of a tray.
TRAY, BIN = "tray", "bin"
PLATFORMS = (TRAY, BIN)
LEAST_THRESHOLD, LARGEST_THRESHOLD = 0.5, 1.0
LEAST_TEMPERATURE, LARGEST_TEMPERATURE = 0.05, 20.0


def file_of(classes: Classes) -> str:
    """The name of the model's file."""
    return f"{classes.name}.onnx"


def build(model: bytes, size: int, classes: Classes, temperatures: Sequence[float], thresholds: Sequence[float], training: dict) -> dict:
    """``temperatures`` by head and ``thresholds`` by class, in the tree's order."""
    content = classes.tree.content()
    heads = [
        {"name": head["name"], "temperature": temperature} | {key: head[key] for key in ("given", "classes") if key in head}
        for head, temperature in zip(content["heads"], temperatures)
    ]
    with_thresholds = [row | {"thresholds": dict.fromkeys(PLATFORMS, threshold)} for row, threshold in zip(content["classes"], thresholds)]
    return {
        "name": classes.name,
        "version": classes.version,
        "file": file_of(classes),
        "sha256": hashlib.sha256(model).hexdigest(),
        "bytes": len(model),
        "input": {
            "name": INPUT,
            "width": size,
            "height": size,
            "channels": 3,
            "layout": "NHWC",
            "type": "uint8",
            "colour": "RGB",
            "range": [0, 255],
        },
        "classes": with_thresholds,
        **({"empty": content["empty"]} if "empty" in content else {}),
        "outputs": {"heads": heads, "hand": HAND_OUTPUT},
        "preprocessing": {"crop": "square_inside", "margin": MARGIN, "resample": "triangle"},
        "thresholds": {"agreement": AGREEMENT, "hand": THRESHOLD},
        "training": training,
    }


def write(manifest: dict, folder: Path) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read(folder: Path) -> tuple[dict, ClassTree]:
    """A manifest and its tree.

    Raises:
        DataError: What the pipeline reads of it is not as models/README.md says.
    """
    path = folder / "manifest.json"
    manifest = read_json(path)
    for key in ("file", "sha256", "classes", "outputs"):
        if key not in manifest:
            raise DataError(f"{path}: '{key}' is missing")
    for row in manifest["classes"]:
        here = f"{path}: class '{row.get('id')}'"
        check_keys(row, {"id", "thresholds"}, {"parent", "below"}, here)
        check_keys(row["thresholds"], set(PLATFORMS), set(), f"{here}: thresholds")
        for platform, threshold in row["thresholds"].items():
            _check_range(threshold, LEAST_THRESHOLD, LARGEST_THRESHOLD, f"{here}: threshold for {platform}")
    check_keys(manifest["outputs"], {"heads", "hand"}, set(), f"{path}: outputs")
    for row in manifest["outputs"]["heads"]:
        here = f"{path}: head '{row.get('name')}'"
        check_keys(row, {"name", "temperature", "classes"}, {"given"}, here)
        _check_range(row["temperature"], LEAST_TEMPERATURE, LARGEST_TEMPERATURE, f"{here}: temperature")
    tree = ClassTree.of(
        [_without(row, "thresholds") for row in manifest["classes"]], [_without(row, "temperature") for row in manifest["outputs"]["heads"]],
        manifest.get("empty"), str(path),
    )
    return manifest, tree


def _without(row: dict, key: str) -> dict:
    return {name: value for name, value in row.items() if name != key}


def _check_range(value: float, least: float, largest: float, where: str) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= largest:
        raise DataError(f"{where}: expected a number from {least} to {largest}, found {json.dumps(value)}")
