"""The convolutional part of a quantised TFLite ImageNet network as a float PyTorch module.

Only plain chains are read (MobileNetV1): convolutions, depthwise convolutions, and the average pool that ends the
features; batch norm is folded into the weights already. What follows the pool is the ImageNet head and is dropped.
Field numbers are those of TensorFlow's public ``schema.fbs`` (version 3).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from flatbuffer import Table

CONV_2D, DEPTHWISE_CONV_2D, AVERAGE_POOL_2D = 3, 4, 1
PADDING_SAME = 0
ACTIVATION_NONE, ACTIVATION_RELU6 = 0, 3
TENSOR_TYPES = {0: "<f4", 2: "<i4", 3: "u1", 9: "i1"}


@dataclass(frozen=True)
class ConvolutionSpec:
    """One convolution of the chain; the kernel is laid out as PyTorch wants it: out, in / groups, height, width."""

    kernel: np.ndarray
    bias: np.ndarray
    stride: int
    groups: int
    relu6: bool


def _constant(tensor: Table, buffers: list[Table]) -> np.ndarray:
    """The values of a constant tensor, dequantised by its scale and zero point (per tensor or per channel)."""
    shape = tensor.array(0, "<i4")
    kind = tensor.scalar(1, "b")
    if kind not in TENSOR_TYPES:
        raise ValueError(f"tensor type {kind} is not supported")
    values = buffers[tensor.scalar(2, "I")].array(0, "u1").view(TENSOR_TYPES[kind]).reshape(shape)
    quantisation = tensor.table(4)
    scales = quantisation.array(2, "<f4").astype(np.float64) if quantisation else np.empty(0)
    if scales.size == 0:
        return values.astype(np.float32)
    zeros = quantisation.array(3, "<i8").astype(np.float64)
    zeros = zeros if zeros.size else np.zeros_like(scales)
    along = [1] * values.ndim
    if scales.size > 1:
        along[quantisation.scalar(6, "i")] = scales.size
    return ((values - zeros.reshape(along)) * scales.reshape(along)).astype(np.float32)


def read_chain(path: Path) -> list[ConvolutionSpec]:
    """The convolutions of a TFLite network from its input to the pool that ends its features."""
    model = Table.root(path.read_bytes())
    codes = [max(code.scalar(0, "b"), code.scalar(3, "i")) for code in model.tables(1)]
    graph, buffers = model.tables(2)[0], model.tables(4)
    tensors = graph.tables(0)
    chain: list[ConvolutionSpec] = []
    current = int(graph.array(1, "<i4")[0])
    for operator in graph.tables(3):
        code, options = codes[operator.scalar(0, "I")], operator.table(4)
        inputs, outputs = operator.array(1, "<i4"), operator.array(2, "<i4")
        if inputs[0] != current:
            raise ValueError(f"{path.name}: the network branches; only plain chains such as MobileNetV1 are read")
        current = int(outputs[0])
        if code == AVERAGE_POOL_2D:
            return chain
        if code not in (CONV_2D, DEPTHWISE_CONV_2D):
            raise ValueError(f"{path.name}: operator {code} is not supported before the average pool")
        depthwise = code == DEPTHWISE_CONV_2D
        activation = options.scalar(4 if depthwise else 3, "b")
        if options.scalar(0, "b") != PADDING_SAME or activation not in (ACTIVATION_NONE, ACTIVATION_RELU6):
            raise ValueError(f"{path.name}: only SAME padding with ReLU6 or no activation is supported")
        kernel = _constant(tensors[inputs[1]], buffers).transpose((3, 0, 1, 2) if depthwise else (0, 3, 1, 2))
        chain.append(
            ConvolutionSpec(
                kernel=np.ascontiguousarray(kernel),
                bias=_constant(tensors[inputs[2]], buffers),
                stride=options.scalar(1, "i"),
                groups=kernel.shape[0] if depthwise else 1,
                relu6=activation == ACTIVATION_RELU6,
            )
        )
    raise ValueError(f"{path.name}: no average pool ends the features")


class SameConvolution(nn.Module):
    """A convolution with TensorFlow's SAME padding for even sizes, which is asymmetric at stride 2."""

    def __init__(self, spec: ConvolutionSpec) -> None:
        super().__init__()
        outputs, inputs, size, _ = spec.kernel.shape
        total = max(size - spec.stride, 0)
        self.before, self.after = total // 2, total - total // 2
        # An even padding is the convolution's own; only the uneven one costs a copy of the input.
        self.uneven = self.before != self.after
        self.convolution = nn.Conv2d(
            inputs * spec.groups, outputs, size, spec.stride, 0 if self.uneven else self.before, groups=spec.groups
        )
        self.convolution.weight.data = torch.from_numpy(spec.kernel.copy())
        self.convolution.bias.data = torch.from_numpy(spec.bias.copy())
        self.relu6 = spec.relu6

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.uneven:
            x = functional.pad(x, (self.before, self.after, self.before, self.after))
        x = self.convolution(x)
        return x.clamp(0, 6) if self.relu6 else x


# MobileNetV1's last layers at a stride of 8, in the middle of those at 16, the last at 16 and the last at 32, counted from the first convolution, 0.
TAPS = (10, 16, 22, 26)
# Keeps the root's slope finite where a channel is the same all over.
LEAST_VARIANCE = 1e-4


class Backbone(nn.Sequential):
    """Pixels 0–255 (N, 3, S, S; S a multiple of 32) to statistics (N, width): mean and standard deviation over the picture of every channel after the
    layers ``TAPS``. Deep layers say what is there, shallow ones what it is made of. Kernels are rounded to the 16 bits that the exported file keeps."""

    def __init__(self, path: Path) -> None:
        chain = read_chain(path)
        if len(chain) <= max(TAPS):
            raise ValueError(f"{path.name}: {len(chain)} convolutions, but statistics are taken after number {max(TAPS)}")
        super().__init__(*(SameConvolution(spec) for spec in chain))
        self.width = 2 * sum(len(chain[tap].bias) for tap in TAPS)
        last = len(chain[TAPS[-1]].bias)
        # Where the means of the last layer stand: what ImageNet's own classifier looks at.
        self.embedding = slice(self.width - 2 * last, self.width - last)
        for layer in self:
            layer.convolution.weight.data = layer.convolution.weight.data.half().float()
        self.requires_grad_(False)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        value, statistics = pixels / 128 - 1, []
        for index, layer in enumerate(self):
            value = layer(value)
            if index in TAPS:
                mean = value.mean((2, 3), keepdim=True)
                variance = ((value - mean) ** 2).mean((2, 3))
                statistics += [mean.flatten(1), (variance + LEAST_VARIANCE).sqrt()]
        return torch.cat(statistics, 1)


def describe(path: Path) -> dict[str, str]:
    """What the manifest says about where the weights came from."""
    return {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "licence": "Apache-2.0"}
