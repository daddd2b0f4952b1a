"""Stored numbers come back as the types that a kind's fields declare, and nothing else comes through."""

import json
from dataclasses import dataclass
from math import inf, nan
from typing import Any

import pytest

from exercises.engine.conventions import Impossible
from exercises.kinds import catalogue
from exercises.kinds.layer_chain import LayerChain
from exercises.kinds.network_table import NetworkTable
from exercises.kinds.output_shape import OutputShape
from exercises.kinds.output_size import OutputSize
from exercises.kinds.same_pads import SamePads
from exercises.stored import as_declared

SIZE = {"n": 9, "kernel": 3, "stride": 2, "padding": 0, "boxes": False}
SHAPE = {"height": 9, "width": 8, "kernel": [3, 3], "stride": [1, 2], "padding": [0, 1]}
CHAIN = {"n": 32, "layers": [["conv", 5, 1, 0], ["pool", 2, 2, 0]], "most": False}
TABLE = {"given": [1, 28, 28], "layers": [["conv", 6, 5, 1, 0], ["flatten"], ["dense", 10]], "counts": True}
PADS = {"n": 7, "kernel": 3, "stride": 2, "side": "upper"}


def test_lists_become_tuples_at_any_depth():
    assert NetworkTable.restore(TABLE).layers == (("conv", 6, 5, 1, 0), ("flatten",), ("dense", 10))
    assert LayerChain.restore(CHAIN).layers == (("conv", 5, 1, 0), ("pool", 2, 2, 0))


@pytest.mark.parametrize(
    ("kind", "given"), [(OutputSize, SIZE), (OutputShape, SHAPE), (LayerChain, CHAIN), (NetworkTable, TABLE)]
)
def test_a_whole_number_with_a_point_is_that_number(kind, given):
    pointed = json.loads(json.dumps(given), parse_int=float)
    assert repr(kind.restore(pointed)) == repr(kind.restore(given))


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        (OutputSize, {**SIZE, "n": 9.5}, "n is 9.5; write a whole number, such as 9"),
        (OutputSize, {**SIZE, "n": True}, "n is True; write a whole number, such as 1"),
        (OutputSize, {**SIZE, "n": "9"}, "n is '9'; write a whole number, such as 9"),
        (OutputSize, {**SIZE, "n": "nine"}, "n is 'nine'; write a whole number, such as 0"),
        (OutputSize, {**SIZE, "n": None}, "n is None; write a whole number, such as 0"),
        (OutputSize, {**SIZE, "n": nan}, "n is nan; write a whole number"),
        (OutputSize, {**SIZE, "n": -inf}, "n is -inf; write a whole number"),
        (OutputSize, {**SIZE, "n": [9]}, "n is [9]; write a whole number"),
        (OutputSize, {**SIZE, "boxes": 1}, "boxes is 1; write true or false"),
        (SamePads, {**PADS, "side": 1}, "side is 1; write a text in quotes"),
        (OutputShape, {**SHAPE, "kernel": 3}, "kernel is 3; write a list, such as [1, 2]"),
        (OutputShape, {**SHAPE, "kernel": "33"}, "kernel is '33'; write a list"),
        (OutputShape, {**SHAPE, "kernel": [3, 3, 3]}, "kernel is [3, 3, 3]; write 2 entries, not 3"),
        (OutputShape, {**SHAPE, "stride": [1, 2.5]}, "stride[1] is 2.5; write a whole number, such as 2"),
        (LayerChain, {**CHAIN, "layers": [["conv", 5, 1]]}, "layers[0] is ['conv', 5, 1]; write 4 entries, not 3"),
        (LayerChain, {**CHAIN, "layers": [["conv", 5, 1, 0.5]]}, "layers[0][3] is 0.5; write a whole number"),
        (LayerChain, {**CHAIN, "layers": [[5, 5, 1, 0]]}, "layers[0][0] is 5; write a text in quotes"),
        (NetworkTable, {**TABLE, "layers": [["dense", True]]}, "layers[0][1] is True; write a whole number"),
        (NetworkTable, {**TABLE, "layers": [["dense", 1.5]]}, "layers[0][1] is 1.5; write a whole number"),
        (NetworkTable, {**TABLE, "layers": [["dense", None]]}, "layers[0][1] is None; write a whole number"),
    ],
)
def test_another_type_is_refused_at_its_place(kind, given, said):
    with pytest.raises(Impossible) as refused:
        kind.restore(given)
    assert str(refused.value).startswith(said)


def test_a_name_that_no_field_has_is_an_error_as_ever():
    with pytest.raises(TypeError, match="colour"):
        OutputSize.restore({**SIZE, "colour": 3})


def test_every_kind_declares_what_can_be_read_back():
    for kind in catalogue().values():
        as_declared(kind, {})


def test_a_field_of_another_type_is_an_error_for_whoever_writes_the_kind():
    @dataclass(frozen=True)
    class Odd:
        """A field that no JSON holds."""

        share: Any
        weight: float

    with pytest.raises(TypeError, match=r"int, bool, str or tuples of these, and not as <class 'float'>"):
        as_declared(Odd, {"share": 1})
