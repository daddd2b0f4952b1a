"""Blocks, notes and arrows of networks in the one family of SVG templates."""

from exercises.pictures import Arrow, Cell, Panel, Picture, Role
from exercises.text import T
from grader.api.drawing import svg_of
from grader.pages.templatetags.stridewise import lettering

BLOCK = Cell(0, 0, "conv 5 × 5", Role.WEIGHT, "network", 4, 1.1, "6 filters")


def drawn(*cells, arrows=()):
    return svg_of(Picture((Panel("network", T("a network"), 8, 3, cells, arrows=arrows),), T("A network.")))


def test_a_block_is_as_wide_as_it_says_and_has_its_note_below_its_text():
    svg = drawn(BLOCK)
    assert '<rect class="cell weight" x="0" y="0" width="160" height="44"/>' in svg
    assert '<text class="weight block" x="80" y="22" dy="-9">conv 5 × 5</text>' in svg
    assert '<text class="note" x="80" y="22" dy="9">6 filters</text>' in svg


def test_a_square_keeps_its_place_and_size():
    svg = drawn(Cell(2, 1, "-3"))
    assert '<rect class="cell input" x="80" y="40" width="40" height="40"/>' in svg
    assert '<text class="input " x="100" y="60">−3</text>' in svg


def test_an_arrow_goes_through_its_points_and_has_a_head():
    svg = drawn(BLOCK, arrows=(Arrow(((1, 1.1), (1, 1.5))),))
    assert 'd="M40 44 40 60 " marker-end="url(#head)"' in svg
    assert '<marker id="head"' in svg


def test_long_words_in_a_block_are_set_smaller():
    assert lettering(Cell(0, 0, "10 × 14 × 14", width=4)) == "block"
    assert lettering(Cell(0, 0, "10 × 14 × 14 · 4010", width=4)) == "long"
    assert [lettering(Cell(0, 0, text)) for text in ("12", "123", "1234")] == ["", "wide", "long"]
