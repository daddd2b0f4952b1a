"""What the pages offer next, as a student and a visitor meet it."""

import re
from random import Random

import pytest
from django.urls import reverse

from exercises.kinds import catalogue
from exercises.regimes import regimes_of
from grader import pipeline
from grader.attempts.models import Attempt, Submission
from grader.memory import memory

pytestmark = pytest.mark.django_db
OFFER = re.compile(r"Practise next: ([a-z ]+) – (\d+) of (\d+) wrong")


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda *, pk: None)


def answers(client, kind, level, seed, *, right):
    """Opens a permalink, and answers as somebody does who is right, or makes one slip."""
    client.get(f"/practice/{kind}/{level}/{seed}/")
    attempt = Attempt.objects.latest("opened_at")
    question = attempt.question
    value = question.solve() if right else question.mistakes()[0].answer
    client.post(reverse("submit", args=[attempt.pk]), {"answer": question.answer.show(value).split("; ")})
    pipeline.judge(pk=str(Submission.objects.get(attempt=attempt).pk))
    return attempt


def seeds_with(regime, kind, level, many):
    drawn = ((seed, catalogue()[kind].generate(Random(seed), level)) for seed in range(1, 500))
    return [seed for seed, question in drawn if (regime in regimes_of(question)) == (kind == "dilation")][:many]


def slips_on_dilation(client):
    """Five questions on dilation, of which four go wrong at first, and three others that go right."""
    for place, seed in enumerate(seeds_with("dilation", "dilation", 1, 5)):
        answers(client, "dilation", 1, seed, right=place == 0)
    for seed in seeds_with("padding", "output-size", 1, 3):
        answers(client, "output-size", 1, seed, right=True)


def test_a_student_is_offered_what_went_wrong_most(client, student):
    client.force_login(student)
    slips_on_dilation(client)
    page = client.get("/").content.decode()
    assert OFFER.search(page).groups() == ("dilated kernels", "4", "5")
    assert reverse("next", args=["dilation"]) in page


def test_a_visitor_is_offered_the_same_from_the_answers_of_this_session(client):
    slips_on_dilation(client)
    assert OFFER.search(client.get("/").content.decode()).groups() == ("dilated kernels", "4", "5")


def test_a_practice_question_offers_it_too(client, student):
    client.force_login(student)
    slips_on_dilation(client)
    assert "Practise next" not in client.get("/practice/output-size/1/7/").content.decode()  # as a minute ago
    memory.clear()
    assert OFFER.search(client.get("/practice/output-size/1/7/").content.decode())


def test_a_newcomer_is_offered_nothing_and_no_learner_is_made_for_them(client):
    assert "Practise next" not in client.get("/").content.decode()
    assert Attempt.objects.count() == 0
    assert "visitor" not in client.session


def test_mending_an_answer_does_not_undo_that_it_went_wrong_at_first(client, student):
    client.force_login(student)
    slips_on_dilation(client)
    attempt = Attempt.objects.filter(kind="dilation").latest("opened_at")
    right = attempt.question.answer.show(attempt.question.solve()).split("; ")
    client.post(reverse("submit", args=[attempt.pk]), {"answer": right})
    for submission in Submission.objects.filter(attempt=attempt):
        pipeline.judge(pk=str(submission.pk))
    assert OFFER.search(client.get("/").content.decode()).groups()[1:] == ("4", "5")


def test_one_student_learns_nothing_of_anothers_slips(client, student, outsider):
    client.force_login(student)
    slips_on_dilation(client)
    client.force_login(outsider)
    assert "Practise next" not in client.get("/").content.decode()


def test_the_offer_leads_to_a_question_of_that_regime(client, student):
    client.force_login(student)
    slips_on_dilation(client)
    response = client.get(reverse("next", args=["dilation"]), follow=True)
    assert response.status_code == 200
    assert "dilation" in regimes_of(Attempt.objects.latest("opened_at").question)


def test_there_is_no_page_for_a_regime_that_does_not_exist(client):
    assert client.get("/practice/next/huge-kernels/").status_code == 404


def test_looking_back_takes_one_query_however_much_was_answered(client, student, django_assert_max_num_queries):
    client.force_login(student)
    slips_on_dilation(client)
    with django_assert_max_num_queries(12):
        client.get("/")
