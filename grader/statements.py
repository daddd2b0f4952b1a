"""Statements of the road, used thousands of times a minute: Django writes each once instead of each time.

To write the SQL of a query takes Django longer than all the rest, so that is kept, for each kind of database; and
PostgreSQL keeps what it makes of it. What they find and store is the same as without.
"""

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from types import NoneType
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, JSONField, Model, QuerySet, UUIDField
from django.db.models.expressions import DatabaseDefault
from django.db.models.query import ModelIterable
from django.db.models.sql import InsertQuery, Query
from django.db.models.sql.compiler import SQLCompiler

from grader.postgres import kept_by_the_server

M = TypeVar("M", bound=Model)

_EVERYWHERE = {str, int, bool, NoneType}
AS_THEY_ARE = {"sqlite": _EVERYWHERE, "postgresql": {*_EVERYWHERE, UUID, datetime}}
"""Types of values that a database's driver takes as they are, so that no field need prepare them."""


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
            wanted = self._prepared(values)
            mine.as_sql = lambda *_: (sql, (*before, *wanted))  # type: ignore[method-assign]
            with kept_by_the_server(database):
                return list(ModelIterable(QuerySet(self.rows.model, cast(Query, _Kept(mine)), DEFAULT_DB_ALIAS)))
        except (EmptyResultSet, OverflowError):  # a number larger than any in the column
            return []

    def _prepared(self, values: tuple[object, ...]) -> tuple[Any, ...]:
        fields = self._fields if len(self._fields) == len(values) else self._fields * len(values)
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
        expected = self._prepared(values)
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


class Insertion(Generic[M]):
    """New rows of a model: `Insertion(Submission)(row)`. A key that the database makes is written into the row.

    Defaults that the database knows must be plain values. IntegrityError as from `save`; no signals are sent.
    """

    def __init__(self, model: type[M]) -> None:
        self.model = model
        self._made_there = model._meta.auto_field
        fields = model._meta.concrete_fields
        self._fields: list[Field[Any, Any]] = [field for field in fields if field is not self._made_there]
        self._columns = [(field, field.attname, _is_plain(field)) for field in self._fields]
        self._written: dict[str, str] = {}

    def __call__(self, row: M) -> M:
        """Store it."""
        database = connections[DEFAULT_DB_ALIAS]  # found once: the short name looks it up at each use
        if self._made_there and not database.features.can_return_columns_from_insert:
            row.save(force_insert=True)  # a SQLite before 3.35
            return row
        as_they_are, values = AS_THEY_ARE.get(database.vendor, set()), []
        for field, name, is_plain in self._columns:
            value = getattr(row, name)
            if not is_plain or type(value) not in as_they_are:
                value = field.get_db_prep_save(self._value(field, row), database)
            values.append(value)
        sql = self._written.get(database.vendor) or self._write(row)  # by now with the database's defaults as values
        with kept_by_the_server(database), database.cursor() as cursor:
            cursor.execute(sql, values)
            if self._made_there:
                (row.pk,) = cursor.fetchone()
        row._state.adding, row._state.db = False, database.alias
        return row

    @staticmethod
    def _value(field: "Field[Any, Any]", row: M) -> Any:
        value = field.pre_save(row, add=True)
        if isinstance(value, DatabaseDefault):
            value = field.db_default
            setattr(row, field.attname, value)
        return value

    def _write(self, row: M) -> str:
        query = InsertQuery(self.model)
        query.insert_values(self._fields, [row])
        compiler = query.get_compiler(connection=connection)
        compiler.returning_fields = [self._made_there] if self._made_there else None
        ((sql, _values),) = compiler.as_sql()
        self._written[connection.vendor] = sql
        return str(sql)


def _is_plain(field: "Field[Any, Any]") -> bool:
    """Whether a field stores what it is given, in no form of its own, and fills in nothing for a new row."""
    fills_itself = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    return not fills_itself and not isinstance(field, JSONField)
