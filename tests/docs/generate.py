"""The parts of the documentation that are written by the code: `python -m tests.docs.generate` writes them anew.

These are docs/kinds.md, from the catalogue and the register of slips; what the command line answers in the
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
from random import Random

import django

from exercises.kinds import catalogue
from exercises.question import LEVELS, Question
from exercises.slips import SLIPS
from exercises.text import plain
from exercises.topics import TOPICS

ROOT = Path(__file__).resolve().parent.parent.parent
KINDS = ROOT / "docs" / "kinds.md"
OPENAPI = ROOT / "docs" / "openapi.json"
EXAMPLE_SEED = 7
DRAWS = 20

HEAD = f"""\
# Kinds of question

Written by the code; `python -m tests.docs.generate` writes it anew. Each example is the question of seed
{EXAMPLE_SEED}. A question is redrawn until each slip in the last column gives an answer that no slip of another family
gives. Slips in parentheses are asked for only where the numbers allow it.
"""


def pages() -> list[Path]:
    """Every page of documentation."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def kinds_page() -> str:
    kinds = catalogue()
    parts = [HEAD, _overview(kinds)]
    parts += [_section(slug, kind) for slug, kind in kinds.items()]
    return "\n".join([*parts, _slips()])


def _overview(kinds: dict[str, type[Question]]) -> str:
    rows = [
        f"| {plain(TOPICS[kind.topic])} | [{plain(kind.title)}](#{slug}) | {plain(kind.about)} |"
        for slug, kind in kinds.items()
    ]
    return "\n".join(["| topic | kind | what is practised |", "|---|---|---|", *rows, ""])


def _section(slug: str, kind: type[Question]) -> str:
    rows = [_level(kind, level) for level in LEVELS]
    return "\n".join(
        [
            f"## {slug}",
            f"{plain(kind.title)}. {plain(kind.about)}",
            "",
            "| level | an example | convention | slips told apart |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _level(kind: type[Question], level: int) -> str:
    example = kind.generate(Random(EXAMPLE_SEED), level)
    asked = _cell(plain(example.prompt()))
    return f"| {level} | {asked} | {_cell(plain(example.convention()))} | {_targets(kind, level)} |"


def _targets(kind: type[Question], level: int) -> str:
    drawn = [kind.generate(Random(seed), level).targets(level) for seed in range(DRAWS)]
    slips = dict.fromkeys(slip for targets in drawn for slip in targets)
    always = [slip for slip in slips if all(slip in targets for targets in drawn)]
    sometimes = [slip for slip in slips if slip not in always]
    named = [f"`{slip}`" for slip in always]
    return ", ".join(named + [f"(`{slip}`)" for slip in sometimes])


def _slips() -> str:
    rows = [f"| `{slip.slug}` | {slip.family} | {_cell(plain(slip.title))} |" for slip in SLIPS.values()]
    return "\n".join(
        [
            "## Slips",
            "What you get when you ...",
            "",
            "| slip | family | what was done |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("*", r"\*").replace("\n", " ")


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
    rows = [f"| `make {target}` | {_cell(words)} |\n" for target, words in sorted(make_targets().items())]
    return "".join(["| command | what it does |\n|---|---|\n", *rows])


def make_targets() -> dict[str, str]:
    """Every target of the Makefile that says what it does."""
    return dict(re.findall(r"^([a-z-]+):.*## (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE))


def openapi() -> str:
    """The API's description for machines."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grader.settings")
    django.setup()
    api = importlib.import_module("grader.api.site").api
    return json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), indent=2, sort_keys=True) + "\n"


def main() -> None:
    KINDS.write_text(kinds_page())
    OPENAPI.write_text(openapi())
    for page in pages():
        page.write_text(refreshed(page.read_text()))


if __name__ == "__main__":
    main()
