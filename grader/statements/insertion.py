"""New rows: Django writes the statement once, and each row brings its values."""

from datetime import datetime
from types import NoneType
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Field, JSONField, Model
from django.db.models.expressions import DatabaseDefault
from django.db.models.sql import InsertQuery

from grader.postgres import kept_by_the_server

M = TypeVar("M", bound=Model)

_EVERYWHERE = {str, int, bool, NoneType}
_AS_THEY_ARE = {"sqlite": _EVERYWHERE, "postgresql": {*_EVERYWHERE, UUID, datetime}}
"""Types of values that a database's driver takes as they are, so that no field need prepare them."""


class Insertion(Generic[M]):
    """New rows of a model: `Insertion(Submission)(row)`. A key that the database makes is written into the row.

    Defaults that the database knows must be plain values. IntegrityError as from `save`; no signals are sent.
    """

    def __init__(self, model: type[M]) -> None:
        self.model = model
        self.made_there = model._meta.auto_field
        self.fields: list[Field[Any, Any]] = [one for one in model._meta.concrete_fields if one is not self.made_there]
        self._columns = [(field, field.attname, _is_plain(field)) for field in self.fields]
        self._written: dict[str, str] = {}

    def __call__(self, row: M) -> M:
        """Store it."""
        database = connections[DEFAULT_DB_ALIAS]  # found once: the short name looks it up at each use
        if self.made_there and not database.features.can_return_columns_from_insert:
            row.save(force_insert=True)  # a SQLite before 3.35
            return row
        values = self.values(row, database)
        with kept_by_the_server(database), database.cursor() as cursor:
            cursor.execute(self.statement(row, database), values)
            if self.made_there:
                (row.pk,) = cursor.fetchone()
        return _stored(row, database)

    def values(self, row: M, database: Any) -> list[Any]:
        """What is stored of a row, in the order of `fields`. What the database would fill in, the row gets too."""
        as_they_are, values = _AS_THEY_ARE.get(database.vendor, set()), []
        for field, name, is_plain in self._columns:
            value = getattr(row, name)
            if not is_plain or type(value) not in as_they_are:
                value = field.get_db_prep_save(_filled(field, row), database)
            values.append(value)
        return values

    def statement(self, row: M, database: Any) -> str:
        """The SQL that stores `values`, of which the row already has all."""
        return self._written.get(database.vendor) or self._write(row, database)

    def _write(self, row: M, database: Any) -> str:
        query = InsertQuery(self.model)
        query.insert_values(self.fields, [row])
        compiler = query.get_compiler(connection=database)
        compiler.returning_fields = [self.made_there] if self.made_there else None
        ((sql, _values),) = compiler.as_sql()
        self._written[database.vendor] = sql
        return str(sql)


class Together:
    """A new row whose key the database makes, and others that lean on it: all are stored, or none.

    `Together(Insertion(Learner), "learner_id", Insertion(Attempt), Insertion(Submission))(learner, attempt, answer)`
    writes the learner's key into every row that has a `learner_id`. PostgreSQL is sent one statement, which is one
    message and one commit; Django has it look at foreign keys only at the commit. IntegrityError as from `save`.
    """

    def __init__(self, first: Insertion[Any], named: str, *others: Insertion[Any]) -> None:
        if first.made_there is None or any(other.made_there for other in others):
            raise TypeError("only the first row's key is made by the database and given back")
        self.first, self.named, self.others = first, named, others
        self._written = ""

    def __call__(self, row: Model, *others: Model) -> None:
        """Store them."""
        database = connections[DEFAULT_DB_ALIAS]
        if database.vendor == "postgresql":
            self._at_once(database, row, others)
        else:
            self._in_turn(row, others)

    def _in_turn(self, row: Model, others: tuple[Model, ...]) -> None:
        with transaction.atomic():
            self.first(row)
            for insertion, other in zip(self.others, others, strict=True):
                self._lean(other, row)
                insertion(other)

    def _at_once(self, database: Any, row: Model, others: tuple[Model, ...]) -> None:
        values = self.first.values(row, database)
        for insertion, other in zip(self.others, others, strict=True):
            theirs = insertion.values(other, database)
            leaning = self._place(insertion)
            values += theirs if leaning is None else theirs[:leaning] + theirs[leaning + 1 :]
        sql = self._written or self._write(database, row, others)
        with kept_by_the_server(database), database.cursor() as cursor:
            cursor.execute(sql, values)
            (row.pk,) = cursor.fetchone()
        for one in (row, *others):
            self._lean(one, row)
            _stored(one, database)

    def _lean(self, other: Model, row: Model) -> None:
        if hasattr(other, self.named):
            setattr(other, self.named, row.pk)

    def _place(self, insertion: Insertion[Any]) -> int | None:
        """Where the key of the first row stands among the values of another."""
        names = [field.attname for field in insertion.fields]
        return names.index(self.named) if self.named in names else None

    def _write(self, database: Any, row: Model, others: tuple[Model, ...]) -> str:
        """Each insertion is a part of the last, which gives back the key of the first."""
        key = "(TABLE part_0)"  # nothing else comes back from there
        parts = [self.first.statement(row, database)]
        for insertion, other in zip(self.others, others, strict=True):
            values = ["%s"] * len(insertion.fields)
            if (leaning := self._place(insertion)) is not None:
                values[leaning] = key
            parts.append(insertion.statement(other, database).replace("%s", "{}").format(*values))
        named = [f"part_{number} AS ({part})" for number, part in enumerate(parts[:-1])]
        self._written = f"WITH {', '.join(named)} {parts[-1]} RETURNING {key}"
        return self._written


def _stored(row: M, database: Any) -> M:
    row._state.adding, row._state.db = False, database.alias
    return row


def _filled(field: "Field[Any, Any]", row: Model) -> Any:
    """The value of a new row, which takes what the database would fill in."""
    value = field.pre_save(row, add=True)
    if isinstance(value, DatabaseDefault):
        value = field.db_default
        setattr(row, field.attname, value)
    return value


def _is_plain(field: "Field[Any, Any]") -> bool:
    """Whether a field stores what it is given, in no form of its own, and fills in nothing for a new row."""
    fills_itself = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    return not fills_itself and not isinstance(field, JSONField)
