"""Runs an exported graph with PyTorch, so that what is evaluated is the file that ships and not the network it came from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch.nn import functional


class OnnxGraph:
    """A loaded graph of the few operators that export.py writes."""

    def __init__(self, model: onnx.ModelProto) -> None:
        onnx.checker.check_model(model)
        self._nodes = [
            (node.op_type, list(node.input), node.output[0], {a.name: helper.get_attribute_value(a) for a in node.attribute})
            for node in model.graph.node
        ]
        self._weights = {w.name: torch.from_numpy(numpy_helper.to_array(w).copy()) for w in model.graph.initializer}
        self._input = model.graph.input[0].name
        self.outputs = {output.name: [d.dim_value for d in output.type.tensor_type.shape.dim] for output in model.graph.output}
        self.shape = [d.dim_value for d in model.graph.input[0].type.tensor_type.shape.dim]

    @staticmethod
    def load(path: Path) -> "OnnxGraph":
        return OnnxGraph(onnx.load(str(path)))

    @torch.no_grad()
    def run(self, images: np.ndarray) -> dict[str, np.ndarray]:
        """The outputs for uint8 images (N, S, S, 3); any N, although the file states a batch of one."""
        parts = [self._run(torch.from_numpy(images[at : at + 64])) for at in range(0, len(images), 64)]
        return {name: np.concatenate([part[name].numpy() for part in parts]) for name in self.outputs}

    def _run(self, images: torch.Tensor) -> dict[str, torch.Tensor]:
        values = {**self._weights, self._input: images}
        for kind, inputs, output, attributes in self._nodes:
            values[output] = _apply(kind, [values[name] for name in inputs], attributes)
        return {name: values[name] for name in self.outputs}


def _apply(kind: str, values: list[torch.Tensor], attributes: dict) -> torch.Tensor:
    match kind:
        case "Cast":
            return values[0].float()
        case "Transpose":
            return values[0].permute(*attributes["perm"])
        case "Mul":
            return values[0] * values[1]
        case "Sub":
            return values[0] - values[1]
        case "Add":
            return values[0] + values[1]
        case "Sqrt":
            return values[0].sqrt()
        case "Relu":
            return values[0].relu()
        case "Concat":
            return torch.cat(values, attributes["axis"])
        case "Clip":
            return values[0].clamp(values[1], values[2])
        case "GlobalAveragePool":
            return values[0].mean((2, 3), keepdim=True)
        case "Flatten":
            return values[0].flatten(1)
        case "Gemm":
            return functional.linear(values[0], values[1], values[2])
        case "Conv":
            top, left, bottom, right = attributes["pads"]
            padded = functional.pad(values[0], (left, right, top, bottom))
            return functional.conv2d(padded, values[1], values[2], attributes["strides"], groups=attributes["group"])
        case _:
            raise ValueError(f"the graph holds the operator {kind}, which this interpreter does not know")
