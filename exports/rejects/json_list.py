"""Lists as JSON: an array of objects, or an object with one such array in it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from digitizer.domain.errors import UnreadableFile
from exports.rejects.letters import text_of

_BETWEEN = "; "


def json_lines(file: str, data: bytes) -> Sequence[tuple[int, Sequence[str]]]:
    """The names of the columns as line 0 and then the objects, counted from 1. A value of an object
    inside stands under both names with a dot between them. Raises UnreadableFile
    ``reject-list-encoding``, ``reject-list-broken``."""
    text = text_of(data)
    if text is None:
        raise UnreadableFile("reject-list-encoding", file=file)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("reject-list-broken", file=file) from error
    objects = _objects(content)
    if objects is None:
        raise UnreadableFile("reject-list-broken", file=file)
    flat = [_flat(each) for each in objects]
    names = list(dict.fromkeys(name for each in flat for name in each))
    rows = [[each.get(name, "") for name in names] for each in flat]
    return [(0, names), *enumerate(rows, start=1)]


def _objects(content: Any) -> Sequence[Mapping[str, Any]] | None:
    if isinstance(content, dict):
        lists = [each for each in content.values() if _is_list_of_objects(each)]
        content = lists[0] if len(lists) == 1 else None
    return content if _is_list_of_objects(content) else None


def _is_list_of_objects(content: Any) -> bool:
    return isinstance(content, list) and all(isinstance(each, dict) for each in content)


def _flat(given: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in given.items():
        if isinstance(value, dict):
            found |= {f"{name}.{key}": _text(inner) for key, inner in value.items()}
        else:
            found[name] = _text(value)
    return found


def _text(value: Any) -> str:
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, list):
        return _BETWEEN.join(filter(None, map(_text, value)))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
