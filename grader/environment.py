"""Reading the environment: what cannot be meant is refused, with words that say how to mend it."""

import math
import re
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

TRUE, FALSE = ("true", "on", "yes", "y", "ok", "1"), ("false", "off", "no", "n", "0")
DATABASES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
RATE = re.compile(r"([1-9][0-9]*)/(s|min|h)")
"""How a rate is written: so many times, and the period."""


class Stripped(FileAwareMapping):  # type: ignore[misc]
    """Values without the space around them: a file that was written with `echo` ends with a line break."""

    def __getitem__(self, key: str) -> str:
        """The value, from the file that NAME_FILE names or from the environment."""
        return str(super().__getitem__(key)).strip()


class Environment(environ.FileAwareEnv):  # type: ignore[misc]  # the library has no types
    """The library's own reader takes anything: there `HTTPS=maybe` is false."""

    ENVIRON = Stripped()

    def bool(self, var: str, default: bool) -> bool:
        """Truth, as one of the usual words."""
        said = self.str(var, default=str(default)).strip().lower()
        if said not in TRUE + FALSE:
            raise _wrong(var, said, "write true or false")
        return said in TRUE

    def int(self, var: str, default: int, least: int = 0) -> int:
        """A whole number."""
        said = self.str(var, default=str(default)).strip()
        if not re.fullmatch("-?[0-9]{1,9}", said) or int(said) < least:
            raise _wrong(var, said, f"write a whole number, {least} or more")
        return int(said)

    def seconds(self, var: str, default: float, least: float) -> float:
        """A time."""
        said = self.str(var, default=str(default)).strip()
        try:
            number = float(said)
        except ValueError:
            number = math.nan
        if not (math.isfinite(number) and number >= least):
            raise _wrong(var, said, f"write a number of seconds, {least:g} or more")
        return number

    def rate(self, var: str, default: str) -> str:
        """How often something may be done, as `grader.rates` reads it."""
        said = str(self.str(var, default=default)).strip()
        if not RATE.fullmatch(said):
            raise _wrong(var, said, "write a number above 0 and a period, like 600/min; periods are s, min and h")
        return said

    def choice(self, var: str, default: str, among: tuple[str, ...]) -> str:
        """One of a few words."""
        said = str(self.str(var, default=default))
        if said not in among:
            raise _wrong(var, said, f"choose {', '.join(among[:-1])} or {among[-1]}")
        return said

    def database(self, var: str, default: str) -> dict[str, Any]:
        """Where the database is. What stands there may hold a password, and is not repeated."""
        try:
            found: dict[str, Any] = self.db_url(var, default=default)
        except (ValueError, KeyError):
            found = {}
        if found.get("ENGINE") not in DATABASES or not found.get("NAME"):
            raise ImproperlyConfigured(
                f"{var} is no address of a database; write it like postgres://user:password@host:5432/name, with "
                "every character that has a meaning in addresses percent-encoded, or take it away for a file here"
            )
        return found


def _wrong(var: str, said: str, remedy: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{var} is {said!r}; {remedy}")
