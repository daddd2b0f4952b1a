"""Courses: founding one, joining by code, link and invitation, roles, leaving."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from grader import pipeline
from grader.attempts.models import Attempt
from grader.pages.emails import read_emails
from grader.people import services as people
from grader.people.models import Course, Enrolment, Invitation, Role, User
from grader.people.services import new_join_code
from tests.grader.test_pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_at_once(monkeypatch, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setattr(pipeline.send_invitation, "delay", lambda **hint: pipeline.send_invitation(**hint))


def role_of(user, course):
    return Enrolment.objects.filter(user=user, course=course).values_list("role", flat=True).first()


def test_whoever_founds_a_course_teaches_it_and_it_is_closed_at_first(client, outsider):
    client.force_login(outsider)
    for title in ("Vision 2026", "Vision 2026", "视觉"):
        assert client.post(reverse("found-course"), {"title": title}, follow=True).status_code == 200
    founded = Course.objects.exclude(title="Elsewhere")
    assert len({one.slug for one in founded}) == 3
    assert {(role_of(outsider, one), one.join_code) for one in founded} == {(Role.INSTRUCTOR, None)}


def test_a_student_joins_with_a_code_however_it_is_typed(client, course, outsider):
    code = new_join_code(course=course)
    client.force_login(outsider)
    page = client.post(reverse("join"), {"code": f" {code[:4].lower()}-{code[4:]} "}, follow=True)
    assert "Vision" in words(page)
    assert role_of(outsider, course) == Role.STUDENT


def test_a_link_names_the_course_and_joins_on_request_only(client, course, outsider):
    address = reverse("join-with", args=[new_join_code(course=course)])
    client.force_login(outsider)
    assert "Join Vision" in words(client.get(address))
    assert role_of(outsider, course) is None
    client.post(address)
    assert role_of(outsider, course) == Role.STUDENT


def test_an_instructor_who_follows_the_students_link_stays_one(client, course, instructor):
    client.force_login(instructor)
    client.post(reverse("join-with", args=[new_join_code(course=course)]))
    assert role_of(instructor, course) == Role.INSTRUCTOR


def test_an_old_code_and_a_closed_course_let_nobody_in(client, course, instructor, outsider):
    old = new_join_code(course=course)
    client.force_login(instructor)
    client.post(reverse("joining", args=[course.slug]), {"open": "yes"})
    course.refresh_from_db()
    assert course.join_code != old
    client.post(reverse("joining", args=[course.slug]), {"open": ""})
    client.force_login(outsider)
    assert client.get(reverse("join-with", args=[old])).status_code == 404
    for code in (old, ""):
        assert "No course has this code" in words(client.post(reverse("join"), {"code": code}, follow=True))
    assert role_of(outsider, course) is None


def test_a_pasted_table_is_read_line_by_line():
    pasted = read_emails('Name;E-mail\n"Ada L.";ADA@example.org\nBob <bob@example.org>\nnobody\n\nada@example.org')
    assert pasted.emails == ["ada@example.org", "bob@example.org"]
    assert pasted.strange == ["nobody"]


@pytest.mark.parametrize(
    "text",
    [
        "ada@example.org, bob@example.org; o'neil@example.org",
        "ada@example.org;bob@example.org\r\no'neil@example.org;",
        "Ada L. <ada@example.org>, \"Bob, the Second\" <bob@example.org>; O'Neil <o'neil@example.org>",
        "'ada@example.org' ‘bob@example.org’\to'neil@example.org.",
        "[Ada](mailto:ada@example.org) (bob@example.org) <mailto:o'neil@example.org>",
        "id,e-mail\n1,ADA@example.org\n2,bob@example.org\n3,o'neil@example.org",
    ],
)
def test_addresses_are_parted_in_any_way(text):
    assert read_emails(text).emails == ["ada@example.org", "bob@example.org", "o'neil@example.org"]
    assert read_emails(text).strange == []


def test_what_is_no_address_is_named_beside_those_that_are():
    pasted = read_emails("ada@example.org, bob@; c@d@example.org\nnobody here")
    assert pasted.emails == ["ada@example.org"]
    assert pasted.strange == ["bob@", "c@d@example.org", "nobody here"]


def test_addresses_beyond_a_thousand_are_left_out_and_it_is_said(client, course, instructor):
    client.force_login(instructor)
    typed = ", ".join(f"s{number}@example.org" for number in range(1_003)) + "\n" + "nobody\n" * 7
    posted = {"emails": typed, "role": "student"}
    page = words(client.post(reverse("invite", args=[course.slug]), posted, follow=True))
    assert "Invited: 1000." in page
    assert "The first 1000 addresses were taken. 3 more were left out" in page
    assert page.count("was passed over: nobody") == 5
    assert "2 more lines were passed over." in page
    assert Invitation.objects.count() == 1_000


@pytest.mark.django_db(transaction=True)
def test_an_invited_person_gets_a_link_that_works_once(client, course, instructor, student, outsider):
    client.force_login(instructor)
    pasted = {"emails": "new@example.org\nsam@example.org", "role": "assistant"}
    page = client.post(reverse("invite", args=[course.slug]), pasted, follow=True)
    assert "Invited: 1. Members or invited before: 1." in words(page)
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]
    assert Invitation.objects.get().sent_at is not None
    link = re.search(r"http://testserver(/invitations/\S+)", mail.outbox[0].body)[1]
    client.force_login(outsider)
    assert "as assistant" in words(client.get(link))
    client.post(link)
    assert role_of(outsider, course) == Role.ASSISTANT
    client.force_login(User.objects.create_user("late", "late@example.org", "x"))
    assert client.post(link).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_invitations_are_kept_when_the_queue_is_down(client, course, instructor, monkeypatch):
    def down(**_):
        raise OSError

    monkeypatch.setattr(pipeline.send_invitation, "delay", down)
    client.force_login(instructor)
    page = client.post(
        reverse("invite", args=[course.slug]), {"emails": "a@example.org", "role": "student"}, follow=True
    )
    assert "not yet" in words(page)
    assert Invitation.objects.get().token in page.content.decode(), "the link can be handed over by other means"


def test_an_invitation_that_was_not_sent_is_sent_later_for_three_days(
    client, course, instructor, monkeypatch, mailoutbox
):
    client.force_login(instructor)
    with monkeypatch.context() as patch:
        patch.setattr(pipeline.send_invitation, "delay", lambda **_: None)
        client.post(reverse("invite", args=[course.slug]), {"emails": "a@example.org", "role": "student"})
    for minutes, sent in ((1, 0), (10, 1), (20, 1)):
        Invitation.objects.update(invited_at=timezone.now() - timedelta(minutes=minutes))
        pipeline.send_unsent()
        assert len(mailoutbox) == sent
    assert f"http://testserver{reverse('accept', args=[Invitation.objects.get().token])}" in mailoutbox[0].body
    Invitation.objects.update(sent_at=None, invited_at=timezone.now() - timedelta(days=4))
    pipeline.send_unsent()
    assert len(mailoutbox) == 1


def test_a_withdrawn_invitation_is_worth_nothing(client, course, instructor):
    client.force_login(instructor)
    client.post(reverse("invite", args=[course.slug]), {"emails": "a@example.org", "role": "student"})
    invitation = Invitation.objects.get()
    client.post(reverse("withdraw", args=[course.slug, invitation.pk]))
    assert client.get(reverse("accept", args=[invitation.token])).status_code == 404


def test_a_removed_students_work_is_kept_and_there_again_after_joining(client, course, instructor, student, attempt):
    client.force_login(instructor)
    page = client.post(reverse("member-remove", args=[course.slug, Enrolment.objects.get(user=student).pk]))
    assert page.status_code == 302
    client.force_login(student)
    assert client.get(reverse("course", args=[course.slug])).status_code == 404
    assert client.get(reverse("set", args=[attempt.item.problem_set_id])).status_code == 404
    assert Attempt.objects.get() == attempt
    client.post(reverse("join-with", args=[new_join_code(course=course)]))
    assert client.get(reverse("set", args=[attempt.item.problem_set_id])).status_code == 200


def test_a_student_leaves(client, course, student):
    client.force_login(student)
    assert client.post(reverse("leave", args=[course.slug])).url == reverse("courses")
    assert role_of(student, course) is None


def test_the_last_instructor_stays(client, course, instructor, student):
    client.force_login(instructor)
    me = Enrolment.objects.get(user=instructor)
    for address, posted in [
        (reverse("leave", args=[course.slug]), {}),
        (reverse("member-remove", args=[course.slug, me.pk]), {}),
        (reverse("member-role", args=[course.slug, me.pk]), {"role": "student"}),
    ]:
        assert "Make somebody else one first" in words(client.post(address, posted, follow=True))
        assert role_of(instructor, course) == Role.INSTRUCTOR
    other = Enrolment.objects.get(user=student)
    client.post(reverse("member-role", args=[course.slug, other.pk]), {"role": "instructor"})
    client.post(reverse("leave", args=[course.slug]))
    assert role_of(instructor, course) is None
    assert role_of(student, course) == Role.INSTRUCTOR


def test_whoever_was_removed_can_be_invited_again(client, course, instructor, student):
    client.force_login(instructor)
    form = {"emails": "sam@example.org", "role": "student"}
    Enrolment.objects.filter(user=student).delete()
    client.post(reverse("invite", args=[course.slug]), form)
    client.force_login(student)
    client.post(reverse("accept", args=[Invitation.objects.get().token]))
    Enrolment.objects.filter(user=student).delete()
    client.force_login(instructor)
    client.post(reverse("invite", args=[course.slug]), form)
    assert Invitation.objects.get().accepted_by is None


def test_a_student_who_is_invited_as_assistant_becomes_one_and_never_less(client, course, instructor, student):
    for role, then in (("assistant", Role.ASSISTANT), ("student", Role.ASSISTANT)):
        (made,) = people.invite(course=course, emails=[f"{role}@example.org"], role=Role(role), now=timezone.now())
        client.force_login(student)
        client.post(reverse("accept", args=[made.token]))
        assert role_of(student, course) == then


def test_who_was_removed_and_whose_set_was_withdrawn_answers_no_more(client, course, student, attempt):
    client.force_login(student)
    submission = pipeline.submit(attempt=attempt, text="80", now=timezone.now())
    addresses = [("post", reverse(name, args=[attempt.pk])) for name in ("submit", "report", "again")]
    addresses += [("get", reverse("hint", args=[attempt.pk])), ("get", reverse("submission", args=[submission.pk]))]
    attempt.item.problem_set.released = False
    attempt.item.problem_set.save()
    assert {getattr(client, method)(at, {"answer": "79"}).status_code for method, at in addresses} == {404}
    attempt.item.problem_set.released = True
    attempt.item.problem_set.save()
    Enrolment.objects.filter(user=student).delete()
    assert {getattr(client, method)(at, {"answer": "79"}).status_code for method, at in addresses} == {404}
    assert attempt.submissions.count() == 1
