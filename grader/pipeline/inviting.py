"""Invitations to a course: a row each, and an e-mail that is sent for until it has gone out."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from grader.celery import app
from grader.hints import hint
from grader.people import services as people
from grader.people.models import Course, Invitation, Role
from grader.people.queries import unsent_invitations

UNSENT_FOR = timedelta(days=3)


def invite(*, course: Course, emails: list[str], role: Role, origin: str, now: datetime) -> int:
    """Invite these addresses and send each a link that starts with `origin`; says how many were new."""
    with transaction.atomic():
        new = people.invite(course=course, emails=emails, role=role, now=now, origin=origin)
        for invitation in new:
            transaction.on_commit(partial(hint, send_invitation, pk=str(invitation.pk)))
    return len(new)


@app.task(name="grader.pipeline.send_invitation")
def send_invitation(*, pk: str, **_later: Any) -> None:
    """E-mail one invitation, unless it was sent, withdrawn or accepted."""
    invitation = Invitation.objects.filter(pk=pk, sent_at=None, accepted_by=None).select_related("course").first()
    if invitation is None:
        return
    link = invitation.origin + reverse("accept", args=[invitation.token])
    words = render_to_string("email/invitation.txt", {"invitation": invitation, "link": link})
    send_mail(str(invitation.course), words, None, [invitation.email])
    people.invitation_sent(invitation=invitation, now=timezone.now())


@app.task(name="grader.pipeline.send_unsent")
def send_unsent(**_later: Any) -> None:
    """Send for invitations that no message has reached, or whose mail server was away; for three days."""
    now = timezone.now()
    for invitation in unsent_invitations(since=now - UNSENT_FOR, before=now - timedelta(minutes=5)):
        hint(send_invitation, pk=str(invitation.pk))
