"""`make oracle`: whole random networks with branches, built once more from ONNX nodes and run by onnxruntime.

The witness gives the shape of every row. Weights are made for the channels and features that the engine says come in,
so that onnxruntime refuses the network where the engine is wrong about them; their sizes are the parameters.

Heights and widths are left open: where they are given, onnxruntime 1.31 foretells shapes by a rule for ceil mode that
does not clip (6 cells, window 2, stride 3: it foretells 3 and then makes 2) and refuses networks that work.
"""

import os
from dataclasses import dataclass, field
from random import Random

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from exercises.engine.conventions import Impossible, Rounding
from exercises.engine.layers import Conv, Dense, Flatten, GlobalPool, Norm, Pool
from exercises.engine.network import Added, Branches, table

NETWORKS = int(os.environ.get("ORACLE_CASES", "4000")) // 20


@dataclass
class Graph:
    """Nodes and weights so far; `learnt` counts the numbers that are learnt."""

    nodes: list = field(default_factory=list)
    weights: list = field(default_factory=list)
    learnt: int = 0

    def add(self, operator, inputs, **attributes):
        name = f"v{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [name], **attributes))
        return name

    def weight(self, *shape, learnt=True):
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.zeros(shape, np.float32), name))
        self.learnt += int(np.prod(shape)) * learnt
        return name

    def way(self, units, at, shape):
        for unit in units:
            at = self.unit(unit, at, shape)
            shape = unit.on(shape)
        return at

    def unit(self, unit, at, shape):
        if isinstance(unit, Conv):
            weights = [self.weight(unit.filters, shape[0] // unit.groups, unit.kernel, unit.kernel)]
            weights += [self.weight(unit.filters)] if unit.bias else []
            window = {"kernel_shape": [unit.kernel] * 2, "strides": [unit.stride] * 2, "pads": [unit.padding] * 4}
            return self.add("Conv", [at, *weights], group=unit.groups, **window)
        if isinstance(unit, Pool):
            window = {"kernel_shape": [unit.kernel] * 2, "strides": [unit.stride] * 2, "pads": [unit.padding] * 4}
            return self.add("MaxPool", [at], ceil_mode=int(unit.rounding is not Rounding.FLOOR), **window)
        if isinstance(unit, Norm):
            learnt = [self.weight(shape[0]), self.weight(shape[0])]
            measured = [self.weight(shape[0], learnt=False), self.weight(shape[0], learnt=False)]
            return self.add("BatchNormalization", [at, *learnt, *measured])
        if isinstance(unit, Dense):
            weights = [self.weight(shape[0], unit.outputs)]
            weights += [self.weight(unit.outputs)] if unit.bias else []
            return self.add("Gemm", [at, *weights])
        if isinstance(unit, Branches | Added):
            ends = [self.way(way, at, shape) for way in unit.ways]
            return self.add("Concat", ends, axis=1) if isinstance(unit, Branches) else self.add("Sum", ends)
        return self.add({GlobalPool: "GlobalAveragePool", Flatten: "Flatten"}[type(unit)], [at])

    def shape_of(self, name, given):
        """What comes out at this node, without the batch."""
        values = [
            helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", given[0], "h", "w"]),
            helper.make_tensor_value_info(name, TensorProto.FLOAT, None),
        ]
        graph = helper.make_graph(self.nodes, "witness", values[:1], values[1:], self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
        session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
        (made,) = session.run([name], {"x": np.zeros((1, *given), np.float32)})
        return made.shape[1:]


def way_of(rng, deep):
    return tuple(unit_of(rng, deep) for _ in range(rng.randint(1, 3)))


def unit_of(rng, deep):
    kind = rng.random()
    if kind < 0.5:
        kernel = rng.randint(1, 5)
        groups = rng.choice([1, 1, 1, 2])
        sizes = (kernel, rng.choice([1, 1, 2]), rng.randint(0, kernel - 1))
        return Conv(groups * rng.randint(1, 4), *sizes, groups, rng.random() < 0.7)
    if kind < 0.7:
        kernel = rng.randint(2, 4)
        rounding = rng.choice([Rounding.FLOOR, Rounding.CEIL_CLIP])
        return Pool(kernel, rng.randint(1, 3), rng.randint(0, kernel // 2), rounding)
    if kind < 0.8 or deep:
        return Norm()
    # ways that keep the size, so that they can be put together
    kept = [(Conv(rng.randint(1, 4), k, 1, (k - 1) // 2), Norm()) for k in rng.sample([1, 3, 5], 2)]
    if rng.random() < 0.6:
        return Branches((*kept, (Pool(3, 1, 1),), ()))
    filters = rng.randint(1, 4)
    return Added(((Conv(filters, 3, 1, 1),), (Conv(filters, 1, bias=False), Norm())))


def test_onnxruntime_agrees_on_shapes_and_parameters_of_whole_networks(record_property):
    rng, tried, rows = Random(20261121), 0, 0
    while tried < NETWORKS:
        given = (rng.choice([2, 4]), rng.randint(8, 20), rng.randint(8, 20))
        units = [*way_of(rng, False), *way_of(rng, False)]
        units += rng.choice([[], [Flatten(), Dense(7), Dense(3, bias=False)], [GlobalPool(), Flatten(), Dense(5)]])
        try:
            ours = table(given, units)
        except Impossible:
            continue
        tried += 1
        graph, at, shape = Graph(), "x", given
        for unit, row in zip(units, ours, strict=True):
            before = graph.learnt
            at = graph.unit(unit, at, shape)
            assert graph.learnt - before == row.parameters, unit
            shape = row.shape
            assert graph.shape_of(at, given) == row.shape, (given, units)
            rows += 1
    record_property("oracle", f"networks: {tried} compared with onnxruntime, {rows} rows, none differed")
