"""Statements of the road, used thousands of times a minute: Django writes each once instead of each time.

To write the SQL of a query takes Django longer than all the rest, so that is kept, for each kind of database. What
they find and store is the same as without.
"""

from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, Model, QuerySet
from django.db.models.expressions import DatabaseDefault
from django.db.models.sql import InsertQuery

M = TypeVar("M", bound=Model)


class Lookup(Generic[M]):
    """One row of a query by a unique column: `Lookup(Token.objects.filter(user__is_active=True), "digest")`.

    The query must not depend on the time or on who asks. What is found is read anew each time.
    """

    def __init__(self, rows: QuerySet[M], column: str) -> None:
        self.rows, self.column = rows.order_by(), column
        self._written: dict[str, tuple[str, tuple[object, ...]]] = {}

    def __call__(self, value: object) -> M | None:
        """The row with this value; None when there is none."""
        sql, before = self._written.get(connection.vendor) or self._write(value)
        field = self.rows.model._meta.get_field(self.column)
        assert isinstance(field, Field)
        found = self.rows.model._default_manager.raw(sql, (*before, field.get_db_prep_value(value, connection)))
        return next(iter(found), None)

    def _write(self, value: object) -> tuple[str, tuple[object, ...]]:
        sql, values = self.rows.filter(**{self.column: value}).query.get_compiler(connection=connection).as_sql()
        # The value that is looked for was added last, so it stands last.
        self._written[connection.vendor] = written = (sql, tuple(values[:-1]))
        return written


class Insertion(Generic[M]):
    """New rows of a model whose key is made here, not by the database: `Insertion(Submission)(row)`.

    Defaults that the database knows must be plain values. IntegrityError as from `save`; no signals are sent.
    """

    def __init__(self, model: type[M]) -> None:
        self.model = model
        self._fields: list[Field[Any, Any]] = list(model._meta.concrete_fields)
        self._written: dict[str, str] = {}

    def __call__(self, row: M) -> M:
        """Store it."""
        database = connections[DEFAULT_DB_ALIAS]  # found once: the short name looks it up at each use
        sql = self._written.get(database.vendor) or self._write(row)
        values = [field.get_db_prep_save(self._value(field, row), database) for field in self._fields]
        with database.cursor() as cursor:
            cursor.execute(sql, values)
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
        ((sql, _values),) = query.get_compiler(connection=connection).as_sql()
        self._written[connection.vendor] = sql
        return str(sql)
