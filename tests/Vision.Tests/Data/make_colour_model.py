#!/usr/bin/env python3
"""Writes colour-model.onnx: a classifier small enough to reason about, so that tests run the real ONNX Runtime.

It takes the mean colour of a 32 × 32 picture and names brown carton, blue plastic_film, white paper_envelope, green not_packaging and
grey empty; a carton is intact when it is bright, and what is red is a hand. Needs Debian's python3-onnx.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIZE = 32

# Logits for each material from the means of red, green and blue (0-1), and a constant.
MATERIAL = np.array(
    [
        [30, 0, -30, -4],  # carton: red over blue
        [-30, 0, 30, -4],  # plastic_film: blue over red
        [12, 12, 12, -28],  # paper_envelope: bright in all channels
        [-20, 40, -20, -4],  # not_packaging: green over red and blue
        [0, 0, 0, 0],  # empty: none of them
    ],
    np.float32,
)
CONDITION = np.array([[4, 4, 4, -4], [-4, -4, -4, 4]], np.float32)
HAND = np.array([[40, -40, 0, -7]], np.float32)


def head(name: str, rows: np.ndarray) -> tuple[list, list]:
    weights = numpy_helper.from_array(np.ascontiguousarray(rows[:, :3]), f"{name}.weight")
    bias = numpy_helper.from_array(np.ascontiguousarray(rows[:, 3]), f"{name}.bias")
    return [helper.make_node("Gemm", ["means", weights.name, bias.name], [name], transB=1)], [weights, bias]


material, material_weights = head("material_logits", MATERIAL)
condition, condition_weights = head("condition_logits", CONDITION)
hand, hand_weights = head("hand_logit", HAND)
graph = helper.make_graph(
    [
        helper.make_node("Cast", ["pixels"], ["floats"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["floats", "scale"], ["scaled"]),
        helper.make_node("ReduceMean", ["scaled"], ["means"], axes=[1, 2], keepdims=0),
        *material,
        *condition,
        *hand,
    ],
    "colour-model",
    [helper.make_tensor_value_info("pixels", TensorProto.UINT8, [1, SIZE, SIZE, 3])],
    [
        helper.make_tensor_value_info("material_logits", TensorProto.FLOAT, [1, len(MATERIAL)]),
        helper.make_tensor_value_info("condition_logits", TensorProto.FLOAT, [1, len(CONDITION)]),
        helper.make_tensor_value_info("hand_logit", TensorProto.FLOAT, [1, len(HAND)]),
    ],
    [numpy_helper.from_array(np.float32(1 / 255), "scale"), *material_weights, *condition_weights, *hand_weights],
)
model = helper.make_model(graph, producer_name="make_colour_model", opset_imports=[helper.make_opsetid("", 13)])
model.ir_version = 7
onnx.checker.check_model(model, full_check=True)
Path(__file__).with_name("colour-model.onnx").write_bytes(model.SerializeToString())
