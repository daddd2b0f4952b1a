"""The stored numbers of a question, read back as the types that its fields declare.

JSON knows lists and no tuples, and writes 7.0 as readily as 7. In Python 6.0 and True equal 6 and 1, so that whatever
the engine keeps for the one would be found by the other: nothing but what a field declares may come through.
"""

import reprlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from exercises.engine.conventions import Impossible, at_least

Reader = Callable[[str, Any], Any]


def as_declared(kind: type, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Each value as the type of the field with its name: `int`, `bool`, `str`, or tuples of these at any depth.

    Lists become tuples, and 7.0 becomes 7. Raises Impossible, which names the place, for a value of another type: 6.5,
    `true` for a number, 1 for `true`, three entries for two. Names that no field has are handed on.
    """
    readers = _readers(kind)
    return {name: readers[name](name, value) if name in readers else value for name, value in parameters.items()}


@cache
def _readers(kind: type) -> dict[str, Reader]:
    hints = get_type_hints(kind)
    return {name: _reader(hints[name]) for name in getattr(kind, "__match_args__", ())}


def _reader(hint: Any) -> Reader:
    if hint in LEAVES:
        return LEAVES[hint]
    inner = get_args(hint)
    if get_origin(hint) is not tuple or not inner:
        raise TypeError(f"a field is stored as int, bool, str or tuples of these, and not as {hint}")
    if inner[-1] is Ellipsis:
        return _list_of(_reader(inner[0]))
    return _row_of(tuple(map(_reader, inner)))


def _list_of(read: Reader) -> Reader:
    def entries(name: str, value: Any) -> Any:
        return tuple([read(f"{name}[{i}]", one) for i, one in enumerate(_entries(name, value))])

    return entries


def _row_of(readers: tuple[Reader, ...]) -> Reader:
    def entries(name: str, value: Any) -> Any:
        if len(_entries(name, value)) != len(readers):
            raise Impossible(f"{name} is {reprlib.repr(value)}; write {len(readers)} entries, not {len(value)}")
        return tuple([read(f"{name}[{i}]", one) for i, (read, one) in enumerate(zip(readers, value, strict=True))])

    return entries


def _entries(name: str, value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise Impossible(f"{name} is {reprlib.repr(value)}; write a list, such as [1, 2]")
    return value


def _whole(name: str, value: Any) -> int:
    if type(value) is float and value.is_integer():
        return int(value)
    if type(value) is not int:
        at_least(name, value, 0)
    return int(value)


def _truth(name: str, value: Any) -> bool:
    if type(value) is not bool:
        raise Impossible(f"{name} is {reprlib.repr(value)}; write true or false")
    return value


def _text(name: str, value: Any) -> str:
    if type(value) is not str:
        raise Impossible(f"{name} is {reprlib.repr(value)}; write a text in quotes")
    return value


def _either(name: str, value: Any) -> Any:
    """What stands in a layer or a statement: a name, a whole number, or a list of these."""
    if isinstance(value, list | tuple):
        return tuple([_either(f"{name}[{i}]", one) for i, one in enumerate(value)])
    return value if type(value) is str else _whole(name, value)


LEAVES: dict[Any, Reader] = {int: _whole, bool: _truth, str: _text, Any: _either}
