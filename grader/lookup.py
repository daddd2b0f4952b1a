"""Finding one row by one column, thousands of times a minute: Django writes the statement once instead of each time."""

from typing import Generic, TypeVar

from django.db import connection
from django.db.models import Field, Model, QuerySet

M = TypeVar("M", bound=Model)


class Lookup(Generic[M]):
    """One row of a query by a unique column: `Lookup(Token.objects.filter(user__is_active=True), "digest")`.

    The query must not depend on the time or on who asks. To write its SQL takes Django longer than all the rest, so
    that is kept, for each kind of database. What is found is read anew each time.
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
