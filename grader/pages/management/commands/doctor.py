"""`manage.py doctor`: what is wrong with this installation, in words."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from grader.health import Check, checks
from grader.sandbox import Jail, Unavailable


class Command(BaseCommand):
    """Prints every check and how to mend what fails; exit code 1 when something does that the site needs."""

    help = "Say in words what is wrong with this installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only", help="ask for one check of /readyz alone, as a container's healthcheck does")

    def handle(self, *args: Any, **options: Any) -> None:
        found = _only(options["only"]) if options["only"] else _everything()
        for check in found:
            mark = "ok  " if check.well else "FAIL" if check.needed else "warn"
            self.stdout.write(f"{mark}  {check.name}: {check.says}")
            if not check.well:
                self.stdout.write(f"      {check.remedy}")
        failing = sum(check.fails for check in found)
        if failing:
            raise CommandError(f"{failing} of {len(found)} checks fail")


def _everything() -> list[Check]:
    return [*checks(timezone.now()), _migrations(), _jail_here(), _mail()]


def _only(name: str) -> list[Check]:
    found = checks(timezone.now())
    names = [check.name for check in found]
    # Without a database nothing is known of what stands in it.
    unwell = [check for check in found if check.name == "database" and not check.well]
    chosen = [check for check in found if check.name == name] or unwell
    if not chosen:
        raise CommandError(f"there is no check {name!r}; choose {', '.join(names)}")
    return chosen


def _migrations() -> Check:
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return Check("migrations", False, "cannot be asked for without a database", "Mend the database first.")
    says = f"{len(missing)} are missing" if missing else "all applied"
    return Check("migrations", not missing, says, "Run `manage.py migrate`.")


def _jail_here() -> Check:
    try:
        with Jail(settings.SANDBOX_MIN_TIER) as jail:
            return Check("jail on this machine", True, f"tier {jail.tier}")
    except Unavailable as why:
        remedy = "A worker for code cannot run here; see docs/security.md."
        return Check("jail on this machine", False, str(why), remedy, needed=settings.CODE_WORKERS > 0)


def _mail() -> Check:
    console = settings.EMAIL_BACKEND.endswith("console.EmailBackend")
    says = "is printed to the log, nobody receives any" if console else f"goes to {settings.EMAIL_HOST}"
    return Check("mail", not console, says, "Set EMAIL_URL, so that people can reset passwords.", needed=False)
