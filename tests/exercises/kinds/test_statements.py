"""Statements to judge: true by hand, believed, doubted, and bold ones beside careful ones."""

import re
from random import Random

import pytest

from exercises import claims, overstatements
from exercises.diagnosis import check
from exercises.kinds.statements import Statements

# A kernel of 7 takes 6 rows; 4 kernels of 3 leave 42 of 50; pooling keeps 16 channels and learns nothing.
TOLD = Statements((("loss", 7, 7), ("depth", 50, 3, 4, 42), ("channels", 16, 8), ("learnt", 2, 16, 0)), False)
BOLD = Statements((("edges", 1), ("shifts", 0), ("larger-stride", 1), ("zeros", 0)), True)


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("claim", "true"),
    [
        (("loss", 5, 4), True),
        (("loss", 5, 5), False),
        (("depth", 32, 5, 7, 4), True),
        (("depth", 32, 5, 7, 18), False),
        (("corner", 3, 1, 4), True),
        (("corner", 7, 2, 25), True),
        (("corner", 3, 1, 9), False),
        (("pooled", 9, 2, 2, 4), True),
        (("pooled", 9, 2, 2, 5), False),
        (("pooled", 9, 3, 2, 4), True),
        (("positions", 4, 16), True),
        (("positions", 4, 4), False),
        (("kept", 3, 9), True),
        (("moved", 6, 3, 2), True),
        (("moved", 6, 3, 6), False),
        (("channels", 64, 64), True),
        (("channels", 64, 32), False),
        (("learnt", 3, 8, 0), True),
        (("learnt", 3, 8, 72), False),
        (("largest", 8, 8), True),
        (("largest", 8, 7), False),
        (("same", 28, 2, 14), True),
        (("same", 9, 2, 5), True),
        (("same", 9, 2, 4), False),
        (("same", 9, 2, 9), False),
    ],
)
def test_a_claim_is_true_when_its_numbers_are(claim, true):
    assert claims.holds(claim) is true


def test_the_answers_are_those_worked_out_by_hand():
    assert TOLD.solve() == (2, 4)
    assert BOLD.solve() == (1, 3)


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (TOLD, "1, 2, 4", "statement-believed", "Statement 1 is not true."),
        (TOLD, "1, 2, 4", "statement-believed", "a kernel of 7 rows takes 6 away"),
        (TOLD, "2, 3, 4", "statement-believed", "16 stay 16"),
        (TOLD, "2", "statement-left-out", "Statement 4 is true. Pooling compares numbers"),
        (TOLD, "1, 3", "statements-turned", "exactly the other ones"),
        (TOLD, "1, 2, 3, 4", "statement-believed", "Statement 1 is not true."),
        (TOLD, "none", "statement-left-out", "Statement 2 is true. Each of them takes k − 1 cells: 42 are left."),
        (TOLD, "2, 4, 9", "", ""),
        (BOLD, "1, 2, 3", "statement-believed", "Statement 2 does not go too far."),
        (BOLD, "1", "statement-left-out", "Statement 3 goes too far. Where the window has one place only"),
    ],
)
def test_a_student_reads_why_a_statement_is_so_or_not(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


ONE_AXIS = {"depth", "pooled", "moved", "largest", "same"}


@pytest.mark.parametrize("slug", claims.CLAIMS)
def test_a_statement_says_by_itself_whether_it_speaks_of_one_axis_or_of_both(slug):
    said = claims.CLAIMS[slug].text.id
    assert bool(re.search(r"a row of|moves right", said)) == (slug in ONE_AXIS)
    assert bool(re.search(r"(\S+) × \1|down and across", said)) == (slug not in ONE_AXIS)


def test_one_number_is_kept_of_a_square_window():
    assert str(claims.said(("kept", 3, 3))) == "A pooling with window 3 × 3 and stride 3 leaves one number out of 3."


def test_beliefs_are_never_what_is_right():
    rng = Random(5)
    for claim in claims.CLAIMS.values():
        for _ in range(50):
            numbers = tuple(claim.draw(rng))
            right = claim.right(*numbers)
            assert [n for n in claim.others(*numbers) if n != right]
            assert right >= 0


def test_about_half_of_what_is_drawn_is_true():
    drawn = [claim for seed in range(200) for claim in claims.claims_of(Random(seed), 5)]
    assert 400 < sum(map(claims.holds, drawn)) < 600


def test_statements_of_one_question_are_about_different_things():
    for seed in range(60):
        for level in (1, 2, 3):
            question = Statements.generate(Random(seed), level)
            assert len({slug for slug, *_ in question.drawn}) == len(question.drawn) == (4, 5, 5)[level - 1]
            assert question.bold == (level == 3)


def test_a_bold_statement_and_its_careful_one_are_two_and_each_has_its_reason():
    said = [str(text) for pair in overstatements.PAIRS.values() for text in (pair.bold, pair.careful)]
    reasons = [str(text) for pair in overstatements.PAIRS.values() for text in (pair.too_far, pair.fair)]
    assert len(set(said)) == len(said) == 24
    assert len(set(reasons)) == len(reasons)
    assert all(text.endswith(".") for text in said + reasons)


def test_what_is_disagreed_about_is_only_asked_for_as_an_overstatement():
    in_claims = {fact for claim in claims.CLAIMS.values() for fact in claim.facts}
    in_pairs = {fact for pair in overstatements.PAIRS.values() for fact in pair.facts}
    assert not {"S45", "S68", "S61", "S65"} & in_claims
    assert {"S45", "S68", "S61", "S65"} <= in_pairs
    assert {"S4", "S12", "S14", "S38", "S51", "S52", "S63", "S64", "S87", "S100"} <= in_claims


def test_each_step_ticks_or_crosses_one_statement():
    marks = [cell.text for step in TOLD.explain().steps for cell in step.cells]
    assert marks == ["✗", "✓", "✗", "✓"]


def test_what_a_statement_speaks_about_is_drawn_where_it_can_be():
    """The kernel of statement 1 and the 50 cells of statement 2; channels are no drawing, nor is what goes too far."""
    loss, depth, _channels, learnt = TOLD.drawn
    picture = TOLD.picture()
    assert [panel.key for panel in picture.panels] == ["marks", "statement-1", "statement-2", "statement-4"]
    kernel, strip, window = picture.panels[1:]
    assert (kernel.width, kernel.height) == (loss[1], 1)
    assert [(frame.x, frame.width) for frame in strip.frames] == [(0, depth[2])]
    assert {cell.text for cell in strip.cells} >= {"0", "49"}
    assert (window.width, window.height) == (learnt[1],) * 2
    assert "statement 2: 50 cells, the first window of 3 framed" in str(picture.description)
    assert [panel.key for panel in BOLD.picture().panels] == ["marks"]


@pytest.mark.parametrize(("kernel", "padding"), [(3, 1), (7, 2), (9, 4)])
def test_the_corner_has_the_image_behind_its_zeros(kernel, padding):
    (_, corner), (_, other) = (
        (one, one.picture().panels[1])
        for one in (Statements((("corner", kernel, padding, claimed),), False) for claimed in (4, 9))
    )
    assert corner == other, "what is claimed changes nothing"
    inside = [cell for cell in corner.cells if max(cell.x, cell.y) < kernel and cell.role == "input"]
    assert len(inside) == (kernel - padding) ** 2
