"""Changing the questions of a set: words, points, bounds and conventions, and what stays as it was drawn."""

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises.kinds import catalogue
from grader import pipeline
from grader.attempts.models import Attempt
from grader.people.models import Course, Enrolment, Role
from grader.people.services import learner_of
from grader.sets import toml
from grader.sets.models import Extension, Item, ProblemSet
from grader.sets.queries import rules_for
from grader.sets.services import NewItem, create_set
from grader.sets.wishes import trouble_with
from tests.grader.conftest import OUTPUT_SIZE, member
from tests.grader.test_pages import words

pytestmark = pytest.mark.django_db
WITHIN = {"kernel": [5, 5], "n": [20, 40]}


@pytest.fixture
def item(problem_set):
    return problem_set.items.first()


def form_of(item, **changed):
    first = {"title": item.title, "points": item.points, "level": item.level, "drawn": "same", "words": ""}
    return {**first, "framework": "", **changed}


def save(client, instructor, item, **changed):
    client.force_login(instructor)
    response = client.post(
        reverse("edit-item", args=["vision", item.problem_set_id, item.pk]), form_of(item, **changed), follow=True
    )
    return Item.objects.get(pk=item.pk), response


class TestAQuestion:
    def test_its_words_and_points_change_and_its_numbers_stay(self, client, instructor, item):
        changed, _page = save(client, instructor, item, title="Warm up", points=3, words="Mind the **floor**.")
        assert (changed.title, changed.points, changed.words) == ("Warm up", 3, "Mind the **floor**.")
        assert changed.parameters == item.parameters

    def test_its_words_stand_above_it(self, client, instructor, student, item):
        save(client, instructor, item, words="Mind $\\frac{n}{2}$ and the **floor**.")
        client.force_login(student)
        page = client.get(reverse("item", args=[item.problem_set_id, 1])).content.decode()
        assert "<strong>floor</strong>" in page
        assert "<mfrac>" in page

    def test_other_bounds_draw_other_numbers_for_those_who_come_later(self, client, instructor, attempt, item):
        bounds = {"kernel-least": 5, "kernel-most": 5, "n-least": 20, "n-most": 40}
        changed, _page = save(client, instructor, item, **bounds)
        assert changed.limits == WITHIN
        assert changed.wanted(catalogue()[item.kind].restore(changed.parameters))
        assert Attempt.objects.get(pk=attempt.pk).parameters == attempt.parameters

    def test_numbers_that_fit_already_stay(self, client, instructor, item):
        changed, _page = save(client, instructor, item, **{"stride-least": 2, "stride-most": 4})
        assert changed.parameters == item.parameters

    def test_each_students_own_numbers_keep_within_the_bounds(self, client, instructor, item, course):
        bounds = {"kernel-least": 5, "kernel-most": 5, "n-least": 20, "n-most": 40}
        changed, _page = save(client, instructor, item, drawn="each", **bounds)
        for number in range(5):
            learner = learner_of(user=member(course, f"s{number}", Role.STUDENT), now=timezone.now())
            question = pipeline.open_item(learner=learner, item=changed, now=timezone.now()).question
            assert (question.kernel, 20 <= question.n <= 40) == (5, True)

    def test_bounds_that_leave_nothing_are_refused_with_a_reason(self, client, instructor, item):
        unchanged, page = save(client, instructor, item, **{"kernel-least": 99, "kernel-most": 99}, title="Lost")
        assert page.status_code == 422
        assert "Widen them" in words(page)
        assert 'value="Lost"' in page.content.decode()
        assert unchanged.title == item.title

    def test_the_page_says_whom_a_change_touches(self, client, instructor, attempt, item):
        client.force_login(instructor)
        page = words(client.get(reverse("edit-item", args=["vision", item.problem_set_id, item.pk])))
        assert "1 student has opened this question" in page

    def test_a_function_has_no_level_to_change(self, client, instructor, course):
        made = create_set(course=course, title="x", intro="", items=[NewItem("F", "pad2d", 0, {})], released=True)
        changed, page = save(client, instructor, made.items.get(), title="Pad", level="", drawn="")
        assert (page.status_code, changed.title, changed.level) == (200, "Pad", 0)


@pytest.mark.parametrize(
    ("limits", "framework", "said"),
    [
        ({"kernel": [3, 5]}, "", ""),
        ({}, "PyTorch", ""),
        ({"colour": [1, 2]}, "", "colour"),
        ({"kernel": [5, 3]}, "", "a least and a most"),
        ({}, "Caffe", "Caffe"),
    ],
)
def test_wishes_are_checked_before_they_are_stored(limits, framework, said):
    trouble = trouble_with("output-size", 2, limits, framework)
    assert said in trouble
    assert bool(trouble) == bool(said)


def test_a_toml_file_carries_all_of_it(course):
    item = NewItem(
        "A", "output-size", 2, {}, True, 3, "Above *it*", WITHIN, "PyTorch", [{"answer": "", "slip": "rounded-up"}]
    )
    made = create_set(course=course, title="Set", intro="", items=[item], released=False)
    assert toml.read(toml.written(made)) == toml.Sheet("Set", "", [item])


def test_a_toml_file_with_impossible_bounds_is_refused():
    text = 'title="x"\n[[items]]\nkind="output-size"\nlevel=1\nlimits={n=[900,900]}'
    with pytest.raises(toml.Faulty, match=r"Item 1.*Widen"):
        toml.read(text)


class TestTryingOut:
    def test_an_example_shows_the_question_its_picture_and_its_slips(self, client, instructor, problem_set):
        client.force_login(instructor)
        page = client.get(reverse("example", args=["vision", problem_set.pk]), {"kind": "output-size", "level": "2"})
        assert "Slips it names: " in words(page)
        assert "<svg" in page.content.decode()

    def test_the_set_says_what_it_tells_apart_and_warns_where_it_is_nothing(self, client, instructor, course):
        items = [NewItem("Strip", "output-size", 2, {}, True), NewItem("Padding", "pad2d", 0, {})]
        made = create_set(course=course, title="x", intro="", items=items, released=False)
        client.force_login(instructor)
        page = words(client.get(reverse("preview", args=["vision", made.pk])))
        assert "leave out the + 1" in page or "round up" in page
        assert "smallest input" in page

    def test_it_is_copied_to_another_course_that_one_teaches(self, client, instructor, problem_set):
        other = Course.objects.create(title="Other", slug="other")
        Enrolment.objects.create(course=other, user=instructor, role=Role.INSTRUCTOR)
        client.force_login(instructor)
        assert "Other" in words(client.get(reverse("edit-set", args=["vision", problem_set.pk])))
        client.post(reverse("copy-set", args=["vision", problem_set.pk]), {"course": "other"})
        copy = ProblemSet.objects.get(course=other)
        assert [one.title for one in copy.items.all()] == [one.title for one in problem_set.items.all()]


class TestLabels:
    def test_an_exception_for_a_label_holds_for_all_who_have_it(self, client, instructor, student, course, problem_set):
        client.force_login(instructor)
        sam = Enrolment.objects.get(user=student)
        client.post(reverse("member-label", args=["vision", sam.pk]), {"label": "more time"})
        page = client.post(
            reverse("exceptions", args=["vision", problem_set.pk]),
            {"label": "more time", "time_factor": "150", "extra_attempts": "0", "closes_at": "2030-01-01T12:00"},
        )
        assert page.status_code == 302
        assert rules_for(problem_set, student.pk).closes_at is not None
        other = member(course, "otto", Role.STUDENT)
        assert rules_for(problem_set, other.pk).closes_at is None

    def test_a_students_own_exception_goes_before_that_of_a_label(self, student, problem_set):
        Enrolment.objects.filter(user=student).update(label="b")
        Extension.objects.create(problem_set=problem_set, label="b", time_factor=150)
        Extension.objects.create(problem_set=problem_set, user=student, time_factor=200)
        problem_set.minutes = 60
        assert rules_for(problem_set, student.pk).minutes == 120

    def test_changing_one_keeps_what_it_says_already(self, client, instructor, student, problem_set):
        held = Extension.objects.create(problem_set=problem_set, user=student, extra_attempts=3, time_factor=150)
        client.force_login(instructor)
        address = reverse("exceptions", args=["vision", problem_set.pk])
        again = {"student": student.pk, "time_factor": "100", "extra_attempts": "0"}
        assert "Change it in the list above" in words(client.post(address, again))
        form = client.get(f"{address}?change={held.pk}").context["form"]
        posted = {name: form[name].value() or "" for name in form.fields}
        client.post(f"{address}?change={held.pk}", {**posted, "extra_attempts": "4"})
        held.refresh_from_db()
        assert (held.extra_attempts, held.time_factor) == (4, 150)

    def test_it_is_for_a_student_or_a_label_and_not_both(self, client, instructor, student, problem_set):
        Enrolment.objects.filter(user=student).update(label="b")
        client.force_login(instructor)
        posted = {"student": student.pk, "label": "b", "time_factor": "100", "extra_attempts": "0"}
        page = client.post(reverse("exceptions", args=["vision", problem_set.pk]), posted)
        assert page.status_code == 422
        assert not Extension.objects.exists()


def test_an_answer_taken_for_right_does_not_outlive_its_numbers(client, course, instructor):
    also = [{"answer": "81", "slip": ""}, {"answer": "", "slip": "rounded-up"}]
    item = NewItem("A", "output-size", 1, OUTPUT_SIZE, accepted=also)
    made = create_set(course=course, title="Set", intro="", items=[item], released=False).items.get()
    client.force_login(instructor)
    address = reverse("edit-item", args=[course.slug, made.problem_set_id, made.pk])
    form = {"title": "A", "points": "1", "level": "1", "drawn": "same", "words": "", "framework": ""}
    client.post(address, form)
    made.refresh_from_db()
    assert made.accepted == also
    client.post(address, {**form, "redraw": "on"})
    made.refresh_from_db()
    assert made.accepted == also[1:]
