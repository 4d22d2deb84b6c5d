"""Writing an ONNX graph node by node, with linear layers whose activations are quantised row by row."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

CONTRIB = "com.microsoft"
ACTIVATION_ZERO = 128


class Graph:
    """Collects nodes and initializers; every method returns the name of its output.

    Activations are quantised per row and not per tensor, so that a result does not depend on the rest of the batch.
    """

    def __init__(self, prefix: str = "") -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: dict[str, onnx.TensorProto] = {}
        self._prefix = prefix
        self._names = 0

    @cached_property
    def one(self) -> str:
        """The number 1."""
        return self.constant(np.float32(1))

    @cached_property
    def zero(self) -> str:
        """The zero point of activations."""
        return self.constant(np.uint8(ACTIVATION_ZERO))

    def constant(self, value: np.ndarray, name: str | None = None) -> str:
        """An initializer of this value."""
        return self.initializer(numpy_helper.from_array(np.asarray(value), name or self._name("const")))

    def initializer(self, tensor: onnx.TensorProto) -> str:
        """An existing initializer, such as one whose data is in a file beside the graph."""
        self.initializers[tensor.name] = tensor
        return tensor.name

    def ints(self, *values: int) -> str:
        """A one-dimensional int64 initializer."""
        return self.constant(np.array(values, dtype=np.int64))

    def node(self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", name: str | None = None, **attributes):
        """A node; its output's name, or a list of them."""
        names = [name] if name else [self._name(kind.lower()) for _ in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names[0] if len(names) == 1 else names

    def rows(self, x: str, zeros: str) -> tuple[str, str]:
        """Activations (rows, width) as uint8 around 128, and the scale of each row (rows).

        `zeros` is the zero point of every row. A row of zeros has no scale, but none occurs after a norm.
        """
        scale = self.node("Mul", self.node("ReduceMax", self.node("Abs", x), self.ints(-1), keepdims=0), self._level)
        return self.node("QuantizeLinear", x, scale, zeros, axis=0), scale

    @cached_property
    def _level(self) -> str:
        return self.constant(np.float32(1 / 127))

    def zeros(self, rows: str) -> str:
        """Zero points for a number of rows."""
        return self.node("Expand", self.zero, rows)

    def product(self, rows: str, levels: str, scales: str) -> str:
        """Quantised rows times int8 levels (in, out) with a scale per output, still to be multiplied by the rows' scales."""
        return self.node("MatMulIntegerToFloat", rows, levels, self.one, scales, self.zero, domain=CONTRIB)

    def norm(self, x: str, weight: str, epsilon: float, name: str | None = None) -> str:
        """RMSNorm over the last axis."""
        return self.node("SimplifiedLayerNormalization", x, weight, axis=-1, epsilon=epsilon, stash_type=1, name=name)

    def add_norm(self, x: str, residual: str, weight: str, epsilon: float) -> tuple[str, str]:
        """RMSNorm of a sum, and the sum, in one pass."""
        normed, total = self._name("norm"), self._name("sum")
        outputs = [normed, "", "", total]
        inputs = [x, residual, weight]
        self.nodes.append(
            helper.make_node("SkipSimplifiedLayerNormalization", inputs, outputs, domain=CONTRIB, epsilon=epsilon)
        )
        return normed, total

    def model(self, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]) -> onnx.ModelProto:
        """The finished model."""
        graph = helper.make_graph(self.nodes, "translator", inputs, outputs, list(self.initializers.values()))
        opsets = [helper.make_opsetid("", 21), helper.make_opsetid(CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10, producer_name="routelmt")

    def branch(self, output: str, kind: int, shape: list[str | int]) -> onnx.GraphProto:
        """This graph as a branch of an `If` in another one, of which it may use every name."""
        outputs = [helper.make_tensor_value_info(output, kind, shape)]
        return helper.make_graph(self.nodes, self._prefix, [], outputs, list(self.initializers.values()))

    def _name(self, stem: str) -> str:
        self._names += 1
        return f"{self._prefix}{stem}.{self._names}"


BOOL, INT32, INT64 = TensorProto.BOOL, TensorProto.INT32, TensorProto.INT64
FLOAT, FLOAT16 = TensorProto.FLOAT, TensorProto.FLOAT16
