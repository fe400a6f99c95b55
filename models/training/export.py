"""The trained network as an ONNX graph, written node by node so that the file holds nothing it does not need."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from backbone import LEAST_VARIANCE, TAPS
from classtree import ClassTree
from network import Network

OPSET = 13
INPUT, HAND_OUTPUT = "pixels", "hand_logit"


class _Graph:
    """Collects nodes and weights; each node has one output, named like the node."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def half_weight(self, name: str, values: np.ndarray) -> str:
        """A kernel that the file keeps in 16 bits; whoever loads it widens it once, and everything is computed in 32."""
        narrow = self.weight(f"{name}.half", values.astype(np.float16))
        return self.node("Cast", name, [narrow], to=TensorProto.FLOAT)

    def node(self, kind: str, name: str, inputs: list[str], **attributes) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def linear(self, name: str, source: str, layer: nn.Linear) -> str:
        kernel = self.half_weight(f"{name}.weight", layer.weight.detach().numpy())
        bias = self.weight(f"{name}.bias", layer.bias.detach().numpy())
        return self.node("Gemm", name, [source, kernel, bias], transB=1)

    def statistics(self, name: str, source: str, least: str) -> list[str]:
        """Mean and standard deviation of each channel over the picture."""
        mean = self.node("GlobalAveragePool", f"{name}.mean", [source])
        distance = self.node("Sub", f"{name}.distance", [source, mean])
        variance = self.node("GlobalAveragePool", f"{name}.variance", [self.node("Mul", f"{name}.square", [distance, distance])])
        deviation = self.node("Sqrt", f"{name}.deviation", [self.node("Add", f"{name}.lifted", [variance, least])])
        return [self.node("Flatten", f"{part}.flat", [part], axis=1) for part in (mean, deviation)]


def build(network: Network, tree: ClassTree, size: int, name: str) -> onnx.ModelProto:
    """RGB bytes (1, size, size, 3) to the logits of each head of the tree and of the hand; scaling to the network's range is part of the graph, which gets
    this ``name``."""
    graph = _Graph()
    value = graph.node("Cast", "as_float", [INPUT], to=TensorProto.FLOAT)
    value = graph.node("Transpose", "planes", [value], perm=[0, 3, 1, 2])
    value = graph.node("Mul", "scaled", [value, graph.weight("pixel_scale", np.float32(1 / 128))])
    value = graph.node("Sub", "centred", [value, graph.weight("pixel_shift", np.float32(1))])
    lowest, highest = graph.weight("relu6_low", np.float32(0)), graph.weight("relu6_high", np.float32(6))
    statistics, least = [], graph.weight("least_variance", np.float32(LEAST_VARIANCE))
    for index, layer in enumerate(network.backbone):
        convolution = layer.convolution
        value = graph.node(
            "Conv",
            f"conv{index}",
            [
                value,
                graph.half_weight(f"conv{index}.weight", convolution.weight.detach().numpy()),
                graph.weight(f"conv{index}.bias", convolution.bias.detach().numpy()),
            ],
            kernel_shape=list(convolution.kernel_size),
            strides=list(convolution.stride),
            pads=[layer.before, layer.before, layer.after, layer.after],
            group=convolution.groups,
        )
        if layer.relu6:
            value = graph.node("Clip", f"relu{index}", [value, lowest, highest])
        if index in TAPS:
            statistics += graph.statistics(f"layer{index}", value, least)
    value = graph.node("Concat", "statistics", statistics, axis=1)
    graph.linear(HAND_OUTPUT, value, network.hand)
    value = graph.node("Relu", "shared", [graph.linear("hidden", value, network.heads.hidden)])
    for head, output in zip(tree.heads, network.heads.outputs):
        graph.linear(head.name, value, output)
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            name,
            [helper.make_tensor_value_info(INPUT, TensorProto.UINT8, [1, size, size, 3])],
            [
                *(helper.make_tensor_value_info(head.name, TensorProto.FLOAT, [1, len(head.classes)]) for head in tree.heads),
                helper.make_tensor_value_info(HAND_OUTPUT, TensorProto.FLOAT, [1, 1]),
            ],
            graph.weights,
        ),
        producer_name="station-agent-training",
        opset_imports=[helper.make_opsetid("", OPSET)],
    )
    model.ir_version = 7
    onnx.checker.check_model(model, full_check=True)
    return model


def save(model: onnx.ModelProto, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString())
