"""Building an ONNX graph node by node, for ONNX Runtime."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from bot.e5.rounding import Floats, to_whole_numbers

CONTRIBUTED = "com.microsoft"  # ONNX Runtime's own operators
_VERSIONS = (("", 18), (CONTRIBUTED, 1))
_FORMAT = 10  # of the file; ONNX Runtime reads it since 1.18


class GraphBuilder:
    """Nodes and constants; each method gives back the name of what it adds."""

    def __init__(self) -> None:
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        """An array that the graph holds."""
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, entered: Sequence[str], domain: str = "", **options: Any) -> str:
        """An operator on what is named."""
        name = f"{kind}{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, entered, [name], name, domain=domain, **options))
        return name

    def rounded_product(self, entered: str, name: str, weights: Floats) -> str:
        """The product with weights (entered, left) in 8 bits."""
        rounded, scales = to_whole_numbers(weights)
        constants = [
            self.constant(f"{name}.rounded", rounded),
            self.constant(f"{name}.scales", scales),
            self.constant(f"{name}.zeros", np.zeros(len(scales), np.int8)),
        ]
        return self.node("DynamicQuantizeMatMul", [entered, *constants], CONTRIBUTED)

    def open(
        self,
        entered: str,
        entered_shape: Sequence[int | str],
        left: Mapping[str, Sequence[int | str]],
    ) -> onnxruntime.InferenceSession:
        """The graph ready to run, with one thread: Rasa answers several messages at once.

        `left` tells the shape of each of its results by name.
        """
        graph = helper.make_graph(
            self._nodes,
            "graph",
            [helper.make_tensor_value_info(entered, TensorProto.FLOAT, entered_shape)],
            [helper.make_tensor_value_info(n, TensorProto.FLOAT, left[n]) for n in left],
            self._constants,
        )
        versions = [helper.make_opsetid(*version) for version in _VERSIONS]
        model = helper.make_model(graph, opset_imports=versions, ir_version=_FORMAT)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        return onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
