"""The pages as a visitor, a student and an outsider meet them, without a browser."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises.diagnosis import shows
from exercises.kinds import catalogue
from exercises.question import LEVELS
from grader import pipeline
from grader.attempts import services
from grader.attempts.models import Attempt, State, Submission
from grader.pages.views import practice
from tests.grader.conftest import FORGOT_ONE, OUTPUT_SIZE, RIGHT

pytestmark = pytest.mark.django_db
QUESTION = "/practice/output-size/1/7/"
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda *, pk: None)


def words(response):
    """What a reader sees: no tags, single spaces."""
    text = re.sub(r"<(script|style|noscript).*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def open_question(client, address=QUESTION):
    assert client.get(address).status_code == 200
    return Attempt.objects.latest("opened_at")


def answer(client, attempt, *values, **headers):
    return client.post(reverse("submit", args=[attempt.pk]), {"answer": list(values)}, **headers)


def judge_all():
    for submission in Submission.objects.all():
        pipeline.judge(pk=str(submission.pk))


def wrong_answer(attempt):
    """An answer that one slip alone explains."""
    question = attempt.question
    mistake = next(m for m in question.mistakes() if m.slip in question.targets(attempt.level))
    return question.answer.show(mistake.answer), mistake


def test_the_front_page_lists_every_kind_at_every_level(client):
    page = client.get("/").content.decode()
    for slug in catalogue():
        for level in LEVELS:
            assert f'href="/practice/{slug}/{level}/"' in page


@pytest.mark.parametrize("address", ["/practice/surprise/", "/practice/output-size/", "/practice/output-size/3/"])
def test_every_way_in_leads_to_a_permalink(client, address):
    response = client.get(address, follow=True)
    assert response.status_code == 200
    assert re.fullmatch(r"/practice/[a-z-]+/[123]/\d+/", response.redirect_chain[-1][0])


@pytest.mark.parametrize(
    "address",
    ["/practice/origami/1/", "/practice/output-size/9/", "/practice/output-size/1/99999999999/", "/nothing/"],
)
def test_an_address_of_nothing_says_so_and_shows_the_way_back(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "There is nothing here" in words(response)


@pytest.mark.parametrize("slug", catalogue())
@pytest.mark.parametrize("level", LEVELS)
def test_a_visitor_reads_each_kind_answers_rightly_and_wrongly_and_learns_why(client, slug, level):
    attempt = open_question(client, f"/practice/{slug}/{level}/11/")
    typed, mistake = wrong_answer(attempt)
    for text in (typed, attempt.question.answer.show(attempt.question.solve())):
        answer(client, attempt, *text.split("; "))
    judge_all()
    wrong, right = (client.get(reverse("submission", args=[s.pk]), **HTMX) for s in Submission.objects.all())
    assert "Not right" in words(wrong)
    assert Submission.objects.first().verdict.slip
    assert "Right" in words(right)
    assert "Show me" in words(wrong)
    solution = client.get(reverse("solution", args=[attempt.pk]), **HTMX)
    assert "Step by step" in words(solution)
    assert mistake.slip


def test_two_people_with_one_permalink_see_the_same_question(client, django_user_model):
    mine = client.get(QUESTION)
    theirs = type(client)().get(QUESTION)
    prompt = re.search(r'class="prompt">(.*?)</div>', mine.content.decode(), re.S)[1]
    assert prompt in theirs.content.decode()
    assert Attempt.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "complaint"), [("abc", "is not a number"), ("", "Nothing is written"), ("1e", "not a")]
)
def test_unreadable_input_gets_a_message_at_its_field_and_keeps_what_was_typed(client, typed, complaint):
    attempt = open_question(client)
    response = answer(client, attempt, typed)
    assert response.status_code == 422
    assert complaint in words(response)
    assert f'value="{typed}"' in response.content.decode()
    assert 'aria-invalid="true"' in response.content.decode()
    assert not Submission.objects.exists()


def test_an_empty_cell_is_pointed_at(client):
    attempt = open_question(client, "/practice/convolution-grid/1/7/")
    response = answer(client, attempt, "1\t2\t3\n4\t\t6\n7\t8\t9", **HTMX)
    assert "The cell in row 2, column 2 is empty." in words(response)
    assert 'data-faulty-cell="4"' in response.content.decode()


def test_a_ragged_grid_is_told_which_row(client):
    attempt = open_question(client, "/practice/convolution-grid/1/7/")
    response = answer(client, attempt, "1 2 3\n4 5\n7 8 9")
    assert "Row 2 has 2 numbers, but row 1 has 3." in words(response)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_ten_megabytes_get_a_message_at_the_field(client, headers):
    attempt = open_question(client)
    response = answer(client, attempt, "9" * 10_000_000, **headers)
    assert response.status_code == 413
    assert "An answer has at most 10000 characters." in words(response)
    assert 'aria-invalid="true"' in response.content.decode()


def test_without_javascript_the_verdict_stands_on_the_question_page(client):
    attempt = open_question(client)
    response = answer(client, attempt, wrong_answer(attempt)[0])
    assert response.url == f"{QUESTION}#outcome"
    assert "Checking" in words(client.get(QUESTION))
    assert f'content="1; url={QUESTION}?look=1#outcome"' in client.get(QUESTION).content.decode()
    assert "look=3" in client.get(f"{QUESTION}?look=2").content.decode()
    judge_all()
    assert "Not right" in words(client.get(QUESTION))
    assert "refresh" not in client.get(QUESTION).content.decode()


def test_a_long_wait_is_said_plainly_and_asked_about_less_often(client):
    attempt = open_question(client)
    page = answer(client, attempt, "1", **HTMX).content.decode()
    assert "load delay:150ms" in page
    submission = Submission.objects.get()
    submission.received_at -= timedelta(seconds=30)
    submission.save()
    waiting = client.get(reverse("submission", args=[submission.pk]), **HTMX)
    assert "No worker has come for it yet" in words(waiting)
    assert "load delay:2s" in waiting.content.decode()


def test_who_waits_reads_the_place_in_line_from_the_second_look_on(client):
    """The answer itself is acknowledged without counting the line; most never stand in one."""
    attempt = open_question(client)
    assert "in line" not in words(answer(client, attempt, "1", **HTMX))
    mine = Submission.objects.get()
    for minutes in (1, 2):
        services.receive(
            attempt=attempt, answer=f"{minutes}0", typed="", now=mine.received_at - timedelta(minutes=minutes)
        )
    address = reverse("submission", args=[mine.pk])
    Submission.objects.filter(pk=mine.pk).update(received_at=timezone.now() - timedelta(seconds=0.5))
    assert "Your answer is kept and is number 3 in line." in words(client.get(address, **HTMX))
    Submission.objects.exclude(pk=mine.pk).update(state=State.DONE)
    assert "in line" not in words(client.get(address, **HTMX))


def test_the_solution_is_not_shown_before_an_answer_is_judged(client):
    attempt = open_question(client)
    address = reverse("solution", args=[attempt.pk])
    assert client.get(address).status_code == 404
    answer(client, attempt, "1")
    assert client.get(address).status_code == 404
    judge_all()
    assert client.get(address).status_code == 200


def test_the_legend_names_every_mark_of_the_solution(client):
    attempt = open_question(client, "/practice/never-read/2/7/")
    answer(client, attempt, "0", "0")
    judge_all()
    assert "never read" in words(client.get(reverse("solution", args=[attempt.pk]), **HTMX))
    slipped = open_question(client, "/practice/strided-convolution-grid/2/7/")
    wrong = next(m for m in slipped.question.mistakes() if m.frames)
    answer(client, slipped, slipped.question.answer.show(wrong.answer))
    judge_all()
    assert "what the slip would read" in words(client.get(reverse("solution", args=[slipped.pk]), **HTMX))


def test_the_hint_is_the_first_step_and_not_the_answer(client):
    attempt = open_question(client)
    hint = client.get(reverse("hint", args=[attempt.pk]), **HTMX)
    steps = attempt.question.explain().steps
    assert str(steps[0].sentence)[:20] in words(hint)
    assert str(steps[-1].sentence)[:30] not in words(hint)


def test_after_a_named_slip_the_next_question_would_show_it_again(client):
    attempt = open_question(client, "/practice/output-size/3/7/")
    answer(client, attempt, wrong_answer(attempt)[0])
    judge_all()
    slip = Submission.objects.get().verdict.slip
    page = client.get("/practice/output-size/3/7/").content.decode()
    address = re.search(r'href="(/practice/output-size/3/\?after=[^"]+)"', page)[1]
    assert address.endswith(f"after={slip}")
    client.get(address, follow=True)
    assert shows(Attempt.objects.latest("opened_at").question, slip)


def test_a_slip_that_shows_on_another_level_alone_leads_there_and_says_so(client, monkeypatch):
    monkeypatch.setattr(practice, "SEARCH_SECONDS", 60)  # a busy machine looks at few questions in a quarter of one
    page = client.get("/practice/pooling-size/1/?after=padding-once", follow=True)
    attempt = Attempt.objects.latest("opened_at")
    assert attempt.level > 1
    assert shows(attempt.question, "padding-once")
    said = f"No numbers of level 1 were found on which this slip would show. This is level {attempt.level}."
    assert said in words(page)


def test_where_no_question_would_show_the_slip_the_reader_is_told(client):
    page = client.get("/practice/output-size/1/?after=kernel-flipped", follow=True)
    assert "No numbers were found on which this slip would show. Here is another question." in words(page)
    assert Attempt.objects.latest("opened_at").level == 1


def test_a_fresh_question_comes_without_a_note(client):
    assert "were found" not in words(client.get("/practice/output-size/1/", follow=True))


def test_a_slip_that_does_not_exist_still_leads_to_a_question(client):
    assert client.get("/practice/output-size/1/?after=origami", follow=True).status_code == 200


def test_a_repeated_answer_is_said_to_cost_nothing(client):
    attempt = open_question(client)
    answer(client, attempt, "1")
    judge_all()
    assert "It costs nothing" in words(answer(client, attempt, "1", **HTMX))


def test_nobody_reads_what_another_visitor_answered(client):
    attempt = open_question(client)
    answer(client, attempt, "1")
    judge_all()
    stranger = type(client)()
    submission = Submission.objects.get()
    for name, pk in (("solution", attempt.pk), ("submission", submission.pk)):
        assert stranger.get(reverse(name, args=[pk])).status_code == 404


def test_an_answer_sent_from_a_new_session_goes_to_an_attempt_of_its_own(client):
    attempt = open_question(client)
    stranger = type(client)()
    assert answer(stranger, attempt, "2").status_code == 302
    given = Submission.objects.get()
    assert given.attempt != attempt
    assert given.attempt.question == attempt.question
    assert 'value="2"' in stranger.get(QUESTION).content.decode()
    assert 'value="2"' not in client.get(QUESTION).content.decode()


def test_nobody_answers_for_a_student_in_a_set(client, student, outsider, problem_set):
    client.force_login(student)
    client.get(f"/sets/{problem_set.pk}/1/")
    client.force_login(outsider)
    assert answer(client, Attempt.objects.get(), RIGHT).status_code == 404


def test_the_answer_given_last_is_the_one_that_is_shown(client):
    attempt = open_question(client)
    for typed in ("900", "901", "900.0"):
        answer(client, attempt, typed)
    judge_all()
    page = client.get(QUESTION).content.decode()
    assert 'value="900.0"' in page
    assert Submission.objects.count() == 2


def test_marks_show_numbers_as_they_are_read_and_choices_in_words(client):
    attempt = open_question(client, "/practice/average-pooling/1/7/")
    rows = attempt.question.solve()
    answer(client, attempt, "\n".join(" ".join(["3.66666667"] * len(row)) for row in rows))
    judge_all()
    assert "3.66666667" in words(client.get("/practice/average-pooling/1/7/"))
    attempt = open_question(client, "/practice/same-padding/3/7/")
    answer(client, attempt, "0", "equal")
    judge_all()
    outcome = client.get(reverse("submission", args=[Submission.objects.latest("given_at").pk]), **HTMX)
    assert "the same number at both ends" in words(outcome)


def test_a_post_without_its_token_says_that_the_page_is_old():
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/account/login/", {})
    assert response.status_code == 403
    assert "This page has grown old" in words(response)


def test_what_a_visitor_did_is_theirs_after_signing_in(client, student):
    attempt = open_question(client)
    client.force_login(student)
    client.get(QUESTION)
    attempt.refresh_from_db()
    assert attempt.learner.user == student
    assert Attempt.objects.count() == 1


def test_a_question_that_a_user_had_met_before_signing_in_stays_one_attempt(client, student):
    client.force_login(student)
    known = open_question(client)
    client.logout()
    answer(client, open_question(client), "5")
    client.force_login(student)
    session = client.session
    session["visitor"] = Attempt.objects.latest("opened_at").learner.pk
    session.save()
    client.get(QUESTION)
    assert list(Attempt.objects.filter(learner=known.learner)) == [known]
    assert [submission.answer for submission in known.submissions.all()] == ["5"], "the visitor's answer came along"


def test_a_student_finds_the_set_answers_and_sees_what_is_done(client, student, problem_set):
    client.force_login(student)
    assert "First sheet" in words(client.get("/sets/"))
    address = f"/sets/{problem_set.pk}/1/"
    page = words(client.get(address))
    assert "A long strip, stride 3" in page
    attempt = Attempt.objects.get()
    assert attempt.parameters == OUTPUT_SIZE
    answer(client, attempt, FORGOT_ONE)
    answer(client, attempt, RIGHT)
    judge_all()
    assert "✓" in words(client.get(f"/sets/{problem_set.pk}/"))
    assert "Next question" in words(client.get(address))


def test_an_outsider_sees_nothing_of_a_course(client, outsider, problem_set):
    client.force_login(outsider)
    assert "First sheet" not in words(client.get("/sets/"))
    for address in (f"/sets/{problem_set.pk}/", f"/sets/{problem_set.pk}/1/"):
        assert client.get(address).status_code == 404


def test_a_visitor_is_asked_to_sign_in_first(client, problem_set):
    for address in ("/sets/", f"/sets/{problem_set.pk}/", f"/sets/{problem_set.pk}/1/"):
        assert client.get(address).url.startswith("/account/login/")


def test_only_the_instructor_sees_a_set_before_its_release(client, student, instructor, problem_set):
    problem_set.released = False
    problem_set.save()
    client.force_login(student)
    assert client.get(f"/sets/{problem_set.pk}/").status_code == 404
    client.force_login(instructor)
    assert client.get(f"/sets/{problem_set.pk}/").status_code == 200


def test_an_attack_in_an_answer_is_only_text(client):
    attempt = open_question(client)
    response = answer(client, attempt, '"><script>alert(1)</script>')
    assert "<script>alert" not in response.content.decode()


def test_pages_allow_no_inline_code_and_no_frames(client):
    response = client.get(QUESTION)
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"<script(?![^>]*src)|\son\w+=|\sstyle=", response.content.decode())
