"""Networks as pictures: strips, two strips and branches, in the picture's data and in a terminal."""

import pytest

from exercises.networks import note_of, numbered, said_of, short_note_of, title_of
from exercises.pictures import Picture, as_text
from exercises.solutions.strips import branches_panel, network_panel, two_strips
from exercises.text import T

LAYERS = (("conv", 6, 5, 1, 2), ("pool", 2, 2, 0), ("global",), ("flatten",), ("dense", 10))


@pytest.mark.parametrize(
    ("layer", "title", "note", "said"),
    [
        (("conv", 6, 5, 1, 0), "conv 5 × 5", "6 filters", "6 filters of 5 × 5"),
        (("conv", 1, 3, 2, 1), "conv 3 × 3", "1 filter, s=2, p=1", "1 filter of 3 × 3, stride 2, padding 1"),
        (("pool", 3, 1, 0), "max pool 3 × 3", "s=1", "max pooling, window 3 × 3, stride 1"),
        (("global",), "global pool", "", "global average pooling"),
        (("flatten",), "flatten", "", "flattening"),
        (("dense", 10), "dense", "10 outputs", "dense layer with 10 outputs"),
    ],
)
def test_a_layer_is_named_in_its_block_and_in_a_sentence(layer, title, note, said):
    assert (title_of(layer), note_of(layer), str(said_of(layer))) == (title, note, said)


def test_a_narrow_block_has_a_shorter_note():
    assert short_note_of(("conv", 128, 3, 2, 1)) == "128 s=2 p=1"


def test_layers_are_numbered_in_a_prompt():
    assert str(numbered(LAYERS[:2])) == ("(1) 6 filters of 5 × 5, padding 2;\n(2) max pooling, window 2 × 2, stride 2")


def test_a_strip_is_read_from_top_to_bottom_in_a_terminal():
    panel = network_panel(T("the network"), (1, 28, 28), LAYERS)
    assert as_text(Picture((panel,), T("A network."))).splitlines() == [
        "the network:",
        "  [input] [1 × 28 × 28]",
        "  [1: conv 5 × 5, 6 filters, p=2] [·]",
        "  [2: max pool 2 × 2, s=2] [·]",
        "  [3: global pool] [·]",
        "  [4: flatten] [·]",
        "  [5: dense, 10 outputs] [·]",
    ]


@pytest.mark.parametrize(
    "panel",
    [
        network_panel(T("one"), (1, 28, 28), LAYERS),
        two_strips(T("two"), (1, 28, 28), LAYERS, LAYERS),
        two_strips(T("two"), (1, 28, 28), LAYERS, LAYERS, room=True),
        branches_panel(T("branches"), (8, 9, 9), (LAYERS[:1], LAYERS[:2], LAYERS[:1], LAYERS[1:2])),
    ],
)
def test_no_block_lies_on_another_or_outside_of_its_drawing(panel):
    for cell in panel.cells:
        assert 0 <= cell.x <= cell.x + cell.width <= panel.width + 1e-9
        assert 0 <= cell.y <= cell.y + cell.height <= panel.height + 1e-9
    for one in panel.cells:
        for other in panel.cells:
            assert one is other or not _overlap(one, other)


@pytest.mark.parametrize("room", [False, True])
def test_arrows_of_a_strip_lead_from_one_block_to_the_next(room):
    panel = two_strips(T("two"), (1, 28, 28), LAYERS, LAYERS, room)
    assert len(panel.arrows) == 2 * len(LAYERS)
    ends = {round(cell.y + cell.height, 6) for cell in panel.cells}
    starts = {round(cell.y, 6) for cell in panel.cells}
    for arrow in panel.arrows:
        (_, top), (_, bottom) = arrow.points
        assert round(top, 6) in ends
        assert round(bottom, 6) in starts


def _overlap(one, other):
    apart = one.x + one.width <= other.x + 1e-9 or other.x + other.width <= one.x + 1e-9
    return not apart and one.y + one.height > other.y + 1e-9 and other.y + other.height > one.y + 1e-9
