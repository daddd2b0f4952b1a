import numpy as np

from grader.sandbox import Call, Jail, Limits, Outcome

PATIENT = Limits(wall_seconds=20.0, cpu_seconds=15)
COUNTING = """
calls = 0


def count(step):
    global calls
    if step < 0:
        raise ValueError("steps go forward")
    calls += step
    print("now", calls)
    return calls
"""


def test_calls_meet_the_same_process_one_after_the_other(any_jail: Jail) -> None:
    with any_jail.session(COUNTING, "count", PATIENT) as session:
        assert [session.call(step).value for step in (1, 2, 3)] == [1, 3, 6]
    assert session.close().stdout == "now 1\nnow 3\nnow 6\n"


def test_a_call_that_raises_leaves_the_session_usable(any_jail: Jail) -> None:
    with any_jail.session(COUNTING, "count", PATIENT) as session:
        failed = session.call(-1)
        assert failed.outcome is Outcome.RUNTIME_ERROR
        assert failed.error is not None
        assert (failed.error.type, failed.error.message, failed.error.line) == (
            "ValueError",
            "steps go forward",
            8,
        )
        assert session.call(step=5).value == 5
        assert session.ended is None
    report = session.close()
    assert report.outcome is Outcome.RUNTIME_ERROR
    assert report.values == (5,)


def test_a_call_that_kills_the_process_ends_the_session_for_good(any_jail: Jail) -> None:
    with any_jail.session("import os\ndef f():\n    os._exit(1)\n", "f", PATIENT) as session:
        first, second = session.call(), session.call()
    assert first.outcome is Outcome.RUNTIME_ERROR
    assert second == first
    assert session.close() is session.close()


def test_a_file_that_does_not_load_names_its_line(any_jail: Jail) -> None:
    with any_jail.session("x = 1\ny = x +\n", "f", PATIENT) as session:
        assert session.ended is not None
        assert session.ended.error is not None
        assert (session.ended.error.type, session.ended.error.line) == ("SyntaxError", 2)
        assert session.call(1) == session.ended


def test_a_file_that_is_too_long_is_not_even_sent(any_jail: Jail) -> None:
    report = any_jail.run("#" * 300_000, "f", [Call()])
    assert report.outcome is Outcome.RUNTIME_ERROR
    assert "262144 bytes" in report.words


def test_arrays_go_in_and_come_out(any_jail: Jail) -> None:
    given = np.arange(12, dtype=np.int16).reshape(3, 4)
    report = any_jail.run(
        "def f(x, *, k):\n    return x.T * k, x.dtype.name\n", "f", [Call((given,), {"k": 2})], PATIENT
    )
    array, name = report.values[0]
    assert np.array_equal(np.asarray(array), given.T * 2)
    assert np.asarray(array).dtype == given.dtype
    assert name == "int16"


def test_arrays_in_lists_arrive_as_arrays(any_jail: Jail) -> None:
    report = any_jail.run("def f(xs):\n    return sum(x.sum() for x in xs)\n", "f", [Call(([np.ones(3), np.ones(4)],))])
    assert float(np.asarray(report.values[0])) == 7.0


def test_changing_the_input_is_noticed(any_jail: Jail) -> None:
    source = "def f(x, change):\n    if change:\n        x[0] = 9\n    return 1\n"
    report = any_jail.run(source, "f", [Call((np.zeros(3), False)), Call((np.zeros(3), True))], PATIENT)
    assert [answer.changed_input for answer in report.answers] == [False, True]


def test_a_large_array_passes_whole(any_jail: Jail) -> None:
    given = np.arange(1 << 20, dtype=float)
    report = any_jail.run("def f(x):\n    return x[::-1]\n", "f", [Call((given,))], PATIENT)
    assert np.array_equal(np.asarray(report.values[0]), given[::-1])


def test_a_program_that_does_not_listen_runs_out_of_time(any_jail: Jail) -> None:
    report = any_jail.run(DEAF, "f", [Call((np.zeros(1 << 20),))], Limits(wall_seconds=0.2))
    assert report.outcome is Outcome.TIME_LIMIT


DEAF = """
import time
from grader.sandbox import runner

runner._receive = lambda channel: time.sleep(60)


def f(x):
    return x
"""


def test_random_numbers_are_the_same_every_time(any_jail: Jail) -> None:
    source = "import random\nimport numpy as np\ndef f():\n    return random.random() + np.random.rand()\n"
    assert any_jail.run(source, "f", [Call()]).values == any_jail.run(source, "f", [Call()]).values


def test_what_is_printed_comes_back_clean(any_jail: Jail) -> None:
    report = any_jail.run(COLOURFUL, "f", [Call()], PATIENT)
    assert (report.stdout, report.stderr) == ("red \n", "warned\n")


COLOURFUL = """
import sys


def f():
    print("\\x1b[31mred\\x1b[0m \\u202e")
    print("warned", file=sys.stderr)
"""


def test_what_was_printed_before_the_end_is_kept(any_jail: Jail) -> None:
    source = "def f():\n    print('so far')\n    while True: pass\n"
    report = any_jail.run(source, "f", [Call()], Limits(wall_seconds=0.5))
    assert (report.outcome, report.stdout) == (Outcome.TIME_LIMIT, "so far\n")


def test_the_memory_budget_comes_on_top_of_numpy(any_jail: Jail) -> None:
    source = "def f(megabytes):\n    return len(bytearray(megabytes << 20))\n"
    limits = Limits(wall_seconds=20.0, memory_bytes=64 << 20)
    within, beyond = any_jail.run(source, "f", [Call((56,)), Call((72,))], limits).answers
    assert (within.outcome, within.value) == (Outcome.ANSWERED, 56 << 20)
    assert beyond.outcome is Outcome.MEMORY_LIMIT


def test_a_later_submission_finds_nothing_of_an_earlier_one(any_jail: Jail) -> None:
    secret = "saffron-heron-" + "7251"
    assert any_jail.run(f"kept = '{secret}' * 3\ndef f(x):\n    return x\n", "f", [Call((secret,))]).outcome
    own, others = any_jail.run(
        SCANNER, "f", [Call(("own-marker-", "9034")), Call(("saffron-heron-", "7251"))], PATIENT
    ).values
    assert own >= 1, "the scanner sees what is there"
    assert others == 0


SCANNER = """
import ctypes
import gc


def f(head, tail):
    page = 4096
    kept = ("own-marker-" + "9034") * 400  # more than a page, so that some stands whole within one of its pages
    needle = bytes(ord(c) ^ 1 for c in head + tail)  # not in memory as such
    pages = {id(thing) // page for thing in gc.get_objects()}
    for thing in gc.get_objects():
        pages |= {id(inner) // page for inner in gc.get_referents(thing)}
    pages |= {id(kept) // page, id(kept) // page + 1}
    flip = bytes(i ^ 1 for i in range(256))
    del head, tail
    return sum(ctypes.string_at(p * page, page).translate(flip).count(needle) for p in pages if p)
"""
