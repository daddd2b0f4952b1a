"""The lines of docs/operating.md: a backup while the site runs, and the way back after everything is gone."""

import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg

from tests.journeys.site import ROOT, Visitor
from tests.journeys.test_nothing_is_lost import COUNT, QUESTION, shell
from tests.services import postgres_programs

PAGE = (ROOT / "docs" / "operating.md").read_text()


def lines(site):
    """How to back up and how to restore, for this kind of database, as the page says it."""
    return chapter("### PostgreSQL" if "DATABASE_URL" in site.environment else "### Embedded")


def chapter(heading):
    """The two blocks of commands under a heading: how to save, and how to restore."""
    assert PAGE.count(f"{heading}\n") == 1
    saving, restoring = re.findall(r"```sh\n(.*?)```", PAGE.partition(heading)[2].partition("\n### ")[0], re.DOTALL)
    return saving, restoring


def run(site, folder, script):
    programs = [str(Path(sys.executable).parent), str(postgres_programs() or ""), os.environ["PATH"]]
    environment = {**site.environment, "PATH": os.pathsep.join(programs)}
    script = script.replace("python manage.py", f"python {ROOT / 'manage.py'}")
    done = subprocess.run(["sh", "-ec", script], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def lose_everything(site):
    url = site.environment.get("DATABASE_URL")
    if url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
    else:
        for file in Path(site.environment["DATA_DIR"]).glob("stridewise.sqlite3*"):
            file.write_bytes(b"lost")


def test_what_was_saved_comes_back_and_what_came_later_does_not(site, tmp_path):
    saving, restoring = lines(site)
    with site.running():
        visitor = Visitor(site)
        visitor.open(QUESTION)
        address = visitor.submission(visitor.answer("4"))
        said = visitor.verdict(address)
        visitor.verdict(visitor.submission(visitor.answer("5")))
        run(site, tmp_path, saving)
        visitor.verdict(visitor.submission(visitor.answer("6")))
        assert shell(site, COUNT) == "3 3 3"
    lose_everything(site)
    run(site, tmp_path, restoring)
    site.log.write_text("")  # so that the second start is waited for
    assert shell(site, COUNT) == "2 2 2"
    with site.running():
        assert visitor.verdict(address) == said
        visitor.verdict(visitor.submission(visitor.answer("7")))  # still signed in as the same visitor
        assert shell(site, COUNT) == "3 3 3"


def test_a_backup_never_overwrites_and_only_its_owner_reads_it(site, tmp_path):
    if "DATABASE_URL" in site.environment:
        return  # pg_dump is not ours
    site.manage("migrate", "--verbosity", "0")
    file = tmp_path / "copy"
    assert "checked" in site.manage("backup", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    command = [sys.executable, "manage.py", "backup", str(file)]
    again = subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True, text=True)
    assert again.returncode == 1
    assert "never overwrites" in again.stderr
