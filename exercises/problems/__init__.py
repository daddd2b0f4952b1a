"""All code problems. A file in this folder that defines `PROBLEM` is a problem; its function's name is its slug."""

import importlib
import pkgutil
from functools import cache

from exercises.problem import Problem


@cache
def problems() -> dict[str, Problem]:
    """Every problem by its slug, in the order in which they are taught."""
    found = [_problem_in(info.name) for info in pkgutil.iter_modules(__path__)]
    return {problem.function: problem for problem in sorted(found, key=lambda problem: problem.order)}


def _problem_in(module_name: str) -> Problem:
    module = importlib.import_module(f"{__name__}.{module_name}")
    problem = getattr(module, "PROBLEM", None)
    if not isinstance(problem, Problem) or problem.function != module_name:
        raise TypeError(f"{module.__name__} must define PROBLEM, whose function is called {module_name}")
    return problem
