"""The shipped model as the product uses it: manifest, graph, calibrated scores."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data import CONDITIONS, MATERIALS, DataError
from export import CONDITION_OUTPUT, MATERIAL_OUTPUT
from metrics import softmax
from onnx_graph import OnnxGraph


@dataclass(frozen=True)
class Classifier:
    """Calibrated probabilities from network inputs."""

    manifest: dict
    graph: OnnxGraph

    @property
    def size(self) -> int:
        return self.graph.shape[1]

    def scores(self, images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Probabilities of material (N, 5) and condition (N, 2) for uint8 images (N, S, S, 3)."""
        calibration = self.manifest["calibration"]
        outputs = self.graph.run(images)
        return (
            softmax(outputs[MATERIAL_OUTPUT], calibration["materialTemperature"]),
            softmax(outputs[CONDITION_OUTPUT], calibration["conditionTemperature"]),
        )


def open_model(folder: Path) -> Classifier:
    """Reads manifest.json and the model it names; refuses a model whose hash or labels differ."""
    path = folder / "manifest.json"
    if not path.is_file():
        raise DataError(f"{path} is missing")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    model = folder / manifest["file"]
    if not model.is_file():
        raise DataError(f"{model} is missing")
    found = hashlib.sha256(model.read_bytes()).hexdigest()
    if found != manifest["sha256"]:
        raise DataError(f"{model} has the SHA-256 {found}, but {path} names {manifest['sha256']}")
    labels = manifest["labels"]
    if labels["material"] != list(MATERIALS) or labels["condition"] != list(CONDITIONS):
        raise DataError(f"{path}: the labels are not those of this pipeline")
    return Classifier(manifest, OnnxGraph.load(model))
