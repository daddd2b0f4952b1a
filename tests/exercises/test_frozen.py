"""Frozen data that is made quickly is what frozen dataclasses are in every other respect."""

from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace

import pytest

from exercises.frozen import changed, frozen, once

ASKED = []


@frozen
class Strip:
    """Cells in a row."""

    n: int
    name: str = "input"

    def __post_init__(self):
        if self.n < 1:
            raise ValueError(self.n)

    @once
    def doubled(self):
        """Twice as many."""
        ASKED.append(self.n)
        return 2 * self.n


def test_it_is_made_by_position_by_name_and_with_defaults():
    assert Strip(3) == Strip(n=3, name="input") != Strip(3, "other")
    assert repr(Strip(3)) == "Strip(n=3, name='input')"


def test_it_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        Strip(3).n = 4


def test_it_is_hashed_replaced_and_taken_apart_as_ever():
    assert len({Strip(3), Strip(3), Strip(4)}) == 2
    assert replace(Strip(3), n=5) == Strip(5)
    assert asdict(Strip(3)) == {"n": 3, "name": "input"}
    assert [one.name for one in fields(Strip)] == ["n", "name"]


def test_what_is_checked_afterwards_is_still_checked():
    with pytest.raises(ValueError, match="0"):
        Strip(0)


def test_a_missing_or_strange_argument_is_an_error():
    with pytest.raises(TypeError):
        Strip()
    with pytest.raises(TypeError):
        Strip(3, colour="red")


def test_a_factory_is_refused_when_the_class_is_made():
    def make():
        @frozen
        class Listed:
            cells: list = field(default_factory=list)

        return Listed

    with pytest.raises(TypeError, match="cells has a factory"):
        make()


def test_a_value_is_worked_out_once_and_is_no_part_of_equality():
    ASKED.clear()
    strip = Strip(3)
    assert (strip.doubled, strip.doubled) == (6, 6)
    assert ASKED == [3]
    assert strip == Strip(3)
    assert Strip.doubled.__doc__ == "Twice as many."


def test_a_value_that_fails_is_worked_out_anew():
    @dataclass(frozen=True)
    class Late:
        ready: list

        @once
        def first(self):
            return self.ready[0]

    late = Late([])
    with pytest.raises(IndexError):
        _ = late.first
    late.ready.append(7)
    assert late.first == 7


def test_it_is_changed_in_some_parts_as_replaced_and_checked_again():
    strip = Strip(3, "other")
    assert strip.doubled == 6
    assert changed(strip, n=4) == replace(strip, n=4) == Strip(4, "other")
    assert changed(strip, n=4).doubled == 8
    with pytest.raises(ValueError, match="0"):
        changed(strip, n=0)


def test_a_hash_that_is_kept_is_that_of_equal_data():
    strip = Strip(3)
    assert hash(strip) == hash(strip) == hash(Strip(3)) == hash(changed(Strip(4), n=3))
    assert asdict(strip) == {"n": 3, "name": "input"}
    assert strip == Strip(3)


def test_a_part_that_it_does_not_have_cannot_be_changed():
    assert changed(Strip(3), n=5) == Strip(5)
    with pytest.raises(TypeError, match="colour"):
        changed(Strip(3), colour="red")
    with pytest.raises(TypeError, match="doubled"):  # which is worked out, and kept beside the parts
        changed(Strip(3), doubled=7)
