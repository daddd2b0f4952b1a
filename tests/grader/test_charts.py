"""Pictures of numbers: where bars stand, what they say, and that no table of statistics is without one."""

from itertools import pairwise

import pytest
from django.urls import reverse

from grader.gradebook.queries import Facility
from grader.gradebook.statistics import Fairness, Line, statistics
from grader.pages.charts import FULL, LEFT, PLOT, Value, along, bars, round_up, stacked
from grader.pages.set_charts import of_fairness, of_questions, of_slips
from tests.grader.test_insight import _no_queue, klass  # noqa: F401 - the class whose numbers are drawn
from tests.grader.test_pages import words


def line(**numbers):
    usual = {"item": None, "students": 9, "answers": 1.5, "first": 40, "end": 80, "discrimination": 0.5, "minutes": 2}
    return Line(**{**usual, **numbers})


def titled(charts):
    return {chart.title: chart for chart in charts}


class TestBars:
    def test_they_begin_at_zero_and_end_at_their_number(self):
        (row,) = bars([("1", [Value(50, "50 %")])], 0, 100)
        (bar,) = row.bars
        assert (bar.x, bar.width, bar.said) == (LEFT, PLOT // 2, "50 %")
        assert bar.number_x > bar.x + bar.width

    def test_below_zero_they_go_to_the_left_with_their_number_before_them(self):
        (row,) = bars([("1", [Value(-0.5, "−0.50", "bad")])], -1, 1)
        (bar,) = row.bars
        assert (bar.x, bar.x + bar.width) == (along(-0.5, -1, 1), along(0, -1, 1))
        assert (bar.number_x < bar.x, bar.anchor) == (True, "end")

    def test_no_two_bars_of_a_chart_overlap(self):
        rows = bars([(str(n), [Value(n, ""), Value(n, "")]) for n in range(40)], 0, 40)
        tops = [bar.y for row in rows for bar in row.bars]
        assert all(low + rows[0].bars[0].thick < high for low, high in pairwise(tops))

    def test_stacked_ones_follow_each_other_and_small_ones_hold_no_number(self):
        (row,) = stacked([("1", [Value(90, "90"), Value(1, "1"), Value(9, "9")])], 100)
        first, second, third = row.bars
        assert (first.x + first.width, second.x + second.width) == (second.x, third.x)
        assert [bar.said for bar in row.bars] == ["90", "", "9"]

    @pytest.mark.parametrize(("number", "end"), [(0, 1), (1, 1), (1.2, 2), (4, 5), (5, 5), (51, 100), (1001, 2000)])
    def test_axes_end_at_round_numbers(self, number, end):
        assert round_up(number) == end


class TestTheChartsOfASet:
    def test_each_says_its_least_and_greatest_in_words(self):
        charts = titled(of_questions([line(first=70, minutes=12), line(first=20, minutes=3), line(first=90)]))
        assert list(charts) == [
            "Right at once, and earned in the end",
            "Discrimination",
            "Answers from each student",
            "Minutes to the first answer",
        ]
        facility = charts["Right at once, and earned in the end"]
        assert "from 20 % at question 2 to 90 % at question 3" in facility.words
        assert [said for _x, said in charts["Minutes to the first answer"].ticks] == ["0", "20"]

    def test_a_question_without_numbers_has_no_bar_and_a_chart_without_bars_is_none(self):
        lines = [line(students=0, answers=0, discrimination=None, minutes=None), line(discrimination=None)]
        charts = titled(of_questions(lines))
        assert "Discrimination" not in charts
        assert [[row.name for row in chart.rows] for chart in charts.values()] == [["2"]] * 3
        assert of_questions(lines[:1]) == []
        assert of_fairness([]) is None

    def test_a_question_that_goes_against_the_rest_looks_so_and_the_axis_has_room_for_it(self):
        chart = titled(of_questions([line(discrimination=-0.25), line()]))["Discrimination"]
        assert [row.bars[0].look for row in chart.rows] == ["bad", "full"]
        assert [row.bars[0].said for row in chart.rows] == ["−0.25", "0.50"]
        assert [said for _x, said in chart.ticks] == ["−1", "0", "1"]

    def test_slips_are_parts_and_the_rest_stands_last(self):
        made = Facility(None, 12, 3, (("rounded-up", 5), ("plus-one", 2)), 2)
        chart = of_slips([made, Facility(None, 4, 4, (), 0)])
        assert [(bar.look, bar.width > 0) for bar in chart.rows[0].bars] == [
            ("slip", True),
            ("slip", True),
            ("unnamed", True),
        ]
        assert chart.rows[0].bars[0].title == "round up: 5"
        assert [bar.said for bar in chart.rows[1].bars] == ["0"]
        assert "from 0 at question 2 to 9 at question 1" in chart.words
        assert of_slips([Facility(None, 4, 4, (), 0)]) is None

    def test_fairness_has_two_bars_for_each_question(self):
        chart = of_fairness([Fairness(None, 3, 8, 90, 20, True)])
        assert [(row.name, [bar.said for bar in row.bars]) for row in chart.rows] == [("3", ["90 %", "20 %"])]

    def test_nothing_is_drawn_beyond_the_edge(self):
        charts = of_questions([line(first=100, end=100, answers=5, discrimination=1, minutes=100)] * 40)
        for bar in (bar for chart in charts for row in chart.rows for bar in row.bars):
            assert bar.x >= 0
            assert bar.number_x + 7 * len(bar.said) <= FULL + 8


@pytest.mark.django_db
def test_every_table_of_statistics_and_slips_has_its_picture(client, klass, problem_set, instructor):  # noqa: F811
    client.force_login(instructor)
    page = client.get(reverse("statistics", args=["vision", problem_set.pk]))
    assert page.content.decode().count("<figure class=") == 4
    assert "Answers from each student" in words(page)
    page = client.get(reverse("slips", args=["vision", problem_set.pk])).content.decode()
    assert 'role="img" aria-label="Wrong answers by question: from 0 at question 2 to 3 at question 1' in page
    assert "<title>round up: 1</title>" in page


@pytest.mark.django_db
def test_a_set_that_nobody_has_touched_has_no_pictures(client, problem_set, instructor):
    client.force_login(instructor)
    for name in ("statistics", "slips"):
        assert "<figure" not in client.get(reverse(name, args=["vision", problem_set.pk])).content.decode()
    assert of_questions(statistics(problem_set).lines) == []
