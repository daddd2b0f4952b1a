"""docs/catalogue.md and its pictures: each kind with an example, its conventions, and what wrong answers tell."""

from pathlib import Path
from random import Random

from exercises.cli.spaces import ENOUGH, SMALL
from exercises.kinds import catalogue
from exercises.question import LEVELS, Question
from exercises.slips import SLIPS
from exercises.text import minus, plain
from exercises.topics import TOPICS

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUE = ROOT / "docs" / "catalogue.md"
PICTURES = ROOT / "docs" / "pictures" / "catalogue"
SEED = 7
SHOWN = 2  # the level whose example has its picture and its wrong answers shown
DRAWS = 20
LONGEST = 60

HEAD = f"""\
# Catalogue

Every kind of question, written by the code; `python -m tests.docs.generate` writes it anew. Each example is the
question of seed {SEED}, and the picture and the wrong answers are those of level {SHOWN}. A question is redrawn until
each slip in the last column gives an answer that no slip of another family gives. Slips in parentheses are asked for
only where the numbers allow it. Where slips of different families end at one answer, none of them is named. Each level
has at least {ENOUGH} different questions, unless its section says how many there are.
"""


def catalogue_page() -> str:
    kinds = catalogue()
    sections = [_section(slug, kind) for slug, kind in kinds.items()]
    return "\n".join([HEAD, _overview(kinds), *sections, _slips()])


def pictures() -> dict[str, str]:
    """Each picture of the page: the name of its file, and the SVG."""
    from grader.api.drawing import svg_of  # only when Django is set up

    drawn = {slug: svg_of(_example(kind, SHOWN).picture()) for slug, kind in catalogue().items()}
    return {f"{slug}.svg": _tidy(svg) for slug, svg in drawn.items()}


def _tidy(svg: str) -> str:
    """Without the empty lines and the indentation that a template leaves."""
    return "\n".join(line.strip() for line in svg.splitlines() if line.strip()) + "\n"


def _example(kind: type[Question], level: int) -> Question:
    return kind.generate(Random(SEED), level)


def _overview(kinds: dict[str, type[Question]]) -> str:
    rows = [
        f"| {plain(TOPICS[kind.topic])} | [{plain(kind.title)}](#{slug}) | {plain(kind.about)} |"
        for slug, kind in kinds.items()
    ]
    return "\n".join(["| topic | kind | what is practised |", "|---|---|---|", *rows, ""])


def _section(slug: str, kind: type[Question]) -> str:
    return "\n".join(
        [
            f"## {slug}",
            f"{plain(kind.title)}. {plain(kind.about)}",
            "",
            "| level | an example | convention | slips told apart |",
            "|---|---|---|---|",
            *[_level(kind, level) for level in LEVELS],
            "",
            *_space(slug),
            f"![The picture of level {SHOWN}](pictures/catalogue/{slug}.svg)",
            "",
            *_answers(_example(kind, SHOWN)),
            "",
        ]
    )


def _space(slug: str) -> list[str]:
    """A sentence on the levels that run out of different questions soon; none where there are many."""
    few = [f"level {level} has {SMALL[slug, level]} different questions" for level in LEVELS if (slug, level) in SMALL]
    rest = f"; level {LEVELS[-1]} has at least {ENOUGH}" if (slug, LEVELS[-1]) not in SMALL else ""
    said = " and ".join(few)
    return [f"{said[0].upper()}{said[1:]}{rest}.", ""] if few else []


def _level(kind: type[Question], level: int) -> str:
    example = _example(kind, level)
    asked = in_a_cell(plain(example.prompt()))
    return f"| {level} | {asked} | {in_a_cell(plain(example.convention()))} | {_targets(kind, level)} |"


def _targets(kind: type[Question], level: int) -> str:
    drawn = [kind.generate(Random(seed), level).targets(level) for seed in range(DRAWS)]
    slips = dict.fromkeys(slip for targets in drawn for slip in targets)
    always = [slip for slip in slips if all(slip in targets for targets in drawn)]
    sometimes = [slip for slip in slips if slip not in always]
    named = [f"`{slip}`" for slip in always]
    return ", ".join(named + [f"(`{slip}`)" for slip in sometimes])


def _answers(question: Question) -> list[str]:
    """What is right, and each wrong answer with what it tells; one row where several slips end at one answer."""
    told: dict[str, list[tuple[str, str]]] = {}
    for mistake in question.mistakes():
        told.setdefault(_shown(question, mistake.answer), []).append((mistake.slip, plain(mistake.sentence)))
    rows = [
        f"| {in_a_cell(answer)} | {', '.join(dict.fromkeys(f'`{slip}`' for slip, _ in all_told))} "
        f"| {in_a_cell(all_told[0][1] if len({said for _, said in all_told}) == 1 else 'not told apart')} |"
        for answer, all_told in told.items()
    ]
    right = in_a_cell(_shown(question, question.solve()))
    return ["| answer | slip | what is said |", "|---|---|---|", f"| {right} | right | |", *rows]


def _shown(question: Question, value: object) -> str:
    """An answer on one line; of a long one only the beginning."""
    line = minus(question.answer.show(value).replace("\n", "; ").replace("\t", " "))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _slips() -> str:
    rows = [f"| `{slip.slug}` | {slip.family} | {in_a_cell(plain(slip.title))} |" for slip in SLIPS.values()]
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


def in_a_cell(text: str) -> str:
    """The text where a table of Markdown takes it."""
    return text.replace("|", r"\|").replace("*", r"\*").replace("\n", " ")
