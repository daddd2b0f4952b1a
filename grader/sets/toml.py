"""A problem set as one readable TOML file, and back."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from math import inf, prod
from random import Random
from typing import Any

from exercises.engine.conventions import Impossible
from exercises.kinds import catalogue
from exercises.problems import problems
from exercises.question import LEVELS
from grader.judging import Accepted
from grader.sets.keys import trouble_with as trouble_with_key
from grader.sets.models import Item, ProblemSet, Treatment
from grader.sets.services import NewItem
from grader.sets.terms import terms_of, trouble_with
from grader.sets.wishes import trouble_with as trouble_with_wishes

MOST_ITEMS = 200
MOST_POINTS = 1_000
MOST_NUMBERS = 5_000
MOST_CELLS = 4_000_000
MOST_SAID = 300  # characters of an example in a complaint
KEY = {"slip", "answer"}


class Faulty(Exception):
    """The file cannot be taken; the message says why, for whoever wrote it."""


def written(problem_set: ProblemSet) -> str:
    """The set with its rules and items. A JSON text is a TOML text too; `numbers` are the parameters as JSON."""
    lines = [f"title = {_text(problem_set.title)}", f"intro = {_text(problem_set.intro)}"]
    if terms := terms_of(problem_set):
        lines += ["", "[rules]", *(f"{name} = {_value(value)}" for name, value in terms.items())]
    for item in problem_set.items.all():
        lines += ["", "[[items]]", f"title = {_text(item.title)}", f"kind = {_text(item.kind)}"]
        lines += [f"level = {item.level}", f"points = {item.points}"]
        lines += [] if item.drawn else [f"numbers = {_text(json.dumps(item.parameters))}"]
        lines += [f"words = {_text(item.words)}"] if item.words else []
        lines += [f"framework = {_text(item.framework)}"] if item.framework else []
        lines += [f"limits = {_inline(item.limits)}"] if item.limits else []
        lines += [f"accepted = [{', '.join(map(_key, item.accepted))}]"] if item.accepted else []
        lines += [f"treatment = {_text(item.treatment)}"] if item.treatment != Treatment.COUNTS else []
    return "\n".join(lines) + "\n"


def _key(accepted: dict[str, str]) -> str:
    return _inline({name: value for name, value in accepted.items() if value})


def _inline(table: dict[str, Any]) -> str:
    """An inline table of texts and lists of whole numbers: JSON but for the equals signs."""
    return "{" + ", ".join(f"{_text(key)} = {json.dumps(value)}" for key, value in table.items()) + "}"


def _value(value: Any) -> str:
    """Dates as TOML writes them; the rest is JSON."""
    return value.isoformat() if isinstance(value, datetime) else json.dumps(value)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@dataclass(frozen=True)
class Sheet:
    """What a file holds; `rules` are names and values as `terms.trouble_with` knows them."""

    title: str
    intro: str
    items: list[NewItem]
    rules: dict[str, Any] = field(default_factory=dict)


def read(text: str) -> Sheet:
    """The set in the file; raises `Faulty` for what is no such file."""
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:  # a number of 5,000 digits or 3,000 brackets are none either
        raise Faulty(f"This is not TOML: {problem}") from problem
    items = found.get("items", [])
    if not isinstance(items, list) or len(items) > MOST_ITEMS:
        raise Faulty(f"A set has at most {MOST_ITEMS} items, each under [[items]].")
    title = str(found.get("title", "")).strip()[:200]
    if not title:
        raise Faulty("The file needs a title.")
    made = [_item(place, item) for place, item in enumerate(items, 1)]
    return Sheet(title, str(found.get("intro", "")), made, _rules(found.get("rules", {})))


def _rules(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise Faulty("Rules stand under [rules], each as name = value.")
    for name, trouble in trouble_with(found).items():
        raise Faulty(f"Rule {name}: {trouble}")
    return found


def _item(place: int, item: Any) -> NewItem:
    try:
        numbers = json.loads(item["numbers"]) if "numbers" in item else None
        return item_of(item, numbers)
    except (TypeError, ValueError, RecursionError) as problem:
        raise Faulty(f"Item {place} cannot be read: {problem!r}") from problem
    except Faulty as problem:
        raise Faulty(f"Item {place}: {problem}") from problem


def item_of(table: Any, numbers: Any, dice: Random | None = None) -> NewItem:
    """The item that a table says, with these numbers for all; without any, drawn now for all where there are dice, or
    each student's own. Raises `Faulty`."""
    made = _asking(table, numbers, dice)
    for place, one in enumerate(made.accepted, 1):
        if reason := trouble_with_key(made.kind, None if made.drawn else made.parameters, Accepted(**one)):
            raise Faulty(f"accepted {place}: {reason}")
    return made


def _asking(table: Any, numbers: Any, dice: Random | None) -> NewItem:
    try:
        made = _plain(table)
    except (TypeError, KeyError, ValueError, AttributeError, OverflowError) as problem:
        raise Faulty(f"It cannot be read: {problem!r}") from problem
    if not 0 <= made.points <= MOST_POINTS:
        raise Faulty(f"Points are whole numbers from 0 to {MOST_POINTS}, and not {made.points}.")
    if made.kind in problems():
        if numbers or made.limits or made.framework:
            raise Faulty(f"{made.kind} asks for a function: leave out numbers, their bounds and the convention.")
        return replace(made, level=0)
    if made.kind not in catalogue() or made.level not in LEVELS:
        raise Faulty(f"kind or level do not exist ({made.kind}, {made.level}).")
    if numbers is not None:
        return replace(made, parameters=_askable(made.kind, made.level, numbers))
    if reason := trouble_with_wishes(made.kind, made.level, made.limits, made.framework):
        raise Faulty(reason)
    return replace(made, drawn=True) if dice is None else replace(made, parameters=_drawn(made, dice))


def _askable(kind: str, level: int, numbers: Any) -> Any:
    if not _are_small(numbers):
        raise Faulty(f"{kind} cannot be asked with numbers as large as these.")
    try:
        question = catalogue()[kind].restore(numbers)
        question.solve()
    except Impossible as problem:
        raise Faulty(f"{kind} cannot be asked with these numbers: {problem}.") from problem
    except Exception as problem:  # a kind may stumble over foreign numbers in any way
        drawn = json.dumps(catalogue()[kind].generate(Random(1), level).parameters())
        said = drawn if len(drawn) < MOST_SAID else f"{drawn[:MOST_SAID]} …"
        raise Faulty(f"{kind} cannot be asked with these numbers; those that it draws look like {said}") from problem
    return question.parameters()


def _are_small(numbers: Any) -> bool:
    """Whether no question of these numbers can fill the memory or keep a worker: no two of them make a huge map."""
    found = sorted((abs(number) for number in _whole(numbers)), reverse=True)
    return len(found) <= MOST_NUMBERS and prod(found[:2]) <= MOST_CELLS


def _whole(value: Any) -> Iterator[int]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from _whole(one)
    elif isinstance(value, int | float) and abs(value) < inf:
        yield int(min(abs(value), MOST_CELLS + 1))


def _drawn(made: NewItem, dice: Random) -> dict[str, Any]:
    wished = Item(kind=made.kind, level=made.level, limits=made.limits, framework=made.framework)
    return catalogue()[made.kind].generate(Random(dice.getrandbits(64)), made.level, wished.wanted).parameters()


def _plain(item: Any) -> NewItem:
    """What a table under [[items]] says, with no numbers yet."""
    return NewItem(
        title=str(item.get("title", item["kind"]))[:200],
        kind=str(item["kind"]),
        level=int(item.get("level", 0)),
        parameters={},
        points=int(item.get("points", 1)),
        words=str(item.get("words", "")),
        limits={str(name): [int(bound) for bound in bounds] for name, bounds in item.get("limits", {}).items()},
        framework=str(item.get("framework", "")),
        accepted=_accepted(item.get("accepted", [])),
        treatment=_treatment(item.get("treatment", Treatment.COUNTS)),
    )


def _accepted(found: Any) -> list[dict[str, str]]:
    """The keys beside the solution; whether they make sense is asked when the numbers are known."""
    return [_said(place, one) for place, one in enumerate(found if isinstance(found, list) else [None], 1)]


def _said(place: int, one: Any) -> dict[str, str]:
    texts = isinstance(one, dict) and all(isinstance(said, str) for said in one.values())
    if not texts or not one.keys() <= KEY:
        raise Faulty(f'accepted {place}: Write {{ slip = "..." }} or {{ answer = "..." }}.')
    return asdict(Accepted(**one))


def _treatment(found: Any) -> Treatment:
    if found not in Treatment.values:
        raise Faulty(f"treatment is one of {', '.join(Treatment.values)}, not {found!r}.")
    return Treatment(found)
