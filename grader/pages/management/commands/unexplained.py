"""`manage.py unexplained --days 90 --most 5`: wrong answers without a name, by kind and level, and nobody's."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from grader.gradebook.unexplained import Gap, gaps


class Command(BaseCommand):
    """For those who write wrong models: what students answer that none of them gives."""

    help = "List wrong answers that no slip explains, by kind and level, without saying whose they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=90, help="how far to look back (default: 90)")
        parser.add_argument("--most", type=int, default=5, help="how many answers of each kind and level (default: 5)")
        parser.add_argument("--json", action="store_true", help="for programs, with each question's parameters")

    def handle(self, *args: Any, **options: Any) -> None:
        since = timezone.now() - timedelta(days=options["days"])
        found = gaps(since=since, most=options["most"])
        if options["json"]:
            self.stdout.write(json.dumps([asdict(gap) for gap in found], ensure_ascii=False, indent=2))
            return
        for gap in found:
            self._print(gap)
        if not found:
            self.stdout.write("Every wrong answer of this time has a name.")

    def _print(self, gap: Gap) -> None:
        share = 100 * gap.unnamed // gap.wrong
        self.stdout.write(f"{gap.kind}, level {gap.level}: {gap.unnamed} of {gap.wrong} wrong answers ({share} %)")
        for one in gap.answers:
            given, wanted = (" / ".join(text.replace("\t", " ").splitlines()) for text in (one.given, one.wanted))
            self.stdout.write(f"  {one.number} × {given}   (right: {wanted})   {' '.join(one.prompt.split())}")
