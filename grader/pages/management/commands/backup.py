"""`manage.py backup FILE`: a whole copy of an embedded database, while the site runs."""

import sqlite3
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    """SQLite's own online backup: what was acknowledged before it began is in it, and nothing half written is."""

    help = "Copy the SQLite database to FILE while the site runs. For PostgreSQL use pg_dump."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("this site uses PostgreSQL; use pg_dump, as docs/operating.md says")
        file: Path = options["file"]
        if file.exists():
            raise CommandError(f"{file} exists; a backup never overwrites another")
        connection.ensure_connection()
        with closing(sqlite3.connect(file)) as copy:
            file.chmod(0o600)  # it holds what students wrote, and digests of passwords
            connection.connection.backup(copy)
            # One file, and not a journal beside it that somebody forgets to copy.
            copy.execute("PRAGMA journal_mode=DELETE")
            [(said,)] = copy.execute("PRAGMA integrity_check").fetchall()
        if said != "ok":
            file.unlink()
            raise CommandError(f"the database is damaged: {said}")
        self.stdout.write(f"{file}: {file.stat().st_size / 1e6:.1f} MB, checked")
