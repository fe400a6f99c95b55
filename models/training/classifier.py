"""The shipped model as the product uses it: manifest, graph, calibrated scores, claims."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import manifest as manifests
from classtree import ClassTree
from errors import DataError
from metrics import softmax
from onnx_graph import OnnxGraph


@dataclass(frozen=True)
class Classifier:
    """Calibrated probabilities from network inputs."""

    manifest: dict
    tree: ClassTree
    graph: OnnxGraph

    @property
    def size(self) -> int:
        return self.graph.shape[1]

    def scores(self, images: np.ndarray) -> list[np.ndarray]:
        """What each head gives its own classes (N, classes) for uint8 images (N, S, S, 3): probabilities, given the class that it is asked within."""
        outputs = self.graph.run(images)
        return [softmax(outputs[head["name"]], head["temperature"]) for head in self.manifest["outputs"]["heads"]]

    def claims(self, probabilities: np.ndarray, platform: str = manifests.TRAY) -> np.ndarray:
        """The class (N) that a frame by itself claims on this platform, NO_CLAIM where none holds."""
        return self.tree.claims(probabilities, np.array([row["thresholds"][platform] for row in self.manifest["classes"]]))


def open_model(folder: Path) -> Classifier:
    """Reads manifest.json and the model it names; refuses a model whose digest or outputs differ from it."""
    manifest, tree = manifests.read(folder)
    path, model = folder / "manifest.json", folder / manifest["file"]
    if not model.is_file():
        raise DataError(f"{model} is missing")
    found = hashlib.sha256(model.read_bytes()).hexdigest()
    if found != manifest["sha256"]:
        raise DataError(f"{model} has the SHA-256 {found}, but {path} names {manifest['sha256']}")
    graph = OnnxGraph.load(model)
    wanted = {head.name: [1, len(head.classes)] for head in tree.heads} | {manifest["outputs"]["hand"]: [1, 1]}
    for name, shape in wanted.items():
        if graph.outputs.get(name) != shape:
            raise DataError(f"{path}: the output '{name}' has the shape {shape}, but those of {model} are {graph.outputs}")
    return Classifier(manifest, tree, graph)
