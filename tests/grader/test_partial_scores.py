"""Answers that are right in part: what they earn, who reads of it, and that every sum is exact."""

import csv
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from django.utils import timezone

from exercises.answers import Parted
from exercises.diagnosis import check
from exercises.kinds import catalogue
from exercises.question import LEVELS
from grader import judging, pipeline
from grader.attempts.models import Attempt, Verdict
from grader.attempts.queries import practised, right_items
from grader.gradebook import regrades
from grader.gradebook.models import Regrade
from grader.gradebook.outcomes import outcome_of
from grader.gradebook.queries import facilities, gradebook, row_of
from grader.gradebook.scores import Answer, points_of, score_of
from grader.gradebook.standings import standings
from grader.gradebook.statistics import statistics
from grader.judging import WHOLE, as_decimal, in_parts
from grader.people.services import learner_of
from grader.sets.models import ProblemSet
from grader.sets.services import NewItem, change_set, create_set
from tests.grader.test_pages import words

TABLE = {"given": [3, 20, 20], "layers": [["conv", 4, 3, 1, 0], ["pool", 2, 2, 0], ["flatten"]], "counts": False}
ALL_RIGHT = "4 18 18; 4 9 9; 324"
TWO_OF_THREE = "4 17 17; 4 8 8; 256"
SHOULD_BE = "4 17 17; 4 9 9; 324"
ONE_OF_THREE = "4 17 17; 4 10 10; 400"
NONE = "4 17 17; 4 10 10; 325"
BOXES = {"n": 9, "kernel": 4, "stride": 3, "padding": 1, "boxes": True}
HOUR = timedelta(hours=1)


@pytest.fixture
def sheet(course):
    """A table of three rows for five points, and four boxes for two."""
    items = [
        NewItem("A table", "network-table", 1, TABLE, points=5),
        NewItem("Boxes", "output-size", 2, BOXES, points=2),
    ]
    return create_set(course=course, title="Parts", intro="", items=items, released=True)


def hand_in(user, problem_set, text, *, position=1, at=None):
    now = at or timezone.now()
    item = problem_set.items.get(position=position)
    attempt = pipeline.open_item(learner=learner_of(user=user, now=now), item=item, now=now)
    submission = pipeline.submit(attempt=attempt, text=text, now=now)
    pipeline.judge(pk=str(submission.pk))
    return Verdict.objects.get(submission=submission)


def points(problem_set, position=1):
    (row,) = gradebook(problem_set).rows
    return row.cells[position - 1].points


class TestWhatItIsWorth:
    @pytest.mark.parametrize(
        ("kind", "parameters", "typed", "share"),
        [
            ("network-table", TABLE, ALL_RIGHT, Fraction(1)),
            ("network-table", TABLE, TWO_OF_THREE, Fraction(2, 3)),
            ("network-table", TABLE, SHOULD_BE, Fraction(2, 3)),
            ("network-table", TABLE, ONE_OF_THREE, Fraction(1, 3)),
            ("network-table", TABLE, NONE, Fraction(0)),
            ("output-size", BOXES, "11; 7; 3; 4", Fraction(3, 4)),
            ("output-size", BOXES, "10; 6; 2; 3", Fraction(3, 4)),
            ("output-size", BOXES, "10; 7; 2; 2", Fraction(1, 2)),
            ("output-size", BOXES, "10; 8; 3; 2", Fraction(0)),
            ("output-size", {**BOXES, "boxes": False}, "4", Fraction(0)),
        ],
    )
    def test_each_row_or_box_counts_as_it_follows_from_the_students_own(self, kind, parameters, typed, share):
        said = judging.judge(catalogue()[kind].restore(parameters), typed)
        assert (said.score, said.outcome) == (share, "right" if share == 1 else "wrong")

    def test_a_choice_among_boxes_earns_nothing_by_itself(self):
        question = catalogue()["first-failure"].generate(Random(3), 2)
        layer, repair = question.solve()
        assert check(question, (layer + 1, repair)).share == check(question, (layer, "?")).share == 0
        assert check(question, (layer, repair)).share == 1

    def test_what_an_instructor_takes_for_right_too_is_worth_everything(self):
        question = catalogue()["network-table"].restore(TABLE)
        said = judging.judge(question, TWO_OF_THREE, [judging.Accepted(answer=TWO_OF_THREE)])
        assert (said.outcome, said.score) == ("right", 1)

    @pytest.mark.parametrize("slug", catalogue())
    def test_every_share_of_every_kind_is_stored_exactly(self, slug):
        for level in LEVELS:
            question = catalogue()[slug].generate(Random(level), level)
            if isinstance(question.answer, Parted):
                of = len(question.answer.parts(question.solve(), question.solve()))
                assert all(Fraction(in_parts(Fraction(n, of)), WHOLE) == Fraction(n, of) for n in range(of + 1))

    def test_others_read_four_decimals_and_one_only_where_all_is_right(self):
        parts = [in_parts(Fraction(*share)) for share in ((0, 1), (2, 3), (1, 4), (1, 1))]
        assert [as_decimal(one) for one in parts] == [0, 0.6667, 0.25, 1]
        assert as_decimal(WHOLE - 1) == 0.9999


@pytest.mark.django_db
class TestPoints:
    def test_two_of_three_rows_earn_two_thirds_of_the_points(self, sheet, student):
        verdict = hand_in(student, sheet, TWO_OF_THREE)
        assert (verdict.outcome, verdict.score, verdict.share) == ("wrong", 0, Fraction(2, 3))
        assert points(sheet) == Decimal("3.33")
        assert standings(student, timezone.now())[0].earned == Decimal("3.33")

    @pytest.mark.parametrize(("policy", "earned"), [("best", "3.33"), ("last", "1.67"), ("average", "2.5")])
    def test_the_rule_for_several_answers_uses_the_shares(self, sheet, student, policy, earned):
        change_set(problem_set=sheet, policy=policy)
        now = timezone.now()
        for place, text in enumerate((TWO_OF_THREE, ONE_OF_THREE)):
            hand_in(student, sheet, text, at=now + place * HOUR)
        assert points(ProblemSet.objects.get(pk=sheet.pk)) == Decimal(earned)

    def test_lateness_costs_a_part_of_the_part(self, sheet, student):
        now = timezone.now()
        change_set(problem_set=sheet, due_at=now - HOUR, late_steps=[[48, 80]])
        hand_in(student, sheet, TWO_OF_THREE, at=now)
        cell = row_of(ProblemSet.objects.get(pk=sheet.pk), student).cells[0]
        assert (cell.points, cell.late) == (Decimal("2.67"), True)

    def test_thirds_add_up_to_a_whole(self):
        """Three answers of a third each earn on average what one of a third earns, and not a hundredth less."""
        now, third = timezone.now(), in_parts(Fraction(1, 3))
        rules = ProblemSet().rules()
        score = score_of([Answer(third, now, now)] * 3, rules, "average")
        assert Fraction(score.earned, score.of) == Fraction(1, 3)
        assert points_of(score.earned, score.of, 3) == 1

    def test_right_is_still_only_what_is_all_right(self, sheet, student):
        hand_in(student, sheet, TWO_OF_THREE)
        learner = learner_of(user=student, now=timezone.now())
        assert right_items(learner, sheet) == set()
        line, facility = statistics(sheet).lines[0], facilities(sheet.items.all())[0]
        assert (line.first, line.end) == (0, 67)
        assert (facility.answers, facility.right, facility.unnamed) == (1, 0, 0)
        hand_in(student, sheet, ALL_RIGHT)
        assert right_items(learner, sheet) == {1}

    def test_practice_counts_only_what_is_all_right(self, visitor):
        attempt = Attempt.objects.create(
            learner=visitor,
            kind="network-table",
            level=1,
            seed=5,
            parameters=TABLE,
            kind_version=1,
            opened_at=timezone.now(),
        )
        pipeline.judge(pk=str(pipeline.submit(attempt=attempt, text=TWO_OF_THREE, now=timezone.now()).pk))
        assert [one.first_answer for one in practised(visitor)] == [0]


@pytest.mark.django_db
class TestWhoReadsOfIt:
    def test_the_student_reads_how_many_rows_are_right(self, client, sheet, student):
        hand_in(student, sheet, TWO_OF_THREE)
        client.force_login(student)
        page = words(client.get(reverse("item", args=[sheet.pk, 1])))
        assert "2 of 3 rows are right, each held against your own row above it." in page
        assert "not right (2/3)" in page

    def test_it_is_said_once_with_a_name_without_one_and_where_names_are_held_back(self, client, sheet, student):
        client.force_login(student)
        for show_slip, text in (("now", TWO_OF_THREE), ("now", "4 18 18; 4 9 9; 5"), ("never", "4 18 18; 4 9 9; 6")):
            change_set(problem_set=sheet, show_slip=show_slip)
            hand_in(student, sheet, text)
            assert words(client.get(reverse("item", args=[sheet.pk, 1]))).count("2 of 3 rows are right") == 1

    def test_the_download_has_the_points(self, client, sheet, student, instructor):
        hand_in(student, sheet, TWO_OF_THREE)
        hand_in(student, sheet, "11; 7; 3; 4", position=2)
        client.force_login(instructor)
        response = client.get(reverse("export-grades", args=["vision", sheet.pk]))
        rows = list(csv.reader(b"".join(response.streaming_content).decode().splitlines()))
        assert rows[1][2:] == ["3.33", "1.5", "4.83"]

    def test_a_regrade_says_who_counts_in_another_part(self, sheet, student, instructor):
        verdict = hand_in(student, sheet, TWO_OF_THREE)
        Verdict.objects.filter(pk=verdict.pk).update(partial=0)
        now = timezone.now()
        regrade = regrades.begin(problem_set=sheet, item=None, author=instructor, why="Rows count now", now=now)
        found = {one: pipeline.verdict_on(one) for one in regrades.waiting(regrade)}
        assert regrades.looked(regrade=regrade, at=found, now=now)
        regrade.refresh_from_db()
        regrades.next_stage(regrade=regrade, now=now)
        for decided in (False, True):
            regrade = Regrade.objects.get()
            said = outcome_of(regrade)
            assert (said.to_right, said.to_wrong, said.to_other_share, said.reworded, said.raised) == (0, 0, 1, 0, 1)
            if not decided:
                assert points(sheet) == 0
                assert regrades.apply(regrade=regrade, raises_only=False, author=instructor, now=timezone.now())
        assert points(sheet) == Decimal("3.33")


@pytest.mark.django_db(transaction=True)
def test_the_migration_keeps_scores_and_can_be_taken_back(problem_set, student):
    verdict = hand_in(student, problem_set, "80")
    before = [("attempts", "0010_turns"), ("gradebook", "0004_record_of_a_set")]
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate(before)
        with connection.cursor() as cursor:
            cursor.execute("SELECT outcome, score FROM attempts_verdict")
            assert cursor.fetchall() == [("right", 1)]
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(latest)
    assert (Verdict.objects.get(pk=verdict.pk).share, points(problem_set)) == (1, 1)
