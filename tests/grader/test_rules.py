"""What a set's rules say: late credit, time limits, exceptions."""

from datetime import UTC, datetime, timedelta

import pytest

from grader.sets.models import Extension, ProblemSet

DUE = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def rules(extension=None, **values):
    return ProblemSet(title="Sheet", **{"due_at": DUE, "late_steps": [[168, 50], [48, 80]], **values}).rules(extension)


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


def test_time_ends_with_the_limit_or_the_closing_whichever_is_first():
    mine = rules(minutes=60, closes_at=DUE)
    assert mine.ends_for(None) == DUE
    assert mine.ends_for(DUE - 2 * HOUR) == DUE - HOUR
    assert mine.ends_for(DUE - HOUR / 2) == DUE


def test_extra_attempts_come_on_top_and_no_limit_stays_none():
    assert rules(Extension(extra_attempts=2), attempts=3).attempts_left(4) == 1
    assert rules(Extension(extra_attempts=2)).attempts_left(99) is None
