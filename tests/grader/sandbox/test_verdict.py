import pytest

from grader.sandbox import Answer, Error, Limits, Outcome, Report
from grader.sandbox.limits import CAPS
from grader.sandbox.verdict import Death, of_death, of_error


@pytest.mark.parametrize(
    ("death", "outcome"),
    [
        (Death(0, 0.1), Outcome.RUNTIME_ERROR),
        (Death(3 << 8, 0.1), Outcome.RUNTIME_ERROR),
        (Death(31, 0.1), Outcome.SECURITY),
        (Death(24, 2.0), Outcome.TIME_LIMIT),
        (Death(9, 2.9), Outcome.TIME_LIMIT),
        (Death(9, 0.1), Outcome.MEMORY_LIMIT),
        (Death(11, 0.1), Outcome.RUNTIME_ERROR),
        (Death(11 | 0x80, 0.1), Outcome.RUNTIME_ERROR),
        (Death(6, 0.1), Outcome.RUNTIME_ERROR),
        (Death(15, 0.1), Outcome.RUNTIME_ERROR),
    ],
)
def test_a_death_we_did_not_cause_has_an_outcome(death: Death, outcome: Outcome) -> None:
    got, words = of_death(death, cpu_limit=2)
    assert got is outcome
    assert words


def test_running_out_of_memory_is_told_from_other_errors() -> None:
    assert of_error(Error("MemoryError", "", 1)) is Outcome.MEMORY_LIMIT
    assert of_error(Error("ValueError", "", 1)) is Outcome.RUNTIME_ERROR


def test_a_report_gives_the_values_that_were_answered() -> None:
    answers = (Answer(Outcome.ANSWERED, 1), Answer(Outcome.ANSWERED, None), Answer(Outcome.TIME_LIMIT))
    report = Report(Outcome.TIME_LIMIT, "", None, answers, "", "", 0.0, "A")
    assert report.values == (1, None)


def test_no_exercise_may_ask_for_more_than_the_caps() -> None:
    greedy = Limits(10**6, 1e6, 1 << 60, 1 << 60, 1 << 60, 1 << 60)
    assert greedy.capped() == CAPS
    assert Limits().capped() == Limits()
