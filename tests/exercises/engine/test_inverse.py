"""Working backwards, against numbers worked out by hand and against trying everything."""

from dataclasses import replace
from itertools import product

import pytest

from exercises.engine.inverse import SETTINGS, all_settings, setting, settings_for, size_with
from exercises.engine.sizes import Axis


@pytest.mark.parametrize(
    ("name", "axes", "values"),
    [
        ("kernel", [Axis(7, 3, 2)], [2, 3]),
        ("kernel", [Axis(7, 3, 2), Axis(8, 3, 2)], [3]),
        ("stride", [Axis(23, 3, 4)], [4]),
        ("stride", [Axis(9, 3, 6)], [4, 5, 6]),
        ("padding", [Axis(9, 5, 2, 2, 2)], [2]),
        ("n", [Axis(7, 3, 1)], [7]),
        ("n", [Axis(7, 3, 2)], [7, 8]),
    ],
)
def test_all_the_settings_that_keep_an_output(name, axes, values):
    assert list(settings_for(name, axes)) == values


@pytest.mark.parametrize("name", SETTINGS)
def test_the_range_is_what_trying_every_value_finds(name):
    for n, k, s, p, d in product((5, 8, 13), (1, 2, 4), (1, 2, 3, 5), (0, 1, 2), (1, 2)):
        axis = Axis.symmetric(n, k, s, p, d)
        if not axis.fits or p >= axis.extent:
            continue
        most = axis.span + 1 if name == "stride" else 60
        tried = [with_setting(axis, name, value) for value in range(0 if name == "padding" else 1, most + 1)]
        found = [setting(one, name) for one in tried if one.fits and one.out == axis.out]
        assert list(settings_for(name, [axis])) == found
        sizes = [one.out if one.fits else 0 for one in tried]
        assert [size_with(axis, name, setting(one, name)) for one in tried] == sizes


def with_setting(axis, name, value):
    return replace(axis, **({"begin": value, "end": value} if name == "padding" else {name: value}))


def test_all_settings_of_a_box_are_found():
    box = [(2, 3), (1, 2), (0, 1)]
    assert all_settings(5, 3, box) == [(2, 2, 1), (3, 1, 0), (3, 2, 1)]
    assert all_settings(5, 9, box) == []
    assert all_settings(1, 1, [(3,), (1, 2), (0, 1)]) == [(3, 1, 1), (3, 2, 1)]
