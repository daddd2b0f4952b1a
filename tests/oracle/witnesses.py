"""onnxruntime as a witness: one session per configuration, with sizes left open so that it serves many cases.

`onnx.reference` is never asked: version 1.23.2 is wrong on pooling with unequal pads and on ceil_mode.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import onnxruntime
from onnx import TensorProto, helper

OPSET = 21
onnxruntime.set_default_logger_severity(3)


@dataclass(frozen=True)
class Node:
    """One ONNX node on (N, C, H, W); `inputs` are X, and for Conv also W and B; with `places` it also gives Z."""

    operator: str
    inputs: tuple[str, ...]
    attributes: dict[str, Any]
    places: bool = False


def session_of(node: Node) -> onnxruntime.InferenceSession:
    """A ready session; every dimension of every input is open."""
    ranks = {"X": 4, "W": 4, "B": 1}
    given = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [f"{name}{i}" for i in range(ranks[name])])
        for name in node.inputs
    ]
    kinds = {"Y": TensorProto.FLOAT} | ({"Z": TensorProto.INT64} if node.places else {})
    out = [helper.make_tensor_value_info(name, kind, ["y0", "y1", "y2", "y3"]) for name, kind in kinds.items()]
    made = helper.make_node(node.operator, list(node.inputs), list(kinds), **node.attributes)
    graph = helper.make_graph([made], "witness", given, out)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def run(session: onnxruntime.InferenceSession, **arrays: np.ndarray) -> np.ndarray:
    """What onnxruntime computes in float32; all numbers here are whole and small enough to be exact."""
    return run_all(session, **arrays)[0]


def run_all(session: onnxruntime.InferenceSession, **arrays: np.ndarray) -> list[np.ndarray]:
    """All outputs of the node."""
    return session.run(None, {name: array.astype(np.float32) for name, array in arrays.items()})
