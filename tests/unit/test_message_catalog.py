"""Sentences that are parsed one by one say the same as the whole catalogs."""

from __future__ import annotations

from importlib.resources import files

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.bundle import Message

from digitizer.messages import LANGUAGES, Messages
from digitizer.messages.catalog import _Catalog


def whole(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for entry in (files("digitizer.messages") / language).iterdir():
        bundle.add_resource(FluentResource(entry.read_text(encoding="utf-8")))
    return bundle


def said(bundle: FluentBundle, message: Message) -> list[str]:
    patterns = [message.value, *message.attributes.values()]
    return [str(bundle.format_pattern(one, {})[0]) for one in patterns if one is not None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_the_same_as_in_the_whole_catalog(language: str) -> None:
    bundle, catalog = whole(language), _Catalog(language)

    different = [
        name
        for name in bundle._messages
        if said(bundle, bundle.get_message(name)) != said(catalog.bundle, catalog.message(name))
    ]

    assert bundle._messages
    assert different == []


def test_a_sentence_with_attributes_and_selections_is_read_whole() -> None:
    messages = Messages("vi")

    assert messages.text("error-no-case-open.next")
    with pytest.raises(KeyError):
        messages.text("no-such-sentence")
