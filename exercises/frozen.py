"""Frozen data that is made by the thousand for each question, made quickly: `frozen`, `changed` and `once`.

A frozen dataclass sets each of its fields by `object.__setattr__`, since its own is closed; here they are written into
the instance's dictionary at once. `functools.cached_property` of Python 3.11 takes a lock for each value; `once` takes
none, since frozen data gives the same value to whoever asks first. Everything else is as it is there.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields
from typing import Any, Generic, Self, TypeVar, dataclass_transform, overload

Made = TypeVar("Made")
Value = TypeVar("Value")


@dataclass_transform(frozen_default=True)
def frozen(cls: type[Made]) -> type[Made]:
    """The class as a frozen dataclass with a quick `__init__`; for classes without slots and factories."""
    made = dataclass(frozen=True)(cls)
    parts = fields(made)  # type: ignore[arg-type]
    after = "\n    self.__post_init__()" if hasattr(made, "__post_init__") else ""
    written = "".join(f"\n    own[{part.name!r}] = {part.name}" for part in parts)
    source = f"def __init__(self, {', '.join(map(_argument, parts))}):\n    own = self.__dict__{written}{after}"
    scope: dict[str, Any] = {f"_{part.name}": part.default for part in parts}
    exec(source, scope)  # noqa: S102 - the text is made of the class's own names, as dataclasses make theirs
    made.__init__ = scope["__init__"]  # type: ignore[method-assign]
    made.__init__.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__hash__ = _kept(made.__hash__)  # type: ignore[assignment, method-assign]
    return made


def _kept(work: Callable[[Any], int]) -> Callable[[Any], int]:
    """The hash, worked out once: frozen data is looked up in tables of what is known of it."""

    def __hash__(self: Any) -> int:
        try:
            return self.__dict__["_hash"]
        except KeyError:
            return self.__dict__.setdefault("_hash", work(self))

    return __hash__


def _argument(part: Field[Any]) -> str:
    if part.default_factory is not MISSING:
        raise TypeError(f"{part.name} has a factory: use dataclass(frozen=True)")
    return part.name if part.default is MISSING else f"{part.name}=_{part.name}"


def changed(one: Made, **parts: Any) -> Made:
    """The same with these parts instead: `dataclasses.replace`, without looking at the fields each time.

    Raises TypeError for a part that it does not have.
    """
    own = vars(one)
    return type(one)(**{**{name: own[name] for name in one.__match_args__}, **parts})  # type: ignore[attr-defined]


class once(Generic[Value]):
    """A property of frozen data that is worked out when it is asked for first, and kept in the instance."""

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self.work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...

    def __get__(self, instance: object, owner: type) -> Self | Value:
        if instance is None:
            return self
        value = instance.__dict__[self.name] = self.work(instance)
        return value
