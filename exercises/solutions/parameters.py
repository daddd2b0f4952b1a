"""The steps of counting parameters: one filter first, then all of them."""

from collections.abc import Iterator
from math import prod

from exercises.engine.cost import Filters, batch_norm_parameters, dense_parameters
from exercises.question import Step
from exercises.solutions.counting import filter_step
from exercises.text import T


def conv_steps(conv: Filters) -> Iterator[Step]:
    """Steps `filter`, `answer`."""
    yield filter_step(conv)
    yield _all(conv, "answer")


def _all(conv: Filters, key: str) -> Step:
    values = {"o": conv.filters, "total": conv.parameters, "each": conv.taps + 1}
    if not conv.bias:
        said = T("%(o)s filters without a bias make %(total)s parameters.", **values)
        return Step(key, said, rf"{conv.filters} \cdot {conv.taps} = {conv.parameters}")
    said = T("With its bias a filter has %(each)s, and %(o)s filters have %(total)s parameters.", **values)
    return Step(key, said, rf"{conv.filters} \cdot ({conv.taps} + 1) = {conv.parameters}")


def separable_steps(depthwise: Filters, pointwise: Filters) -> Iterator[Step]:
    """Steps `depthwise`, `pointwise`, `answer`."""
    for key, part in (("depthwise", depthwise), ("pointwise", pointwise)):
        said = T("Depthwise: %(o)s filters with 1 slice each.", o=part.filters)
        if key == "pointwise":
            said = T("1 × 1: %(o)s filters with %(n)s weights each.", o=part.filters, n=part.taps)
        each = f"({part.taps} + 1)" if part.bias else str(part.taps)
        yield Step(key, said, rf"{part.filters} \cdot {each} = {part.parameters}")
    total = depthwise.parameters + pointwise.parameters
    said = T("Together they learn %(total)s parameters.", total=total)
    yield Step("answer", said, f"{depthwise.parameters} + {pointwise.parameters} = {total}")


def normed_steps(conv: Filters) -> Iterator[Step]:
    """Steps `filter`, `conv`, `norm`, `answer`."""
    yield filter_step(conv)
    yield _all(conv, "conv")
    norm = batch_norm_parameters(conv.filters)
    said = T("Batch normalisation learns a scale and a shift for each of the %(o)s channels.", o=conv.filters)
    yield Step("norm", said, rf"2 \cdot {conv.filters} = {norm}")
    total = conv.parameters + norm
    yield Step("answer", T("Together they learn %(n)s parameters.", n=total), f"{conv.parameters} + {norm} = {total}")


def dense_steps(shape: tuple[int, int, int], outputs: int) -> Iterator[Step]:
    """Steps `inputs`, `answer`."""
    inputs = prod(shape)
    flat = T("Flattened, the map is a list of %(n)s numbers.", n=inputs)
    yield Step("inputs", flat, rf"{shape[0]} \cdot {shape[1]} \cdot {shape[2]} = {inputs}")
    total = dense_parameters(inputs, outputs)
    said = T("Each of the %(o)s outputs has a weight for each of them, and a bias: %(total)s.", o=outputs, total=total)
    yield Step("answer", said, rf"{outputs} \cdot ({inputs} + 1) = {total}")
