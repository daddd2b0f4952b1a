"""What a set's rules say: late credit, time limits, exceptions."""

from datetime import UTC, datetime, timedelta

import pytest

from grader.sets.models import Extension, ProblemSet
from grader.sets.terms import trouble_with, trouble_with_exception, trouble_with_exceptions

DUE = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def rules(*exceptions, **values):
    return ProblemSet(title="Sheet", **{"due_at": DUE, "late_steps": [[168, 50], [48, 80]], **values}).rules(exceptions)


@pytest.mark.parametrize(
    ("late_by", "earns"),
    [
        (timedelta(0), 100),
        (timedelta(microseconds=1), 80),
        (48 * HOUR, 80),
        (48 * HOUR + timedelta(seconds=1), 50),
        (168 * HOUR, 50),
        (169 * HOUR, 0),
    ],
)
def test_credit_falls_step_by_step_after_the_due_date(late_by, earns):
    assert rules().percent(DUE + late_by) == earns


def test_without_steps_a_late_answer_earns_everything_while_the_set_is_open():
    assert rules(late_steps=[]).percent(DUE + 100 * HOUR) == 100


def test_an_extension_moves_the_due_date_and_the_steps_with_it():
    mine = rules(Extension(due_at=DUE + 24 * HOUR))
    assert mine.percent(DUE + 24 * HOUR) == 100
    assert mine.percent(DUE + 30 * HOUR) == 80


def test_extra_time_is_a_factor_rounded_up_to_the_minute():
    assert rules(Extension(time_factor=125), minutes=45).minutes == 57
    assert rules(minutes=45).minutes == 45


def test_what_ones_own_exception_leaves_open_that_of_the_label_says():
    own, label = Extension(due_at=DUE + 24 * HOUR), Extension(due_at=DUE, time_factor=150, extra_attempts=2)
    mine = rules(own, label, minutes=60, attempts=3)
    assert (mine.due_at, mine.minutes, mine.attempts) == (DUE + 24 * HOUR, 90, 5)


@pytest.mark.parametrize(
    ("values", "at_fault"),
    [
        ({"due_at": DUE + 2 * HOUR}, "due_at"),
        ({"closes_at": DUE - HOUR}, "closes_at"),
        ({"time_factor": 150}, "closes_at"),
        ({"time_factor": 150, "closes_at": DUE + 2 * HOUR}, None),
        ({"due_at": DUE + 2 * HOUR, "closes_at": DUE + 2 * HOUR}, None),
        ({"due_at": DUE - HOUR / 4}, "due_at"),
        ({"closes_at": datetime(9999, 12, 31, tzinfo=UTC)}, "closes_at"),
    ],
)
def test_an_exception_keeps_dates_in_order_and_gives_the_time_that_it_says(values, at_fault):
    sheet = ProblemSet(opens_at=DUE - HOUR / 2, due_at=DUE, closes_at=DUE + HOUR / 2, minutes=60)
    assert next(iter(trouble_with_exception(sheet, values)), None) == at_fault


def test_rules_and_the_exceptions_that_there_are_must_fit_together():
    label = Extension(label="B", closes_at=DUE + HOUR)
    terms = {"due_at": DUE, "closes_at": DUE + 2 * HOUR}
    assert "The exception of B" in trouble_with_exceptions(terms, [label])["closes_at"]
    assert trouble_with_exceptions({**terms, "closes_at": DUE + HOUR / 2}, [label]) == {}


@pytest.mark.parametrize(
    "terms",
    [
        {"late_steps": [[1_000_000_000_000, 80]]},
        {"due_at": datetime(9999, 12, 31, tzinfo=UTC)},
        {"opens_at": datetime(1, 1, 1, tzinfo=UTC)},
    ],
)
def test_what_leaves_the_calendar_is_refused(terms):
    assert list(trouble_with(terms)) == list(terms)


def test_time_ends_with_the_limit_or_the_closing_whichever_is_first():
    mine = rules(minutes=60, closes_at=DUE)
    assert mine.ends_for(None) == DUE
    assert mine.ends_for(DUE - 2 * HOUR) == DUE - HOUR
    assert mine.ends_for(DUE - HOUR / 2) == DUE


def test_extra_attempts_come_on_top_and_no_limit_stays_none():
    assert rules(Extension(extra_attempts=2), attempts=3).attempts_left(4) == 1
    assert rules(Extension(extra_attempts=2)).attempts_left(99) is None
