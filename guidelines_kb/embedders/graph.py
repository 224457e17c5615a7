"""ONNX graphs made node by node: what the built-in encoder and the acts' heads are. Import it only to build one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

MICROSOFT = "com.microsoft"
OPSETS = (helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1))
IR_VERSION = 9


class Graph:
    """Nodes and constants, added one after the other."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, values: NDArray[np.generic] | np.generic) -> str:
        """Add `values` and return their name."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values).reshape(np.shape(values)), name))
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: float) -> str:
        """Add a node with one output and return that output's name."""
        return self.add_many(kind, *inputs, outputs=1, domain=domain, **attributes)[0]

    def add_many(self, kind: str, *inputs: str, outputs: int, domain: str = "", **attributes: float) -> list[str]:
        """Add a node and return its outputs' names."""
        number = len(self.nodes)
        names = [f"n{number}.{place}" for place in range(outputs)]
        told = cast(dict[str, Any], attributes)
        self.nodes.append(helper.make_node(kind, inputs, names, f"n{number}.{kind}", domain=domain, **told))
        return names

    def name(self, value: str, name: str) -> None:
        """Give a value another name, that of an output."""
        self.nodes.append(helper.make_node("Identity", [value], [name]))

    def model(
        self, name: str, inputs: Sequence[onnx.ValueInfoProto], outputs: Sequence[onnx.ValueInfoProto]
    ) -> onnx.ModelProto:
        """Return all that was added as a model; nodes must have made values of the outputs' names."""
        made = helper.make_graph(self.nodes, name, inputs, outputs, self.constants)
        model = helper.make_model(made, opset_imports=OPSETS)
        model.ir_version = IR_VERSION
        return model


def floats(name: str, *shape: str | int) -> onnx.ValueInfoProto:
    """A 32-bit float input or output; a text in `shape` is a size that differs from run to run."""
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def integers(name: str, *shape: str | int) -> onnx.ValueInfoProto:
    """The same of 64-bit integers."""
    return helper.make_tensor_value_info(name, TensorProto.INT64, shape)
