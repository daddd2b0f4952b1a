"""`manage.py worksheet SET --copies 30 -o out/`: worksheets and their keys as files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string

from grader.pages.paper import MOST_COPIES, Sheet, sheets, written
from grader.sets.models import ProblemSet


class Command(BaseCommand):
    """Each file stands alone; `index.html` links them all."""

    help = "Write a problem set as worksheets with different numbers, a key with worked steps, and an index."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("set", type=int, help="the number of the problem set, as in its address")
        parser.add_argument("--copies", type=int, default=1, help=f"how many worksheets, at most {MOST_COPIES}")
        parser.add_argument("--names", type=Path, help="a text file with one name a line: a worksheet for each")
        parser.add_argument("-o", "--out", type=Path, required=True, help="the folder; it is made if it is not there")

    def handle(self, *args: Any, **options: Any) -> None:
        found = ProblemSet.objects.filter(pk=options["set"]).first()
        if found is None:
            raise CommandError(f"There is no problem set {options['set']}. Its number stands in its address: /sets/7/.")
        names = _names(options["names"])
        if not 1 <= (len(names) or options["copies"]) <= MOST_COPIES:
            raise CommandError(f"From 1 to {MOST_COPIES} worksheets can be made at once.")
        made = list(sheets(found, options["copies"], names))
        _write(options["out"], found, made)
        self.stdout.write(f"{len(made)} worksheets with keys in {options['out']}; begin at index.html")


def _names(path: Path | None) -> list[str]:
    if path is None:
        return []
    try:
        return [line.strip() for line in path.read_text().splitlines() if line.strip()]
    except OSError as problem:
        raise CommandError(f"The names cannot be read: {problem}") from problem


def _write(out: Path, problem_set: ProblemSet, made: list[Sheet]) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise CommandError(f"The folder cannot be made: {problem}") from problem
    for sheet in made:
        (out / f"sheet-{sheet.number:03}.html").write_text(written(problem_set, [sheet], key=False))
        (out / f"key-{sheet.number:03}.html").write_text(written(problem_set, [sheet], key=True))
    (out / "all-sheets.html").write_text(written(problem_set, made, key=False))
    (out / "all-keys.html").write_text(written(problem_set, made, key=True))
    (out / "index.html").write_text(render_to_string("paper/index.html", {"set": problem_set, "sheets": made}))
