"""The session of docs/api.md, word for word, and clients that race, against sites with real workers."""

import contextlib
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.journeys.site import wait_for

SESSIONS = re.findall(
    r"```python\n(.*?)```", (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(), re.DOTALL
)


def test_the_session_of_the_documentation_names_a_slip(open_site):
    session = SESSIONS[0]
    token = open_site.manage("token", "student", "--scope", "practice").strip()
    with contextlib.redirect_stdout(io.StringIO()) as said:
        exec(session, {"SITE": open_site.url, "TOKEN": token})
    prompt, verdict = said.getvalue().splitlines()
    assert prompt.startswith("A kernel of 3 slides")
    assert verdict.startswith("wrong ")
    assert verdict.split()[1] != "None"


def test_a_body_in_chunks_is_asked_for_its_length(open_site):
    token = open_site.manage("token", "student", "--scope", "practice").strip()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    line = HTTPConnection("127.0.0.1", open_site.port, timeout=60)
    line.request("POST", "/api/v1/variants", iter([b'{"kind": ', b'"output-size"}']), headers, encode_chunked=True)
    answered = line.getresponse()
    assert (answered.status, json.load(answered)["status"]) == (411, 411)
    line.close()


def test_a_wrong_host_is_told_so(open_site):
    line = HTTPConnection("127.0.0.1", open_site.port, timeout=60)
    line.request("GET", "/api/v1/kinds", headers={"Host": "other.example"})
    answered = line.getresponse()
    assert answered.status == 400
    assert "ALLOWED_HOSTS" in json.load(answered)["detail"]
    line.close()


def test_the_script_of_the_documentation_runs_a_course_to_its_grades(open_site):
    """What defines `call` stands in the first session; the second is a script of its own of twenty lines."""
    helpers = SESSIONS[0].partition("variant =")[0]
    token = open_site.manage("token", "instructor", "--scope", "courses:read", "--scope", "courses:write").strip()
    with contextlib.redirect_stdout(io.StringIO()) as said:
        exec(helpers + SESSIONS[1], {"SITE": open_site.url, "TOKEN": token})
    assert said.getvalue() == "ada 5.0 of 5\n"
    assert len(SESSIONS[1].splitlines()) <= 20


def test_many_that_send_one_request_at_the_same_time_make_one_thing(site):
    """Eight clients, one key, no seed: without the key each would get other numbers."""
    with site.running():
        token = site.manage("token", "student", "--scope", "practice").strip()
        for number in range(5):
            key = f"race-{number}"
            with ThreadPoolExecutor(8) as clients:
                told = list(clients.map(lambda _, key=key: sent_until_served(site, token, key), range(8)))
            assert len(set(told)) == 1


def sent_until_served(site, token, key):
    """The answer to a request that is repeated for as long as another serves it."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": key}

    def tried():
        try:
            request = Request(f"{site.url}/api/v1/variants", b'{"kind": "output-size"}', headers)
            return urlopen(request, timeout=60).read()
        except HTTPError as refused:
            if refused.code != 409:
                raise
            return None

    return wait_for(tried, "an answer")
