"""What is documented is true: settings, targets, kinds, files, links, and what the command line answers."""

import ast
import json
import re
import subprocess
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from exercises.kinds import catalogue
from tests.docs.catalogue import CATALOGUE, PICTURES, catalogue_page, pictures
from tests.docs.generate import OPENAPI, ROOT, make_targets, openapi, pages, refreshed

README = (ROOT / "README.md").read_text()
PAGES = [pytest.param(page, id=str(page.relative_to(ROOT))) for page in pages()]
every_page = pytest.mark.parametrize("document", PAGES)
HOW = "run: .venv/bin/python -m tests.docs.generate"


def test_every_kind_is_documented_as_it_is_today():
    page = catalogue_page()
    assert page == CATALOGUE.read_text(), HOW
    assert all(f"## {slug}\n" in page for slug in catalogue())


def test_every_kind_has_its_picture_as_it_is_drawn_today():
    drawn = pictures()
    assert {path.name: path.read_text() for path in PICTURES.glob("*.svg")} == drawn, HOW
    assert all(f"pictures/catalogue/{name}" in CATALOGUE.read_text() for name in drawn)


def test_a_picture_of_the_catalogue_stands_alone_in_light_and_in_dark():
    for path in PICTURES.glob("*.svg"):
        picture = ElementTree.fromstring(path.read_text())
        assert picture.get("aria-label"), path.name
        assert "prefers-color-scheme: dark" in path.read_text()
        elsewhere = [value for node in picture.iter() for name, value in node.items() if name.endswith("href")]
        assert not elsewhere, path.name


def test_the_description_of_the_api_is_the_one_it_serves(client):
    assert OPENAPI.read_text() == openapi(), HOW
    assert client.get("/api/v1/openapi.json").json()["paths"] == json.loads(OPENAPI.read_text())["paths"]


def test_every_request_of_the_api_is_in_its_page():
    page = (ROOT / "docs" / "api.md").read_text()
    for path, methods in json.loads(OPENAPI.read_text())["paths"].items():
        short = re.sub(r"\{\w+_id\}", "{id}", path.removeprefix("/api/v1"))
        for method in methods:
            assert f"`{method.upper()} {short}`" in page, (method, path)


def test_every_kind_is_in_the_changelog():
    changelog = (ROOT / "CHANGELOG.md").read_text()
    assert [slug for slug in catalogue() if f"`{slug}`" not in changelog] == []


@every_page
def test_what_the_code_writes_into_a_page_is_what_it_says_today(document):
    assert document.read_text() == refreshed(document.read_text()), HOW


def test_the_readme_lets_a_reader_see_a_slip_named():
    assert re.search(r"^✗ .*\n?.* \[[a-z-]+\]$", README, re.MULTILINE)


@every_page
def test_every_make_target_that_a_page_names_exists(document):
    named = set(re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)", document.read_text(), re.MULTILINE))
    assert {one or other for one, other in named} <= set(make_targets())


def test_the_readme_has_every_make_target():
    assert set(re.findall(r"^\| `make ([a-z-]+)` \|", README, re.MULTILINE)) == set(make_targets())


def test_the_readme_shows_a_kind_with_the_methods_that_matter():
    [shown] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    [kind] = ast.parse(shown).body
    methods = {node.name for node in kind.body if isinstance(node, ast.FunctionDef)}
    assert {"propose", "solve", "wrong_models", "explain"} <= methods


class TestSettings:
    page = (ROOT / "docs" / "settings.md").read_text()
    example = (ROOT / ".env.example").read_text()

    @property
    def documented(self):
        rows = re.findall(r"^\| `([A-Z_]+)` \| (.+?) \| (.+?) \| (.+?) \|$", self.page, re.MULTILINE)
        return {name: default.strip("`") for name, default, _, _ in rows}

    @property
    def examples(self):
        return dict(re.findall(r"^#([A-Z_]+)=(.*)$", self.example, re.MULTILINE))

    def test_every_setting_is_documented_and_nothing_else_is(self):
        assert set(self.documented) == set(settings_read()) | only_for_compose()

    def test_the_example_has_every_setting_and_nothing_else(self):
        assert set(self.examples) == set(settings_read()) | only_for_compose()

    def test_the_defaults_are_the_real_ones(self):
        for name, default in settings_read().items():
            if default is not None and name != "SECRET_KEY":
                assert self.documented[name] == (default or "empty"), name
                assert self.examples[name] == default, name


def _file(path):
    return ast.parse((ROOT / path).read_text())


def settings_read():
    """Every variable that the settings read, and its default as it would be typed, or None if it is computed."""
    found = {}
    for node in ast.walk(_file("grader/settings.py")):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = node.func.value
            if isinstance(of, ast.Name) and of.id == "env" and node.func.attr != "read_env":
                default = next(keyword.value for keyword in node.keywords if keyword.arg == "default")
                found[node.args[0].value] = _typed(default)
    return found


def _typed(default):
    try:
        value = ast.literal_eval(default)
    except ValueError:
        return None
    return ",".join(value) if isinstance(value, list) else str(value).lower() if value in (True, False) else str(value)


def test_environment_variables_are_read_in_the_settings_alone():
    for file in [*(ROOT / "grader").rglob("*.py"), *(ROOT / "exercises").rglob("*.py")]:
        if "sandbox" not in file.parts:
            assert not re.search(r"os\.getenv|os\.environ(?!\.setdefault\(\"DJANGO)", file.read_text()), file


COMPOSE = (ROOT / "docker-compose.yml").read_text()


def only_for_compose():
    """Variables that compose asks for and hands on under other names."""
    return set(re.findall(r"\$\{(\w+)", COMPOSE)) - set(settings_read())


class TestImage:
    dockerfile = (ROOT / "Dockerfile").read_text()

    def test_it_runs_as_nobody_special_and_installs_what_is_locked(self):
        assert re.findall(r"^USER (.+)$", self.dockerfile, re.MULTILINE)[-1] == "stridewise"
        assert "--require-hashes" in self.dockerfile
        assert set(re.findall(r"^FROM (\S+)", self.dockerfile, re.MULTILINE)) == {"python:3.11-slim"}

    def test_nothing_is_compiled_anew_at_each_start(self):
        """The official image has no compiled standard library, and the root file system can take none later."""
        compiled = " ".join(re.findall(r"^RUN (python -m compileall .+)$", self.dockerfile, re.MULTILINE))
        assert 'get_path("stdlib")' in compiled
        assert "exercises grader" in compiled

    def test_everything_that_it_copies_exists_and_is_let_through(self):
        ignored = (ROOT / ".dockerignore").read_text().splitlines()
        copied = re.findall(r"^COPY (\S+) \S+$", self.dockerfile, re.MULTILINE)
        assert copied
        for source in copied:
            assert (ROOT / source).exists()
            assert f"!{source}" in ignored

    def test_nothing_else_of_the_project_reaches_it(self):
        let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
        assert let_through == {"manage.py", "requirements/run.txt", "exercises", "grader", "templates"}


TOPS = r"(?:exercises|grader|templates|tests|docs|requirements|\.ci)/"


@every_page
def test_every_file_that_a_page_names_exists(document):
    named = re.findall(rf"`({TOPS}[\w./*-]*)`", document.read_text())
    invented = {"exercises/kinds/your_kind.py"}
    assert [name for name in named if name not in invented and not any(ROOT.glob(name.rstrip("/")))] == []


def test_the_tree_in_the_readme_is_there():
    [tree] = re.findall(r"```\n(exercises/ .*?)```", README, re.DOTALL)
    folder = ROOT
    for indent, name in re.findall(r"^( *)(\S+)", tree, re.MULTILINE):
        folder = folder if indent else ROOT
        assert (folder / name).exists(), name
        folder = folder if indent else ROOT / name


@every_page
def test_every_relative_link_leads_somewhere(document):
    text = re.sub(r"```.*?```", "", document.read_text(), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)\s]+)\)|(?:src|srcset|href)=\"([^\"]+)\"", text)
    for link in (one or other for one, other in links):
        if re.match(r"https?:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def anchors(page):
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_decision_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text()
    for file in (ROOT / "docs" / "decisions").iterdir():
        assert f"(decisions/{file.name})" in index


@pytest.mark.parametrize("file", sorted((ROOT / "docs" / "decisions").glob("0*.md")), ids=lambda file: file.stem[:4])
def test_a_decision_is_short_and_says_context_decision_and_consequences(file):
    text = file.read_text()
    assert text.startswith(f"# {int(file.stem[:4])}. ")
    assert re.findall(r"^\*\*(\w+)\.\*\* ", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= 20


def test_pictures_are_small_and_all_are_shown():
    everything = "".join(page.read_text() for page in pages())
    for picture in (ROOT / "docs" / "images").iterdir():
        assert picture.stat().st_size <= 150_000
        assert f"images/{picture.name}" in everything


def tracked():
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, done.stdout.split("\0")):
        try:
            yield name, (ROOT / name).read_text()
        except (UnicodeDecodeError, FileNotFoundError):
            continue


def test_no_file_knows_this_machine_or_a_package_index():
    folders = [f"/{name}/" for name in ("work", "home", "Users", "root")]
    indexes = [
        "--index" + "-url",
        "--extra" + "-index",
        "--find" + "-links",
        "py" + "pi.org/simple",
        "file://" + "/opt",
    ]
    for name, text in tracked():
        for word in [*folders, *indexes]:
            assert not re.search(rf"(?<![\w.]){re.escape(word)}", text), (name, word)
