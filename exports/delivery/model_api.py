"""The model API of Công văn 7197 as dated data: its paths, its form, and what its answers tell."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import quote

_SHA256 = re.compile(r"[0-9a-f]{64}", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer says of a document: its code and the hash (hex) of its file, None for what it
    does not say."""

    code: str | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class ModelApi:
    """``inside`` are the objects of an answer that may hold the names in ``code_names`` and
    ``sha256_names``."""

    version: str
    import_path: str
    document_path: str
    download_path: str
    metadata_part: str
    file_part: str
    idempotency_header: str
    code_names: tuple[str, ...]
    sha256_names: tuple[str, ...]
    inside: tuple[str, ...]

    def document(self, code: str) -> str:
        return self.document_path.format(code=quote(code, safe=""))

    def download(self, code: str) -> str:
        return self.download_path.format(code=quote(code, safe=""))

    def told(self, body: bytes) -> Told:
        """Anything else than an object in JSON says nothing."""
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            return Told(None, None)
        found = tuple(self._objects(answer))
        code = _first(found, self.code_names)
        sha256 = _first(found, self.sha256_names)
        is_hash = sha256 is not None and _SHA256.fullmatch(sha256)
        return Told(code, sha256.lower() if sha256 and is_hash else None)

    def _objects(self, answer: object) -> Iterator[Mapping[str, object]]:
        if isinstance(answer, dict):
            yield answer
            yield from (each for name in self.inside if isinstance(each := answer.get(name), dict))


@cache
def model_api() -> ModelApi:
    text = (files("exports.delivery") / "model_api.toml").read_text("utf-8")
    found = tomllib.loads(text)
    path, request, answer = found["path"], found["request"], found["answer"]
    return ModelApi(
        found["version"],
        path["import"],
        path["document"],
        path["download"],
        request["metadata_part"],
        request["file_part"],
        request["idempotency_header"],
        tuple(answer["code"]),
        tuple(answer["sha256"]),
        tuple(answer["inside"]),
    )


def _first(objects: tuple[Mapping[str, object], ...], names: tuple[str, ...]) -> str | None:
    values = (each[name] for each in objects for name in names if name in each)
    return next((value for value in values if isinstance(value, str)), None)
