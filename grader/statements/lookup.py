"""Rows by some of their columns: Django writes the query once, and what it finds is read each time."""

from collections.abc import Sequence
from copy import copy
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, Model, QuerySet, UUIDField
from django.db.models.query import ModelIterable
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from grader.postgres import kept_by_the_server

M = TypeVar("M", bound=Model)


class Lookup(Generic[M]):
    """Rows of a query by some of its columns: `Lookup(Token.objects.filter(user__is_active=True), "digest")`.

    The query may be ordered, follow `select_related` and have annotations, but must not depend on the time or on who
    asks; it finds at most `most` rows. What is found is read anew each time.
    """

    def __init__(self, rows: QuerySet[M], *columns: str, most: int = 1) -> None:
        self.rows, self.columns, self.most = rows, columns, most
        found = [rows.model._meta.get_field(column) for column in columns]
        self._fields = [field for field in found if isinstance(field, Field)]
        self._written: dict[tuple[str, int], _Written] = {}

    def __call__(self, *values: object) -> M | None:
        """The first row with these values; None when there is none."""
        return next(iter(self.all(*values)), None)

    def all(self, *values: object) -> list[M]:
        """The rows with these values. ValueError for None, which is written in another way."""
        return self._found(values, 0)

    def among(self, values: Sequence[object]) -> list[M]:
        """The rows with one of these values in the only column, whose values are all different, in any order.

        The last value fills up to a power of two, so that few statements serve all numbers of values.
        """
        if not values:
            return []
        number = 1 << (len(values) - 1).bit_length()
        return self._found((*values, *[values[-1]] * (number - len(values))), number)

    def _found(self, values: tuple[object, ...], number: int) -> list[M]:
        """What is found by one value for each column, or with a `number` by so many for the only one."""
        if None in values:
            raise ValueError("a Lookup looks for values; NULL is asked for by the query itself")
        database = connections[DEFAULT_DB_ALIAS]
        try:
            compiler, sql, before = self._written.get((database.vendor, number)) or self._write(values, number)
            mine = copy(compiler)  # the one that is kept belongs to all threads
            mine.connection = database
            wanted = self._prepared(values, number)
            mine.as_sql = lambda *_: (sql, (*before, *wanted))  # type: ignore[method-assign]
            with kept_by_the_server(database):
                return list(ModelIterable(QuerySet(self.rows.model, cast(Query, _Kept(mine)), DEFAULT_DB_ALIAS)))
        except (EmptyResultSet, OverflowError):  # a number larger than any in the column
            return []

    def _prepared(self, values: tuple[object, ...], number: int) -> tuple[Any, ...]:
        fields = self._fields * (number or 1)
        return tuple(field.get_db_prep_value(value, connection) for field, value in zip(fields, values, strict=True))

    def _write(self, values: tuple[object, ...], number: int) -> "_Written":
        rows, most = self.rows, number or self.most
        if number:
            values = _different(self._fields[0], number)  # Django leaves out what is there twice
            rows = rows.filter(**{f"{self.columns[0]}__in": values})
        else:
            for column, value in zip(self.columns, values, strict=True):
                rows = rows.filter(**{column: value})
        compiler = rows[:most].query.get_compiler(connection=connection)
        sql, found = compiler.as_sql()
        # The values that are looked for were added last, so they stand last.
        before, wanted = tuple(found[: len(found) - len(values)]), tuple(found[len(found) - len(values) :])
        expected = self._prepared(values, number)
        if wanted != expected and not (number and set(wanted) == set(expected)):  # among them they stand in any order
            raise TypeError(f"what stands behind the conditions of {self.rows.model.__name__} has values of its own")
        self._written[connection.vendor, number] = written = (compiler, sql, before)
        return written


_Written = tuple[SQLCompiler, str, tuple[Any, ...]]


def _different(field: "Field[Any, Any]", number: int) -> tuple[object, ...]:
    """So many values that a column of keys can have."""
    return tuple(UUID(int=n) if isinstance(field, UUIDField) else n for n in range(1, number + 1))


class _Kept:
    """A query that was compiled before."""

    def __init__(self, compiler: SQLCompiler) -> None:
        self.compiler = compiler

    def get_compiler(self, using: str) -> SQLCompiler:
        """What stands for compiling it."""
        return self.compiler
