"""The session of docs/api.md, word for word, against a site with real workers."""

import contextlib
import io
import re
from pathlib import Path

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text()


def test_the_session_of_the_documentation_names_a_slip(open_site):
    (session,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    token = open_site.manage("token", "student", "--scope", "practice").strip()
    with contextlib.redirect_stdout(io.StringIO()) as said:
        exec(session, {"SITE": open_site.url, "TOKEN": token})
    prompt, verdict = said.getvalue().splitlines()
    assert prompt.startswith("A kernel of 3 slides")
    assert verdict.startswith("wrong ")
    assert verdict.split()[1] != "None"
