"""Finding the slip in a worked solution: what each template should say, and what is said to those who miss it."""

import re
from collections import Counter
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from exercises.derivations import DERIVATIONS, lines_of
from exercises.diagnosis import check
from exercises.engine.conv import correlate
from exercises.engine.sizes import Axis, same_axis, same_pads
from exercises.engine.windows import padded
from exercises.kinds.find_slip import FindSlip
from exercises.question import LEVELS
from exercises.slips import SLIPS
from exercises.solutions.slips_found import WHY
from exercises.text import plain

SIZE = FindSlip("size", (12, 3, 2, 2), "padding-once")  # 16, 13, 6, 7; it says 14, 11, 5, 6
CEILED = FindSlip("size", (6, 3, 2, 0), "rounded-up")
NOTES = FindSlip("sum", (2, 3, 3, 5, 3, 8, 3, 2, 8, *(1, 0, -1) * 3, 2), "sign-slip")
ROWS = FindSlip("sum", (*NOTES.numbers[:18], 0), "sign-slip")
SKIPPING = FindSlip("starts", (7, 3, 2), "skipped-stride")
BATCH = FindSlip("memory", (228, 3, 100, 100, 6, 1_590_000_000), "misprinted")
NUMBER = re.compile(r"\(?[-−]?\d+(?:\.\d+)?\)?")


def typed(question, text):
    return check(question, question.answer.read(text))


def values(template, numbers, slip=""):
    return [line.value for line in lines_of(template, numbers, slip)]


@pytest.mark.parametrize(
    ("template", "numbers", "slip", "right", "shown"),
    [
        ("size", (12, 3, 2, 2), "padding-once", [16, 13, 6, 7], [14, 11, 5, 6]),
        ("size", (5, 3, 1, 1), "padding-ignored", [7, 4, 4, 5], [5, 2, 2, 3]),
        ("size", (6, 3, 2, 0), "rounded-up", [6, 3, 1, 2], [6, 3, 2, 3]),
        ("size", (8, 3, 3, 0), "one-before-dividing", [8, 5, 1, 2], [8, 5, 2, 3]),
        ("size", (7, 3, 2, 0), "skipped-stride", [7, 4, 2, 3], [7, 4, 1, 2]),
        ("size", (11, 3, 1, 1), "window-too-long", [13, 10, 10, 11], [13, 11, 11, 12]),
        ("border", (8, 3, 1, 5), "padding-once", [8, 2, 4, 20], [7, 2, 4, 20]),
        ("thinned", (7, 3, 2), "one-before-dividing", [5, 3], [5, 2]),
        ("starts", (7, 3, 2), "skipped-stride", [2, 2, 4, 2, 3], [2, 3, 4, 1, 2]),
        ("starts", (9, 3, 2), "forgot-one", [2, 2, 6, 3, 4], [2, 2, 6, 3, 3]),
        ("sum", NOTES.numbers, "sign-slip", [-1, -3, -5, -9], [5, -3, -5, -3]),
        ("sum", NOTES.numbers, "term-missing", [-1, -3, -5, -9], [2, -3, -5, -6]),
        ("same", (28, 3, 2), "same-as-input", [14, 29, 1, 1], [28, 57, 29, 15]),
        ("same", (28, 3, 2), "odd-zero-wrong-end", [14, 29, 1, 1], [14, 29, 1, 0]),
        ("border", (8, 3, 1, 5), "padding-counted", [8, 2, 4, 20], [8, 3, 9, 45]),
    ],
)
def test_a_slip_changes_its_line_and_what_follows_from_it(template, numbers, slip, right, shown):
    assert values(template, numbers) == right
    assert values(template, numbers, slip) == shown


def test_the_notes_print_another_memory_than_the_one_that_they_work_out():
    """S50: 226 * 226 * 100 numbers of 4 bytes, 100 images: 2043.04 MB."""
    assert values("memory", BATCH.numbers) == [226, 5_107_600, 20_430_400, 2_043_040_000, Fraction("2043.04")]
    assert values("memory", BATCH.numbers, "misprinted")[-1] == 1590
    assert BATCH.answer.show(BATCH.solve()) == "5; 2043.04"


@pytest.mark.parametrize(
    ("question", "answer", "slip"),
    [
        (SIZE, "1; 14", "slip-repeated"),
        (SIZE, "1; 7", "end-for-line"),
        (SIZE, "1; 12", "padding-ignored"),
        (SIZE, "3; 6", "slip-inherited"),
        (SIZE, "3; 99", "slip-inherited"),
        (SIZE, "1; 15", ""),
        (CEILED, "1; 7", "right-line-blamed"),
        (CEILED, "2; 3", "right-line-blamed"),
        (CEILED, "4; 2", "slip-inherited"),
        (SKIPPING, "3; 4", "right-line-blamed"),
        (SKIPPING, "4; 2", "slip-inherited"),
        (ROWS, "2; 0", "right-line-blamed"),
        (ROWS, "4; 0", "slip-inherited"),
        (NOTES, "1; 5", "slip-repeated"),
        (NOTES, "1; 2", "term-missing"),
    ],
)
def test_who_blames_another_line_or_writes_another_number_is_told_which(question, answer, slip):
    assert typed(question, answer).slip == slip


def test_the_line_and_the_number_are_marked_apart():
    assert typed(SIZE, "1; 16").right
    assert typed(SIZE, "1; 15").marks == (True, False)
    assert typed(SIZE, "2; 16").marks == (False, True)


def test_the_prompt_shows_the_wrong_lines_one_below_the_other():
    lines = plain(CEILED.prompt()).splitlines()
    assert lines[1:5] == [
        "Line 1, the padded input: 6 + 2 · 0 = 6",
        "Line 2, the span: 6 − 3 = 3",
        "Line 3, the moves of the window: ⌈3/2⌉ = 2",
        "Line 4, the output size: 2 + 1 = 3",
    ]


def test_a_line_below_the_slip_that_does_not_build_on_it_is_called_right():
    said = [plain(step.sentence) for step in SKIPPING.explain().steps]
    assert said[2] == "Line 3 gives the last place where a window still fits, and is right."
    assert said[3].startswith("Line 4 follows from it")
    assert plain(typed(ROWS, "2; 0").sentence) == "Line 2 is right. Look at the lines above it."


@pytest.mark.parametrize("level", LEVELS)
def test_no_line_gives_the_slip_away_by_its_form(level):
    """Each works something out, and those without the slip look as they do in a right solution."""
    for seed in range(400):
        question = FindSlip.generate(Random(seed), level)
        for at, (right, shown) in enumerate(zip(question._right, question._shown, strict=True)):
            worked_out, equals, _ = shown.formula.rpartition(" = ")
            assert equals
            assert not NUMBER.fullmatch(worked_out), shown.formula
            if at != question._place:
                assert NUMBER.sub("#", shown.formula) == NUMBER.sub("#", right.formula)


def test_who_forgets_the_one_takes_the_division_for_the_size():
    lines = plain(FindSlip("size", (12, 3, 2, 2), "forgot-one").prompt()).splitlines()
    assert lines[3:5] == ["Line 3, the moves of the window: ⌊13/2⌋ = 6", "Line 4, the output size: ⌊13/2⌋ = 6"]


def test_on_level_1_the_slip_is_in_each_of_the_lines():
    """In the third less often: in a size with stride 1 it divides by 1."""
    seen = Counter(FindSlip.generate(Random(seed), 1).solve()[0] for seed in range(600))
    assert seen["3"] >= 40
    assert all(130 <= seen[line] <= 240 for line in "124")


def test_every_slip_is_put_in_now_and_then():
    drawn = {
        (q.template, q.slip) for level in LEVELS for q in (FindSlip.generate(Random(s), level) for s in range(900))
    }
    known = {(name, slip) for name, derivation in DERIVATIONS.items() for slip in derivation.slips}
    assert drawn == known - {("size", "one-before-dividing")}


@pytest.mark.parametrize("level", LEVELS)
def test_right_solutions_end_where_the_engine_does(level):
    for seed in range(60):
        question = FindSlip.generate(Random(seed), level)
        right = values(question.template, question.numbers)
        assert right[-1] == by_the_engine(question.template, question.numbers)
        shown = values(question.template, question.numbers, question.slip)
        first_wrong = next(i for i, pair in enumerate(zip(right, shown, strict=True)) if pair[0] != pair[1])
        assert question.solve() == (str(first_wrong + 1), right[first_wrong])


def by_the_engine(template, numbers):
    if template == "size":
        return Axis.symmetric(*numbers).out
    if template in ("thinned", "starts"):
        return Axis(*numbers).out
    if template == "same":
        assert same_axis(*numbers).out == -(-numbers[0] // numbers[2])
        return same_pads(*numbers)[1]
    if template == "sum":
        window, kernel = (np.array(part).reshape(3, 3) for part in (numbers[:9], numbers[9:18]))
        return correlate(window, kernel)[0, 0]
    n, k, *others = numbers
    if template == "memory":
        filters, batch, digits, _ = others
        return Fraction(np.zeros((batch, filters, Axis(n, k).out, Axis(n, k).out), "float32").nbytes, 10**digits)
    axis = Axis.symmetric(n, k, 1, others[0])
    ring = padded(np.full((n, n), others[1]), axis, axis)
    return correlate(ring, np.ones((k, k), int))[0, 0]


def test_every_slip_that_can_be_put_in_is_registered_and_explained():
    put_in = {slip for derivation in DERIVATIONS.values() for slip in derivation.slips}
    assert put_in == set(WHY)
    assert put_in <= set(SLIPS)
