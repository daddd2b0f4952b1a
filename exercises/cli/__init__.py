"""The command line of the pure package: list, generate, check, self-test.

`main(arguments)` gives the exit code: 0, 1 when a self-test finds a broken promise, 2 for input that makes no sense
(with one line on stderr that says how to mend it).
"""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from exercises.cli.asking import BadInput, check_answer, generate, list_kinds
from exercises.cli.self_test import self_test


class _Parser(argparse.ArgumentParser):
    """argparse with errors of one line."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{message} ({self.prog} --help shows what there is)")


def main(arguments: Sequence[str]) -> int:
    try:
        given = _parser().parse_args([_as_value(word) for word in arguments])
        return int(given.run(given))
    except BadInput as problem:
        print(problem, file=sys.stderr)
        return 2
    except BrokenPipeError:  # `... | head` has read enough; nothing more may be written at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _as_value(word: str) -> str:
    """A word such as -3 or -11/4 is an answer: behind a space argparse does not take it for an option."""
    return f" {word}" if re.match(r"-\s*[\d.]", word) else word


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m exercises", description="Practice in convolution arithmetic.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    listing = commands.add_parser("list", help="the kinds of question, in the order in which they are taught")
    listing.set_defaults(run=list_kinds)

    asking = commands.add_parser("generate", help="draw a question")
    _question(asking)
    asking.set_defaults(run=generate)

    checking = commands.add_parser("check", help="check an answer, and read the worked solution")
    _question(checking)
    checking.add_argument("answer", metavar="ANSWER", help="rows of a grid are parted by semicolons: '1 2; 3 4'")
    checking.set_defaults(run=check_answer)

    testing = commands.add_parser("self-test", help="hold every promise of a kind (or all kinds) on many draws")
    testing.add_argument("kind", metavar="KIND", nargs="?")
    testing.add_argument("--draws", type=int, default=1000, help="questions per kind and level (default: 1000)")
    testing.set_defaults(run=self_test)
    return parser


def _question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND")
    parser.add_argument("--level", type=int, default=1, help="1, 2 or 3 (default: 1)")
    parser.add_argument("--seed", type=int, default=0, help="the same seed gives the same question (default: 0)")
    parser.add_argument("--json", action="store_true", help="for programs")
