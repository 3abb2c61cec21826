"""Shapes of requests, answers and updates: the one door to aiogram, which models the whole Bot API.

Its models let unknown fields pass, so names are compared here: a misspelt field is our bug and no wire error.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import aiogram.methods
import aiogram.types
from aiogram.types import BufferedInputFile as Upload
from aiogram.types import TelegramObject
from pydantic import BaseModel, TypeAdapter, ValidationError

__all__ = ["Misshapen", "Upload", "decode", "flags", "judge", "judge_result", "judge_update", "official_name"]

# Whose absence or form the server answers in its own words (telegram_rules), not aiogram in its.
SPOKEN_OF_BY_THE_SERVER = frozenset(
    {"chat_id", "text", "message_id", "user_id", "reply_markup", "commands", "document", "file_id"}
)


class Misshapen(AssertionError):  # noqa: N818 - it reads as the finding it is
    """A request, answer or update which no Bot API has: a bug of ours; the message names the field."""


def official_name(method: str) -> str | None:
    """The method's documented name, whatever the case it was called in; None when there is no such method."""
    return _official_names().get(method.lower())


def decode(method: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a request, those which travelled as JSON texts read back into values."""
    fields = _kind(method).model_fields
    return {name: _read(fields[name].annotation, value) if name in fields else value for name, value in raw.items()}


def judge(method: str, params: Mapping[str, Any]) -> None:
    """Raises Misshapen for a field the method does not have, or a value which aiogram refuses."""
    kind = _kind(method)
    _refuse_strangers(kind, dict(params), method)
    faults = [f for f in _faults(kind, dict(params)) if f["loc"][:1] and f["loc"][0] not in SPOKEN_OF_BY_THE_SERVER]
    if faults:
        raise Misshapen(f"{method}: " + "; ".join(_sentence(fault) for fault in faults))


def judge_result(method: str, result: Any) -> None:
    """Raises Misshapen when the double's own answer is not what the method returns."""
    _judge_value(_kind(method).__returning__, result, f"answer of {method}")  # type: ignore[attr-defined]


def judge_update(update: dict[str, Any]) -> None:
    """Raises Misshapen for an update that Telegram could not have sent."""
    _judge_value(aiogram.types.Update, update, "update")


@cache
def flags(name: str) -> tuple[str, ...]:
    """The yes-or-no fields of a type, e.g. the rights of ChatMemberAdministrator."""
    fields: Mapping[str, Any] = getattr(aiogram.types, name).model_fields
    return tuple(field for field, about in fields.items() if bool in _arms(about.annotation))


@cache
def _official_names() -> dict[str, str]:
    names = [name[0].lower() + name[1:] for name in aiogram.methods.__all__]
    return {name.lower(): name for name in names}


@cache
def _kind(method: str) -> type[BaseModel]:
    name = official_name(method)
    if name is None:
        raise Misshapen(f"the Bot API has no method {method}")
    kind: type[BaseModel] = getattr(aiogram.methods, name[0].upper() + name[1:])
    return kind


def _judge_value(kind: Any, value: Any, what: str) -> None:
    _refuse_strangers(kind, value, what)
    try:
        _adapter(kind).validate_python(value)
    except ValidationError as fault:
        raise Misshapen(f"{what}: {fault}") from fault


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _faults(kind: type[BaseModel], params: dict[str, Any]) -> list[Any]:
    try:
        kind.model_validate(params)
    except ValidationError as fault:
        return list(fault.errors(include_url=False))
    return []


def _sentence(fault: Any) -> str:
    return ".".join(map(str, fault["loc"])) + f": {fault['msg']}"


def _refuse_strangers(kind: Any, value: Any, what: str) -> None:
    strangers = list(_strangers(kind, value, ""))
    if strangers:
        raise Misshapen(f"{what}: unknown field " + ", ".join(strangers))


def _strangers(kind: Any, value: Any, path: str) -> Iterable[str]:
    """The paths within the value which the type does not know."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _strangers(_item_kind(kind), item, f"{path}{number}.")
    elif isinstance(value, dict) and (model := _closest_model(kind, value)):
        known = _fields(model)
        yield from (path + name for name in value.keys() - known.keys())
        for name in value.keys() & known.keys():
            yield from _strangers(known[name], value[name], f"{path}{name}.")


def _arms(kind: Any) -> list[Any]:
    """The alternatives of a union, annotations unwrapped."""
    if get_origin(kind) is Annotated:
        return _arms(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return [arm for alternative in get_args(kind) for arm in _arms(alternative)]
    return [kind]


def _models(kind: Any) -> list[type[BaseModel]]:
    return [arm for arm in _arms(kind) if isinstance(arm, type) and issubclass(arm, BaseModel)]


def _closest_model(kind: Any, value: dict[str, Any]) -> type[BaseModel] | None:
    """The alternative knowing most of the value's names: a misspelt one must not choose for the others."""
    return max(_models(kind), key=lambda model: len(_fields(model).keys() & value.keys()), default=None)


def _item_kind(kind: Any) -> Any:
    lists = [arm for arm in _arms(kind) if get_origin(arm) is list]
    return get_args(lists[0])[0] if lists else None


@cache
def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _read(kind: Any, value: Any) -> Any:
    """The value of a form field: a text stays a text, all else is JSON or, as with @names, stays as it is."""
    if isinstance(value, Upload):
        return value
    if not _travels_as_json(kind):
        return value if isinstance(value, str) else json.dumps(value)
    return _loaded(value) if isinstance(value, str) else value


@cache
def _travels_as_json(kind: Any) -> bool:
    arms = _arms(kind)
    return any(arm in (int, float, bool) or get_origin(arm) is list for arm in arms) or any(
        issubclass(model, TelegramObject) for model in _models(kind)
    )


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
