"""Plain data back into dataclasses, by their own type hints, with the place of whatever does not fit."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from clausecheck.errors import InputError

T = TypeVar("T")
_JSON_NAMES = {dict: "an object", list: "a list", str: "a string", int: "an integer", bool: "true or false"}


def read(shape: type[T], data: object, version: str) -> T:
    """`data` as `shape`. Raises InputError: another major schema version, or the first place that does not fit.

    Keys that the shape does not know are passed over, so that a report with more in it can still be read.
    """
    if not isinstance(data, Mapping) or not isinstance(data.get("schema_version"), str):
        raise InputError("this is not a clausecheck report: it has no schema_version")
    given = data["schema_version"]
    if given.split(".")[0] != version.split(".")[0]:
        raise InputError(f"this report has schema version {given}, which this program ({version}) cannot read")
    found: T = _value(shape, data, "report")
    return found


def _value(shape: Any, data: Any, place: str) -> Any:
    origin = get_origin(shape)
    if is_dataclass(shape):
        return _record(shape, data, place)
    if origin is tuple:
        item = get_args(shape)[0]
        return tuple(_value(item, part, f"{place}[{n}]") for n, part in enumerate(_of(list, data, place)))
    if origin in (Union, types.UnionType):
        inner = next(part for part in get_args(shape) if part is not type(None))
        return None if data is None else _value(inner, data, place)
    if origin is Literal:
        return _choice(get_args(shape), data, place)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {key: _value(get_args(shape)[1], part, f"{place}.{key}") for key, part in _of(dict, data, place).items()}
    return _decimal(data, place) if shape is Decimal else _of(shape, data, place)


def _record(shape: Any, data: Any, place: str) -> Any:
    _of(dict, data, place)
    hints = _hints(shape)
    known = {}
    for field in fields(shape):
        if field.name in data:
            known[field.name] = _value(hints[field.name], data[field.name], f"{place}.{field.name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise InputError(f"{place}.{field.name} is missing")
    return shape(**known)


@lru_cache(maxsize=64)
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def _of(kind: type, data: Any, place: str) -> Any:
    fits = isinstance(data, Mapping if kind is dict else kind) and (kind is bool or not isinstance(data, bool))
    if not fits:
        raise InputError(f"{place} should be {_JSON_NAMES.get(kind, kind.__name__)}")
    return data


def _choice(allowed: tuple[Any, ...], data: Any, place: str) -> Any:
    if data not in allowed:
        raise InputError(f"{place} should be one of {', '.join(map(str, allowed))}")
    return data


def _decimal(data: Any, place: str) -> Decimal:
    try:
        number = Decimal(_of(str, data, place))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise InputError(f"{place} should be a decimal number in a string")
    return number
