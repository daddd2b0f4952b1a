"""Where a network stops: a wrong number of channels, a wrong flattened size, and a pooling that should round up."""

from collections import Counter
from random import Random

import pytest

from exercises.broken import Broken, note_with_reads, reads_of, said_with_reads, shapes_through
from exercises.diagnosis import check
from exercises.engine.layers import Conv, Dense
from exercises.engine.stack import layer_of
from exercises.fault_sketches import FIRST_UP, REPAIRS, Sketch
from exercises.kinds.first_failure import FirstFailure
from exercises.solutions.faults import reason

POOL = ("pool", 2, 2, 0)
CONVS = (("conv", 6, 5, 1, 0), POOL, ("conv", 16, 5, 1, 0), POOL)
# 1x32x32: 6x28x28, 6x14x14; layer 3 was made for 3 channels
CHANNELS = FirstFailure(
    (1, 32, 32),
    CONVS,
    (1, 0, 3, 0),
    ((1, CONVS[0], 6), (3, CONVS[2], 16), (3, CONVS[2], 6), (3, CONVS[2], 12)),
)  # 3; C
# 16x5x5 is 400 flattened; layer 6 was made for 25
FLAT = FirstFailure(
    (1, 32, 32),
    (*CONVS, ("flatten",), ("dense", 120), ("dense", 10)),
    (1, 0, 6, 0, 0, 25, 120),
    ((6, ("dense", 120), 1600), (6, ("dense", 120), 16), (7, ("dense", 10), 400), (6, ("dense", 120), 400)),
)  # 6; D
SMALL = FirstFailure(
    (3, 15, 15),
    (
        ("conv", 4, 3, 1, 0),
        ("pool", 2, 2, 0),
        ("conv", 8, 3, 1, 0),
        ("pool", 3, 2, 0),
        ("conv", 6, 2, 1, 0),
        ("global",),
        ("flatten",),
        ("dense", 10),
    ),
    (3, 0, 4, 0, 8, 0, 0, 6),
    (
        (2, ("pool", 3, 2, 0), 0),
        (4, ("ceil", 3, 2, 0), 0),
        (2, ("pool", 2, 3, 0), 0),
        (4, ("pool", 4, 2, 0), 0),
    ),
)  # 13, 6, 4, 1: kernel 2 does not fit; with ceil mode in layer 4: (4 - 3) / 2 rounded up + 1 = 2. 5; B


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(("question", "answer"), [(CHANNELS, (3, "C")), (FLAT, (6, "D")), (SMALL, (5, "B"))])
def test_the_layer_and_the_repair_are_those_worked_out_by_hand(question, answer):
    assert question.solve() == answer


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (CHANNELS, "2; C", "fault-blamed-early", "Layer 2 still works: it makes 6 × 14 × 14."),
        (CHANNELS, "3; B", "repair-elsewhere", "With repair B layer 3 gets 6 × 14 × 14 and does not fit."),
        (CHANNELS, "3; A", "repair-elsewhere", "With repair A layer 1 gets 1 × 32 × 32 and does not fit."),
        (CHANNELS, "1; C", "fault-misplaced", "Layer 1 works: it gets 1 × 32 × 32 and makes 6 × 28 × 28."),
        (CHANNELS, "4; C", "fault-misplaced", "The network stops before it comes to layer 4."),
        (CHANNELS, "9; C", "", ""),
        (FLAT, "6; A", "repair-elsewhere", "With repair A layer 6 gets 400 and does not fit."),
        (FLAT, "7; D", "fault-misplaced", "before it comes to layer 7"),
        (SMALL, "4; B", "fault-blamed-early", "Layer 4 still works: it makes 8 × 1 × 1."),
        (SMALL, "5; A", "repair-elsewhere", ""),
    ],
)
def test_a_student_reads_what_is_true_of_the_layer_or_the_repair(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_one_layer_fails_first_and_one_repair_alone_mends_all(level):
    for seed in range(80):
        question = FirstFailure.generate(Random(seed), level)
        broken = Broken(question.given, question.layers, question.reads)
        stop, key = question.solve()
        assert 2 <= stop <= len(question.layers)
        assert len(broken.shapes) == stop - 1
        works = [broken.mends(repair) for repair in question.repairs]
        assert works.count(True) == 1
        assert works["ABCD".index(key)]


def test_the_levels_bring_channels_then_flattened_sizes_then_ceil_mode():
    for seed in range(60):
        easy, middle, hard = (FirstFailure.generate(Random(seed), level) for level in (1, 2, 3))
        assert easy.layers[easy.solve()[0] - 1][0] == "conv"
        assert middle.layers[middle.solve()[0] - 1][0] == "dense"
        assert any(layer[0] == "ceil" for _, layer, _ in hard.repairs)


def test_the_place_of_the_repair_is_spread_over_the_letters():
    letters = [FirstFailure.generate(Random(seed), 2).solve()[1] for seed in range(120)]
    assert all(letters.count(letter) > 12 for letter in "ABCD")


def test_networks_that_must_round_up_differ_in_what_they_end_with_and_in_what_mends_them():
    ends, mends = Counter(), Counter()
    for seed in range(400):
        question = FirstFailure.generate(Random(seed), 3)
        ends[("global",) in question.layers] += 1
        number, layer, _ = question.repairs["ABCD".index(question.solve()[1])]
        mends[layer[0] if layer[0] != "ceil" else ("ceil", number)] += 1
    assert min(ends.values()) > 120
    # Nobody gains by guessing: each of the four repairs mends a quarter.
    assert set(mends) == {"conv", "pool", ("ceil", 2), ("ceil", 4)}
    assert all(70 < times < 130 for times in mends.values())


def test_no_window_that_is_too_long_is_asked_to_round_up():
    """There PyTorch makes one cell out of two with a window of three, and others do not."""
    for seed in range(400):
        question = FirstFailure.generate(Random(seed), 3)
        broken = Broken(question.given, question.layers, question.reads)
        for number, layer, _ in question.repairs:
            assert layer[0] != "ceil" or broken.before(number)[1] >= layer[1]


def test_a_sketch_tells_the_sizes_with_each_repair():
    conv, pool, last = layer_of(3, 1, 0), layer_of(2, 2, 0), layer_of(3, 2, 0)
    wide, third = (3, layer_of(3, 1, 1)), (4, layer_of(4, 2, 0))
    # 15: 13, 6, 4, 1. Rounding up: 13, 7, 5, 2, or 13, 6, 4, 2. Padding 1 in layer 3: 13, 6, 6, 2. A window of 4: 1.
    sketch = Sketch(15, (conv, pool, conv, last), wide, third)
    assert (sketch.sizes, sketch.mended) == ((13, 6, 4, 1), (2, 2, 2, 1))
    assert not any(sketch.leaves_more(repair) or sketch.makes(repair) for repair in REPAIRS)
    # 12: 10, 5, 3, 1. Neither pooling leaves anything over. With padding 1 in layer 3: 10, 5, 5, 2. 4 cells in 3: none.
    alone = Sketch(12, (conv, pool, conv, last), wide, third)
    assert alone.mended == (1, 1, 2, 0)
    assert [alone.leaves_more(repair) for repair in REPAIRS] == [False, False, True, False]
    assert [alone.makes(repair) for repair in REPAIRS] == [False, False, True, False]
    # 13: 11, 5, 3, 2. Only the first leaves a cell over: 11, 6, 4, 3, since the second moves by single cells.
    first = Sketch(13, (conv, pool, conv, layer_of(2, 1, 0)), (1, layer_of(3, 1, 1)), (2, layer_of(2, 1, 0)))
    assert first.mended == (3, 2, 3, 7)
    assert not first.makes(FIRST_UP)
    assert Sketch(13, first.chain, wide, (2, layer_of(2, 1, 0))).mended == (3, 2, 4, 7)
    assert Sketch(13, first.chain, wide, (2, layer_of(2, 1, 0))).makes(FIRST_UP)
    assert not Sketch(7, (conv, pool, conv, last), wide, third).fits


def test_layers_say_what_they_read():
    assert note_with_reads(("conv", 16, 5, 1, 2), 6) == "6 → 16, p=2"
    assert note_with_reads(("dense", 10), 84) == "84 → 10"
    assert note_with_reads(POOL, 0) == "s=2"
    assert str(said_with_reads(("conv", 16, 5, 1, 0), 1)) == "16 filters of 5 × 5, for 1 channel"
    assert str(said_with_reads(("dense", 10), 1)) == "dense layer with 10 outputs, for 1 feature"
    assert str(said_with_reads(("ceil", 3, 2, 0), 0)) == "max pooling, window 3 × 3, stride 2, ceil mode"
    assert reads_of(shapes_through((1, 32, 32), FLAT.layers), FLAT.layers) == (1, 0, 6, 0, 0, 400, 120)


def test_the_edge_where_it_stops_is_framed_and_the_repair_shown_below_what_was_there():
    steps = {step.key: step for step in FLAT.explain().steps}
    assert [frame.role for frame in steps["fault"].frames] == ["slip"]
    assert str(steps["fault"].sentence) == "Layer 6 stops: it reads 25 features, and 400 come in."
    small = {step.key: str(step.sentence) for step in SMALL.explain().steps}
    assert small["fault"] == "Layer 5 stops: its window of 2 does not fit into maps of 1 × 1."

    assert [cell.text for cell in steps["repair"].cells] == ["120", "10"]
    assert str(steps["repair"].sentence) == "With repair D layer 6 gets 400 and can work on it."


@pytest.mark.parametrize(
    ("unit", "before", "said"),
    [
        (Conv(8, 3, channels=1), (24, 9, 9), "Layer 3 stops: it reads 1 channel, and 24 come in."),
        (Conv(8, 3, channels=6), (1, 9, 9), "Layer 3 stops: it reads 6 channels, and 1 comes in."),
        (Dense(8, inputs=1), (25,), "Layer 3 stops: it reads 1 feature, and 25 come in."),
        (Dense(8, inputs=4), (1,), "Layer 3 stops: it reads 4 features, and 1 comes in."),
    ],
)
def test_one_channel_is_not_spoken_of_as_many(unit, before, said):
    assert str(reason(3, unit, before)) == said


def test_the_picture_numbers_the_layers_and_shows_no_shape_but_the_inputs():
    (panel,) = CHANNELS.picture().panels
    assert [cell.text for cell in panel.cells if cell.x == 0] == [
        "input",
        "1: conv 5 × 5",
        "2: max pool 2 × 2",
        "3: conv 5 × 5",
        "4: max pool 2 × 2",
    ]
    assert [cell.text for cell in panel.cells if cell.x > 0] == ["1 × 32 × 32", "", "", "", ""]
