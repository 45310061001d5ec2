"""preferences keys, preferences key: the keys of the window, seen and changed as under F1."""

from __future__ import annotations

from dataclasses import replace

import click

from digitizer.bootstrap.window_actions import window_actions
from digitizer.cli.session import Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.errors import Conflict, InvalidInput, NotFound
from digitizer.domain.key_text import normal
from digitizer.domain.keymap import KeyedAction, KeyMap, refusal

_COLUMNS = ("id", "action", "key", "about")


@click.command(help=text("cli-keys-help"))
@click.option("--page", default=None, help=text("cli-keys-page"))
@click.option("--own", is_flag=True, help=text("cli-keys-own"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def keys(session: Session, page: str | None, own: bool, as_json: bool) -> None:
    with session.workstation() as station:
        keymap = KeyMap(station.preferences.load().keys, window_actions())
    if page is not None and all(page not in (each.pages or ()) for each in keymap.actions):
        raise NotFound("key-page", page=page)
    found = [
        each
        for each in keymap.actions
        if (page is None or each.pages is None or page in each.pages)
        and (not own or keymap.is_changed(each))
    ]
    if as_json:
        for each in found:
            print_json(_json(keymap, each))
        return
    print_table(
        [session.messages.text(f"keys-column-{name}") for name in _COLUMNS],
        [_row(session, keymap, each) for each in found],
    )


@click.command(help=text("cli-key-help"))
@click.argument("action")
@click.argument("key", required=False)
@click.option("--none", "no_key", is_flag=True, help=text("cli-key-none"))
@click.option("--swap", is_flag=True, help=text("cli-key-swap"))
@click.pass_obj
def key(session: Session, action: str, key: str | None, no_key: bool, swap: bool) -> None:
    if (key is None) is not no_key:
        raise InvalidInput("key-needed")
    with session.workstation() as station:
        liked = station.preferences.load()
        keymap = KeyMap(liked.keys, window_actions())
        spec = _action(keymap, action)
        wanted = keymap.assigned(spec, None) if key is None else _given(keymap, spec, key, swap)
        station.preferences.save(replace(liked, keys=dict(wanted.own)))
    for each in wanted.actions:
        if wanted.keys(each) != keymap.keys(each):
            session.say("cli-preferences-key", action=each.id, keys=_said(session, wanted, each))


def _action(keymap: KeyMap[KeyedAction], action: str) -> KeyedAction:
    found = next((each for each in keymap.actions if each.id == action), None)
    if found is None:
        raise NotFound("key-action", action=action)
    if found.is_listed_only:
        raise InvalidInput("key-action-fixed", action=action)
    return found


def _given(
    keymap: KeyMap[KeyedAction], spec: KeyedAction, key: str, swap: bool
) -> KeyMap[KeyedAction]:
    """The map with the key at the action, if that breaks no rule."""
    why = refusal(spec, key)
    if why is not None:
        raise InvalidInput(f"key-{why.value}", key=key)
    holders = keymap.holders(spec, key)
    if not holders:
        return keymap.assigned(spec, key)
    params = {"key": normal(key), "actions": ", ".join(each.id for each in holders)}
    if any(each.is_listed_only for each in holders):
        raise InvalidInput("key-fixed", **params)
    if not swap:
        raise Conflict("key-taken", **params)
    return keymap.swapped(spec, key)


def _said(session: Session, keymap: KeyMap[KeyedAction], each: KeyedAction) -> str:
    return " / ".join(keymap.keys(each)) or session.messages.text("cli-preferences-no-key")


def _row(session: Session, keymap: KeyMap[KeyedAction], each: KeyedAction) -> tuple[object, ...]:
    say = session.messages.text
    about = say("keys-fixed") if each.is_listed_only else ""
    if keymap.is_changed(each):
        about = say("keys-changed")
    return each.id, say(f"ui-action-{each.id}"), _said(session, keymap, each), about


def _json(keymap: KeyMap[KeyedAction], each: KeyedAction) -> dict[str, object]:
    return {
        "action": each.id,
        "menu": each.menu,
        "pages": None if each.pages is None else sorted(each.pages),
        "keys": list(keymap.keys(each)),
        "default": list(each.keys),
        "is_own": keymap.is_changed(each),
        "is_fixed": each.is_listed_only,
    }
