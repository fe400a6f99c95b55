"""models/manifest.json: what the product must know about the model beside it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from data import CONDITIONS, MATERIALS
from export import CONDITION_OUTPUT, HAND_OUTPUT, INPUT, MATERIAL_OUTPUT
from hands import THRESHOLD
from preprocess import MARGIN

MODEL_FILE = "carton-classifier.onnx"
NAME, VERSION = "carton-classifier", "0.7.0"
# More than half of the frames must say the same; no photo of one piece in several frames exists to choose better.
AGREEMENT = 0.6


def build(model: bytes, size: int, calibration: dict, thresholds: dict, training: dict) -> dict:
    return {
        "name": NAME,
        "version": VERSION,
        "file": MODEL_FILE,
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
        "outputs": {"material": MATERIAL_OUTPUT, "condition": CONDITION_OUTPUT, "hand": HAND_OUTPUT},
        "labels": {"material": list(MATERIALS), "condition": list(CONDITIONS)},
        "preprocessing": {"crop": "square_inside", "margin": MARGIN, "resample": "triangle"},
        "calibration": calibration,
        "thresholds": {**thresholds, "agreement": AGREEMENT, "hand": THRESHOLD},
        "training": training,
    }


def write(manifest: dict, folder: Path) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
