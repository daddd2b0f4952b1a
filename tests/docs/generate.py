"""The parts of the documentation that are written by the code: `python -m tests.docs.generate` writes them anew.

These are docs/catalogue.md with its pictures (`tests.docs.catalogue`); what the command line answers in the
```console blocks of every page; the table of make targets; the kind that the README shows; and docs/openapi.json, from
the API. The tests hold the files against what is written here.
"""

import ast
import importlib
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import django

from tests.docs.catalogue import CATALOGUE, PICTURES, ROOT, catalogue_page, in_a_cell, pictures

OPENAPI = ROOT / "docs" / "openapi.json"


def pages() -> list[Path]:
    """Every page of documentation."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def refreshed(page: str) -> str:
    """The page with the parts that are written by the code as they are today."""
    page = SESSION.sub(lambda found: _session(found[0]), page)
    page = TARGETS.sub(lambda _: _make_targets(), page)
    return KIND.sub(lambda found: f"{found[1]}```python\n{_kind(found[2], found[3].split())}```", page)


SESSION = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)


TARGETS = re.compile(r"(?<=<!-- make targets -->\n).*?(?=<!-- end -->)", re.DOTALL)


def _session(shown: str) -> str:
    commands = re.findall(r"^\$ (.*)$", shown, re.MULTILINE)
    return "\n".join(f"$ {command}\n{_answer(command)}" for command in commands)


def _answer(command: str) -> str:
    """What `python -m exercises ...` prints."""
    words = shlex.split(command)
    if words[:3] != ["python", "-m", "exercises"]:
        raise ValueError(f"only the command line of the exercises is run from the documentation, not: {command}")
    done = subprocess.run([sys.executable, *words[1:]], cwd=ROOT, capture_output=True, text=True)
    return done.stdout + done.stderr


KIND = re.compile(r"(<!-- (exercises/kinds/\w+\.py): ([\w ]+) -->\n)```python\n.*?```", re.DOTALL)


def _kind(path: str, methods: list[str]) -> str:
    """The class in this file down to its first method, and then the methods named."""
    source = (ROOT / path).read_text()
    lines = source.splitlines()
    [found] = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    defined = {node.name: node for node in found.body if isinstance(node, ast.FunctionDef)}
    first = min(map(_first_line, defined.values()))
    parts = [lines[_first_line(found) - 1 : first - 1]]
    parts += [[*lines[_first_line(defined[name]) - 1 : defined[name].end_lineno], ""] for name in methods]
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


def _first_line(node: ast.ClassDef | ast.FunctionDef) -> int:
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def _make_targets() -> str:
    rows = [f"| `make {target}` | {in_a_cell(words)} |\n" for target, words in sorted(make_targets().items())]
    return "".join(["| command | what it does |\n|---|---|\n", *rows])


def make_targets() -> dict[str, str]:
    """Every target of the Makefile that says what it does."""
    return dict(re.findall(r"^([a-z-]+):.*## (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE))


def openapi() -> str:
    """The API's description for machines."""
    setup()
    api = importlib.import_module("grader.api.site").api
    return json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), indent=2, sort_keys=True) + "\n"


def setup() -> None:
    """Django, for the templates and the API."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grader.settings")
    django.setup()


def main() -> None:
    setup()
    CATALOGUE.write_text(catalogue_page())
    for name, svg in pictures().items():
        (PICTURES / name).write_text(svg)
    for left in set(PICTURES.glob("*.svg")) - {PICTURES / name for name in pictures()}:
        left.unlink()
    OPENAPI.write_text(openapi())
    for page in pages():
        page.write_text(refreshed(page.read_text()))


if __name__ == "__main__":
    main()
