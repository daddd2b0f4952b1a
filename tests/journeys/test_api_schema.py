"""The API against its own description: schemathesis makes up requests, good and bad, and follows links.

The short form runs with the suite, always with the same requests; `make schema` is the long one, with others each time:
SCHEMA is the number of requests to each address in each phase.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.site import ROOT, Site
from tests.services import postgres_is_there

EXAMPLES = os.environ.get("SCHEMA", "")
RULES = Path(__file__).with_name("schemathesis.toml")
SCOPES = ("practice", "solutions", "courses:read", "courses:write")
# Not "everything that fits its schema is accepted": no schema says which kinds there are, that a key was used before,
# or that a set closes after it opens. Such a request gets 422 with words and a pointer, which the other checks look at.
LEFT_OUT = "positive_data_acceptance"


@pytest.fixture
def site(tmp_path, request):
    """On PostgreSQL where there is one: it takes less than SQLite does."""
    database = {"DATABASE_URL": request.getfixturevalue("postgres_url")} if postgres_is_there() else {}
    made = Site(tmp_path, API_RATE="1000000/min", CODE_WORKERS="0", **database)
    with made.running():
        yield made


def test_the_api_is_as_it_describes_itself(site, tmp_path):
    token = site.manage("token", "instructor", *(word for scope in SCOPES for word in ("--scope", scope))).strip()
    size = (
        ["--max-examples", EXAMPLES, "--generation-database", "none"]
        if EXAMPLES
        else ["--max-examples", "1", "--generation-deterministic"]
    )
    done = subprocess.run(
        [
            *[
                sys.executable,
                "-m",
                "schemathesis.cli",
                "--config-file",
                str(RULES),
                "run",
                f"{site.url}/api/v1/openapi.json",
            ],
            *["--header", f"Authorization: Bearer {token}", "--exclude-checks", LEFT_OUT],
            *["--continue-on-failure", "--no-color", "--warnings", "off", *size],
        ],
        cwd=tmp_path,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.journeys.schema_hooks", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "Tested: 0" not in done.stdout
    if EXAMPLES:
        print(done.stdout[-1500:])
