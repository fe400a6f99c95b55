"""models/manifest.json: what the product must know about the model beside it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from data import CONDITIONS, MATERIALS
from export import CONDITION_OUTPUT, INPUT, MATERIAL_OUTPUT
from preprocess import MARGIN

MODEL_FILE = "carton-classifier.onnx"
NAME, VERSION = "carton-classifier", "0.1.0"


def build(model: bytes, size: int, calibration: dict, thresholds: dict, training: dict) -> dict:
    return {
        "schema": 1,
        "name": NAME,
        "version": VERSION,
        "file": MODEL_FILE,
        "sha256": hashlib.sha256(model).hexdigest(),
        "input": {
            "name": INPUT,
            "shape": [1, size, size, 3],
            "type": "uint8",
            "layout": "NHWC",
            "colour": "RGB",
        },
        "outputs": {"material": MATERIAL_OUTPUT, "condition": CONDITION_OUTPUT},
        "labels": {"material": list(MATERIALS), "condition": list(CONDITIONS)},
        "preprocessing": {"margin": MARGIN, "resize": "triangle"},
        "calibration": calibration,
        "thresholds": thresholds,
        "training": training,
    }


def write(manifest: dict, folder: Path) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
