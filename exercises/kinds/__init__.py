"""All kinds of question. A file in this folder is a kind; its name with dashes is the kind's slug."""

import importlib
import pkgutil
from functools import cache

from exercises.question import Question
from exercises.topics import TOPICS


@cache
def catalogue() -> dict[str, type[Question]]:
    """Every kind by its slug, in the order in which they are taught."""
    found = {info.name.replace("_", "-"): _kind_in(info.name) for info in pkgutil.iter_modules(__path__)}
    taught = list(TOPICS)
    return dict(sorted(found.items(), key=lambda item: (taught.index(item[1].topic), item[1].order)))


def _kind_in(module_name: str) -> type[Question]:
    module = importlib.import_module(f"{__name__}.{module_name}")
    kinds = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Question) and value.__module__ == module.__name__
    ]
    if len(kinds) != 1:
        raise TypeError(f"{module.__name__} must define exactly one Question, it defines {len(kinds)}")
    return kinds[0]
