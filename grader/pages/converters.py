"""Parts of addresses that must name something that exists."""

from exercises.kinds import catalogue
from exercises.problems import problems
from exercises.question import LEVELS
from exercises.regimes import REGIMES


class KindConverter:
    """The slug of a kind."""

    regex = "[a-z0-9-]+"

    def to_python(self, value: str) -> str:
        if value not in catalogue():
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


class FunctionConverter:
    """The name of a code problem's function."""

    regex = "[a-z0-9_]+"

    def to_python(self, value: str) -> str:
        if value not in problems():
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


class RegimeConverter:
    """The slug of a regime."""

    regex = "[a-z-]+"

    def to_python(self, value: str) -> str:
        if value not in REGIMES:
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


class LevelConverter:
    """A level's number."""

    regex = "[0-9]"

    def to_python(self, value: str) -> int:
        if int(value) not in LEVELS:
            raise ValueError(value)
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
