"""The word material of ``people_files_words.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def file_words(table: str) -> Mapping[str, Any]:
    """The lists of one table of the data file. Raises KeyError for one that is not there."""
    text = files(__package__).joinpath("people_files_words.toml").read_text(encoding="utf-8")
    words: Mapping[str, Any] = tomllib.loads(text)[table]
    return words
