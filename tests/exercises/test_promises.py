"""What every kind promises, tested once for all of them: every promise on each drawn question."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.answers import Unreadable
from exercises.diagnosis import check
from exercises.families import FAMILIES
from exercises.kinds import catalogue
from exercises.kinds.output_shape import OutputShape
from exercises.pictures import as_text
from exercises.question import LEVELS
from exercises.slips import SLIPS
from exercises.text import plain

KINDS = [(slug, level) for slug in catalogue() for level in LEVELS]
AMBIGUOUS = {
    (3, 2): OutputShape(9, 12, (5, 4), (3, 2), (0, 2)),
    (2, 40): OutputShape(12, 13, (2, 5), (2, 2), (0, 0)),
    (3, 1): OutputShape(11, 12, (3, 5), (1, 2), (0, 2)),
}
every_kind = pytest.mark.parametrize(("slug", "level"), KINDS)
seeds = st.integers(0, 2**31)


def draw(slug, level, seed):
    return catalogue()[slug].generate(Random(seed), level)


def survives_storage_as_json(question, level):
    stored = json.loads(json.dumps(question.parameters()))
    assert type(question).restore(stored) == question


def accepts_its_solution_typed_as_a_student_would(question, level):
    typed = question.answer.show(question.solve())
    given_answer = question.answer.read(typed)
    assert not isinstance(given_answer, Unreadable), typed
    checked = check(question, given_answer)
    assert checked.right
    assert checked.slip == ""
    assert all(checked.marks)


def every_mistake_is_wrong_registered_and_readable_when_typed(question, level):
    for mistake in question.mistakes():
        assert mistake.slip in SLIPS
        read = question.answer.read(question.answer.show(mistake.answer))
        assert read == mistake.answer
        assert not check(question, read).right


def mistakes_that_coincide_are_never_told_apart(question, level):
    for mistake in question.mistakes():
        named = check(question, mistake.answer).slip
        alike = [m for m in question.mistakes() if question.answer.accepts(m.answer, mistake.answer)]
        families = {SLIPS[m.slip].family for m in alike}
        if len({(m.slip, plain(m.sentence)) for m in alike}) == 1:
            assert named == mistake.slip
        elif len(families) == 1:
            assert named in families
        else:
            assert named == ""


@pytest.mark.parametrize(
    ("level", "seed", "typed"),
    [(3, 2, "3, 5"), (2, 40, "6, 6"), (3, 1, "6, 6")],
    ids=["strides or paddings swapped", "one side for both", "one axis's numbers for both"],
)
def test_one_slip_with_two_sentences_is_said_in_the_words_of_its_family(level, seed, typed):
    question = AMBIGUOUS[level, seed]
    mixed_up = check(question, question.answer.read(typed))
    assert mixed_up.slip == "axes"
    assert str(FAMILIES["axes"]) in str(mixed_up.sentence)


def there_is_a_target_and_each_is_named_when_a_student_makes_it(question, level):
    assert question.targets(level)
    for target in question.targets(level):
        mistake = next(m for m in question.mistakes() if m.slip == target)
        assert check(question, mistake.answer).slip in {target, SLIPS[target].family}


def the_explanation_ends_at_the_solution(question, level):
    steps = question.explain().steps
    typed = question.answer.show(question.solve())
    last_part = typed.replace("\n", "\t").split("\t")[-1].split(";")[-1].strip()
    told = plain(steps[-1].sentence).replace("−", "-") + plain(f"${steps[-1].formula}$").replace("−", "-")
    assert last_part in told


def every_step_and_mistake_points_at_something_that_is_there(question, level):
    explanation = question.explain()
    panels = {panel.key for panel in explanation.picture.panels}
    keys = [step.key for step in explanation.steps]
    assert len(set(keys)) == len(keys)
    marks = [mark for step in explanation.steps for mark in (*step.frames, *step.cells)]
    assert {mark.panel for mark in marks} <= panels
    for mistake in question.mistakes():
        assert mistake.step in {"", *keys}
        assert {frame.panel for frame in mistake.frames} <= panels


def all_words_are_complete_and_leave_no_markup_in_a_terminal(question, level):
    texts = [question.prompt(), question.convention(), question.answer.hint(), question.picture().description]
    texts += [mistake.sentence for mistake in question.mistakes()]
    texts += [step.sentence for step in question.explain().steps]
    for text in [*map(plain, texts), *(plain(f"${step.formula}$") for step in question.explain().steps)]:
        assert "\\" not in text
        assert "%(" not in text
    assert as_text(question.picture())


PROMISES = (
    survives_storage_as_json,
    accepts_its_solution_typed_as_a_student_would,
    every_mistake_is_wrong_registered_and_readable_when_typed,
    mistakes_that_coincide_are_never_told_apart,
    there_is_a_target_and_each_is_named_when_a_student_makes_it,
    the_explanation_ends_at_the_solution,
    every_step_and_mistake_points_at_something_that_is_there,
    all_words_are_complete_and_leave_no_markup_in_a_terminal,
)


@every_kind
@given(seed=seeds)
def test_a_drawn_question_is_drawn_again_from_its_seed_and_keeps_every_promise(slug, level, seed):
    question = draw(slug, level, seed)
    assert draw(slug, level, seed) == question
    for promise in PROMISES:
        promise(question, level)


@every_kind
@given(seed=st.integers(0, 9), nonsense=st.one_of(st.text(max_size=60), st.text("0123456789 ,;./-[]()\t\nex")))
def test_nonsense_is_unreadable_or_an_answer_but_never_an_exception(slug, level, seed, nonsense):
    question = draw(slug, level, seed)
    read = question.answer.read(nonsense)
    if isinstance(read, Unreadable):
        assert str(read.message)
    else:
        check(question, read)
        assert question.answer.read(question.answer.show(read)) == read


@pytest.mark.parametrize("slug", catalogue())
@pytest.mark.parametrize("huge", ["9" * 10_000_000, "1 " * 5_000_000, "[" * 5_000_000], ids=["9", "1", "bracket"])
def test_ten_megabytes_are_refused_in_words(slug, huge):
    question = draw(slug, 1, 1)
    assert isinstance(question.answer.read(huge), Unreadable)
