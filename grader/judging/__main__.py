"""`python -m grader.judging bench`: what judging and shrinking cost on this machine."""

import argparse
import json
import sys

from grader.judging.bench import measured


def main() -> int:
    """Print the figures; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m grader.judging", description=__doc__)
    parser.add_argument("command", choices=["bench"])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measured(options.rounds)
    if options.json:
        print(json.dumps([figure._asdict() for figure in figures], indent=2))
    else:
        for figure in figures:
            print(f"{figure.name:52} {figure.value:8.1f} {figure.unit:6} <= {figure.goal:g}  {figure.verdict}")
    return 0 if all(figure.value <= figure.goal for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
