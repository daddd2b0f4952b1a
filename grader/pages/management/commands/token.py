"""`manage.py token`: a way in for a machine, shown once."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from grader.people.models import Scope, User
from grader.people.tokens import issue_token


class Command(BaseCommand):
    """Makes a token for a user and prints its secret; only a digest is kept."""

    help = "Make a token for the API and print it, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", help="the name of the user on whose behalf it acts")
        parser.add_argument("--name", default="made by an operator", help="what it is for")
        parser.add_argument("--scope", action="append", choices=Scope.values, help="may be given more than once")
        parser.add_argument("--days", type=int, default=365, help="how long it lives")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError(f"there is no user {options['user']!r}")
        if options["days"] < 1:
            raise CommandError("a token lives for one day at least")
        now = timezone.now()
        scopes = [Scope(scope) for scope in options["scope"] or [Scope.PRACTICE]]
        ends = now + timedelta(days=options["days"])
        _, secret = issue_token(user=user, name=options["name"], scopes=scopes, expires_at=ends, now=now)
        self.stdout.write(secret)
