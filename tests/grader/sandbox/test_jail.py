from grader.sandbox import Call, Jail, Limits, Outcome


def test_a_good_function_is_answered(jail: Jail) -> None:
    report = jail.run("def area(a, b):\n    return a * b\n", "area", [Call((3, 4)), Call((5,), {"b": 6})])
    assert report.outcome is Outcome.ANSWERED
    assert report.values == (12, 30)
    assert report.tier == jail.tier


def test_an_endless_loop_is_ended_at_its_wall_limit(jail: Jail) -> None:
    report = jail.run("def f():\n    while True: pass\n", "f", [Call()], Limits(wall_seconds=0.2))
    assert report.outcome is Outcome.TIME_LIMIT
    assert "0.2 s" in report.words
