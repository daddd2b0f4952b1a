"""Memory of maps."""

from fractions import Fraction
from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.memory import Memory

MAP = Memory(1, 3, 20, 30, 0, 0, 32, "B")  # 1800 numbers, 7200 bytes
BATCH = Memory(10, 8, 25, 16, 0, 0, 16, "kB")  # 32000 numbers, 64000 bytes
NOTES = Memory(1, 3, 228, 228, 100, 3, 32, "MB")  # 226 · 226 · 100 · 4 = 20 430 400 bytes
MANY = Memory(100, 3, 228, 228, 100, 3, 32, "MiB")  # 2 043 040 000 bytes


HALF = Memory(16, 6, 42, 59, 0, 0, 16, "KiB")  # 475 776 bytes are 464.625 KiB


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "number"),
    [
        (MAP, 7200),
        (BATCH, 64),
        (NOTES, Fraction(2043, 100)),
        (Memory(1, 3, 228, 228, 100, 3, 32, "MiB"), Fraction(1948, 100)),
        (MANY, Fraction(194839, 100)),
        (Memory(16, 8, 25, 16, 0, 0, 64, "KiB"), 400),
    ],
)
def test_the_memory_is_the_one_worked_out_by_hand(question, number):
    assert question.solve() == number


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (MAP, "57600", "bits-for-bytes", "You counted bits"),
        (MAP, "900", "bits-for-bytes", "You divided by 8 twice"),
        (MAP, "1800", "numbers-for-bytes", "Each of them takes 4 bytes"),
        (MAP, "2400", "channels-forgotten", "There are 3"),
        (BATCH, "6.4", "batch-forgotten", "There are 10 of them"),
        (BATCH, "62.5", "units-confused", "That is in KiB"),
        (BATCH, "128", "other-numbers", "With 16 bits it is 2"),
        (NOTES, "19.48", "units-confused", "That is in MiB"),
        (NOTES, "20.79", "input-for-output", "The output is 226 × 226"),
        (NOTES, "0.61", "channels-kept", "one for each filter: 100"),
        (NOTES, "0.62", "input-for-output", "the memory of the input"),
        (MANY, "2043.04", "units-confused", "That is in MB. One MiB is a little larger."),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


@pytest.mark.parametrize("typed", ["20.43", "20.4304", "20,43"])
def test_more_decimals_than_asked_for_are_right_too(typed):
    assert judged(NOTES, typed).right


def test_a_number_rounded_otherwise_is_not_right():
    assert not judged(NOTES, "20.4").right
    assert not judged(NOTES, "20").right


def test_a_half_is_shown_rounded_up_and_right_however_it_is_rounded():
    assert HALF.answer.show(HALF.solve()) == "464.63"
    assert all(judged(HALF, typed).right for typed in ("464.62", "464.63", "464.625"))
    assert not judged(HALF, "464.61").right
    assert not judged(HALF, "464.64").right


def test_the_last_step_says_rounded_only_where_it_is():
    last = str(HALF.explain().steps[-1].sentence)
    assert last == "One KiB is 1024 bytes. That makes 464.63 KiB, rounded."
    assert str(BATCH.explain().steps[-1].sentence) == "One kB is 1000 bytes. That makes 64 kB."


def test_a_wrong_model_that_would_be_taken_for_right_is_not_seen():
    for seed in range(300):
        question = Memory.generate(Random(seed), 2)
        exact = question.answer.exact
        assert all(abs(mistake.answer - exact) > Fraction(1, 200) for mistake in question.mistakes())


def test_the_steps_lead_from_the_numbers_to_the_unit():
    steps = {step.key: step for step in NOTES.explain().steps}
    assert list(steps) == ["size", "numbers", "bytes", "answer"]
    assert str(steps["answer"].sentence) == "One MB is 1000000 bytes. That makes 20.43 MB, rounded."
