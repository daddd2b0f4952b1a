"""Points: which answers count, what lateness costs, what people change and what is written down about it."""

import csv
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from django.urls import reverse
from django.utils import timezone

from grader import pipeline
from grader.attempts.models import Submission, Verdict
from grader.attempts.services import receive
from grader.gradebook.export import safe
from grader.gradebook.models import Change
from grader.gradebook.queries import facilities, gradebook, row_of
from grader.gradebook.scores import Answer, points_of, score_of
from grader.gradebook.standings import standings
from grader.judging import WHOLE
from grader.pages.templatetags.stridewise import slip_title
from grader.people.models import Enrolment, Role
from grader.people.services import learner_of
from grader.sets.models import Extension, Policy, ProblemSet
from grader.sets.services import change_set
from tests.grader.conftest import FORGOT_ONE, RIGHT, member
from tests.grader.test_pages import words

DUE = datetime(2026, 11, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
RULES = ProblemSet(due_at=DUE, late_steps=[[48, 80]]).rules()


def answers(*pairs):
    return [Answer(score * WHOLE, DUE + late * HOUR, DUE + late * HOUR) for score, late in pairs]


@pytest.mark.parametrize(
    ("policy", "given", "part", "late"),
    [
        ("best", [(0, -2), (1, -1), (0, 1)], (100, 100), False),
        ("best", [(0, -1), (1, 1)], (80, 100), True),
        ("best", [(1, 100), (1, 1)], (80, 100), True),
        ("last", [(1, -2), (0, -1)], (0, 100), False),
        ("last", [(0, -1), (1, 1)], (80, 100), True),
        ("average", [(1, -2), (0, -1), (1, 1)], (180, 300), True),
    ],
)
def test_a_policy_chooses_and_lateness_costs(policy, given, part, late):
    score = score_of(answers(*given), RULES, policy)
    assert (Fraction(score.earned, score.of), score.late, score.answers) == (Fraction(*part), late, len(given))


def test_no_answer_is_no_score():
    assert score_of([], RULES, "best") is None


@pytest.mark.parametrize(("earned", "of", "shown"), [(200, 300, "0.67"), (100, 800, "0.13"), (100, 100, "1")])
def test_points_are_rounded_to_the_hundredth(earned, of, shown):
    assert points_of(earned, of, 1) == Decimal(shown)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_no_cell_starts_a_formula(cell):
    assert safe(cell) == f"'{cell}"
    assert safe("sam") == "sam"


@pytest.fixture
def given(attempt, monkeypatch):
    """The student answered the first question wrongly, then rightly."""
    monkeypatch.setattr(pipeline.judge, "delay", lambda **_: None)
    for text in (FORGOT_ONE, RIGHT):
        pipeline.judge(pk=str(pipeline.submit(attempt=attempt, text=text, now=timezone.now()).pk))
    return attempt


def answered_at_random(user, problem_set, now, dice):
    learner = learner_of(user=user, now=now)
    for item in problem_set.items.all():
        attempt = pipeline.open_item(learner=learner, item=item, now=now)
        for number in range(4):
            at = now + dice.uniform(-15, 22) * HOUR
            submission, _is_new = receive(attempt=attempt, answer=str(number), typed="", now=at)
            Submission.objects.filter(pk=submission.pk).update(state="done", given_at=at + dice.random() * HOUR)
            Verdict.objects.create(
                submission=submission, outcome="x", **worth_of(dice.randint(0, 12)), sentence={}, judged_at=at
            )


def worth_of(twelfths):
    return {"score": 1} if twelfths == 12 else {"score": 0, "partial": twelfths * WHOLE // 12}


@pytest.mark.django_db
class TestAGradebook:
    def test_it_lists_students_only_and_says_what_is_missing(self, given, problem_set, instructor):
        book = gradebook(problem_set)
        assert [row.user.username for row in book.rows] == ["sam"]
        assert [cell.points for cell in book.rows[0].cells] == [Decimal(1), None]
        assert [cell.shown for cell in book.rows[0].cells] == ["1", "–"]
        assert book.most == 2

    def test_late_credit_is_worked_out_when_it_is_asked_for(self, given, problem_set, student):
        problem_set.due_at, problem_set.late_steps = timezone.now() - HOUR, [[48, 80]]
        problem_set.save()
        cell = row_of(problem_set, student).cells[0]
        assert (cell.points, cell.late) == (Decimal("0.8"), True)

    def test_an_override_stands_until_it_is_taken_back_and_both_are_recorded(
        self, client, given, problem_set, student, instructor
    ):
        client.force_login(instructor)
        address = reverse("override", args=["vision", problem_set.pk])
        item = problem_set.items.last()
        posted = {"student": student.pk, "item": item.pk, "points": "0,5", "why": "Right on paper"}
        client.post(address, posted)
        cell = row_of(problem_set, student).cells[1]
        assert (cell.points, cell.overridden) == (Decimal("0.5"), True)
        client.post(address, {**posted, "points": "", "why": "Paper was another's"})
        assert row_of(problem_set, student).cells[1].points is None
        record = [(one.author, one.before, one.after, one.why) for one in Change.objects.all()]
        assert record == [
            (instructor, "0.5", "0", "Paper was another's"),
            (instructor, "0", "0.5", "Right on paper"),
        ]

    @pytest.mark.parametrize("faulty", [{"why": " "}, {"points": "many"}, {"points": "-1"}, {"points": "NaN"}])
    def test_no_reason_or_no_number_changes_nothing(self, client, problem_set, student, instructor, faulty):
        client.force_login(instructor)
        posted = {"student": student.pk, "item": problem_set.items.first().pk, "points": "1", "why": "x", **faulty}
        page = client.post(reverse("override", args=["vision", problem_set.pk]), posted, follow=True)
        assert "Nothing was changed" in words(page)
        assert not Change.objects.exists()

    def test_a_dropped_question_has_no_points_and_a_gifted_one_gives_them_to_all(
        self, client, given, problem_set, student, instructor
    ):
        client.force_login(instructor)
        first, last = problem_set.items.all()
        address = reverse("treat", args=["vision", problem_set.pk])
        client.post(address, {"item": first.pk, "treatment": "dropped", "why": "Misprint"})
        client.post(address, {"item": last.pk, "treatment": "gifted", "why": "Not taught yet"})
        book = gradebook(ProblemSet.objects.get())
        assert [cell.points for cell in book.rows[0].cells] == [0, 1]
        assert book.most == 1
        record = [(one.before, one.after) for one in Change.objects.order_by("pk")]
        assert record == [("counts", "dropped"), ("1", "0"), ("counts", "gifted"), ("0", "1")]

    def test_the_page_names_the_slip_and_the_csv_holds_the_points(self, client, given, problem_set, instructor):
        client.force_login(instructor)
        page = words(client.get(reverse("slips", args=["vision", problem_set.pk])))
        slip = facilities(problem_set.items.all())[0].slips[0][0]
        assert f"{slip_title(slip)} × 1" in page
        assert "50 %" in page
        response = client.get(reverse("export-grades", args=["vision", problem_set.pk]))
        rows = list(csv.reader(b"".join(response.streaming_content).decode().splitlines()))
        assert rows[1] == ["sam", "sam@example.org", "1", "", "1"]

    @pytest.mark.parametrize("policy", Policy.values)
    def test_the_database_adds_up_what_single_answers_are_worth(self, problem_set, course, student, policy):
        """Everybody has their own dates: what a list of all says is what each reads about themselves."""
        now, dice = timezone.now(), Random(7)
        change_set(problem_set=problem_set, due_at=now, late_steps=[[10, 80], [20, 50]], policy=policy)
        users = [student, *(member(course, f"s{number}", Role.STUDENT) for number in range(5))]
        Extension.objects.create(problem_set=problem_set, user=users[1], due_at=now + 5 * HOUR)
        Extension.objects.create(problem_set=problem_set, label="b", due_at=now + 15 * HOUR)
        Enrolment.objects.filter(user__in=users[:3]).update(label="b")
        for user in users:
            answered_at_random(user, problem_set, now, dice)
        lines = {user.username: standings(user, now + 100 * HOUR)[0].earned for user in users}
        book = {row.user.username: row.total for row in gradebook(problem_set).rows}
        assert book == lines
        assert book == {user.username: row_of(problem_set, user).total for user in users}
        assert len(set(book.values())) > 2

    def test_it_takes_as_many_queries_for_twenty_students_as_for_one(
        self, client, given, problem_set, course, instructor, django_assert_num_queries
    ):
        for number in range(20):
            learner_of(user=member(course, f"s{number}", Role.STUDENT), now=timezone.now())
        with django_assert_num_queries(5):
            assert len(gradebook(problem_set).rows) == 21
