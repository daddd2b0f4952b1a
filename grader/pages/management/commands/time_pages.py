"""`manage.py time_pages`: how long the pages of a course take, and how many queries."""

import statistics
import time
from argparse import ArgumentParser
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client
from django.urls import reverse

from grader.people.models import Course, Enrolment, Role
from grader.sets.models import ProblemSet

OF_COURSE = ("course", "members", "totals", "reports")
OF_SET = (
    "edit-set", "preview", "paper", "gradebook", "record", "statistics", "slips", "live", "regrades", "exceptions",
    "export-grades", "export-grades-xlsx", "export-set",
)  # fmt: skip


class Command(BaseCommand):
    """Each page is asked for in this process, as the instructor or a student of the course would."""

    help = "Time every page of a course (see seed_course): median, slowest and number of queries."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("course", help="its slug")
        parser.add_argument("--times", type=int, default=7)

    def handle(self, *args: Any, **options: Any) -> None:
        course = Course.objects.get(slug=options["course"])
        found = ProblemSet.objects.filter(course=course).order_by("-pk")[0]
        settings.ALLOWED_HOSTS = ["testserver"]
        self.stdout.write(f"{'page':32} {'median':>8} {'slowest':>8} {'own work':>8} {'queries':>8}")
        for role, pages in _pages(course, found).items():
            client = Client()
            client.force_login(Enrolment.objects.filter(course=course, role=role)[0].user)
            for name, address in pages:
                self._time(client, f"{role}: {name}", address, options["times"])

    def _time(self, client: Client, name: str, address: str, times: int) -> None:
        queries = _queries(client, address)
        taken, worked = zip(*(_taken(client, address) for _ in range(times)), strict=True)
        wall, cpu = statistics.median(taken), statistics.median(worked)
        self.stdout.write(f"{name:32} {wall:5.0f} ms {max(taken):5.0f} ms {cpu:5.0f} ms {queries:8}")


def _taken(client: Client, address: str) -> tuple[float, float]:
    """Milliseconds by the clock, and of this process's own work: the second does not count busy neighbours."""
    wall, cpu = time.perf_counter(), time.process_time()
    _get(client, address)
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)


def _queries(client: Client, address: str) -> int:
    """How many queries a page takes; the client forgets its own count when a request begins."""
    number = 0

    def count(execute: Any, *args: Any) -> Any:
        nonlocal number
        number += 1
        return execute(*args)

    with connection.execute_wrapper(count):
        _get(client, address)
    return number


def _get(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != HTTPStatus.OK:
        raise CommandError(f"{address} answered {response.status_code}")
    if response.streaming:
        response.getvalue()


def _pages(course: Course, found: ProblemSet) -> dict[str, list[tuple[str, str]]]:
    staff = [(name, reverse(name, args=[course.slug])) for name in OF_COURSE]
    staff += [(name, reverse(name, args=[course.slug, found.pk])) for name in OF_SET]
    item = found.items.all()[0].pk
    staff += [(name, reverse(name, args=[course.slug, found.pk, item])) for name in ("edit-item", "draws")]
    mine = [("home", "/"), ("sets", "/sets/"), ("set", f"/sets/{found.pk}/"), ("item", f"/sets/{found.pk}/1/")]
    return {Role.INSTRUCTOR: staff, Role.STUDENT: [*mine, ("course", reverse("course", args=[course.slug]))]}
