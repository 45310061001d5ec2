"""preferences: what the person who calls likes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import click

from digitizer.cli.keys import key
from digitizer.cli.keys import keys as all_keys
from digitizer.cli.session import Session, print_json
from digitizer.cli.texts import text
from digitizer.domain.errors import NotFound
from digitizer.domain.preferences import SCALES, Look, Preferences, TypingMethod
from digitizer.messages import LANGUAGES

_COMPUTER = "computer"


@click.group(help=text("cli-preferences-help"))
def preferences() -> None:
    """The group of all commands on a person's settings."""


preferences.add_command(all_keys)
preferences.add_command(key)


@preferences.command(help=text("cli-preferences-show-help"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def show(session: Session, as_json: bool) -> None:
    with session.workstation() as station:
        liked = station.preferences.load()
    if as_json:
        print_json(_json(liked))
        return
    for name in ("language", "look", "scale", "typing"):
        session.say(
            "cli-preferences-line", name=_name(session, name), value=_said(session, liked, name)
        )
    for action, keys in liked.keys.items():
        shown = " / ".join(keys) or session.messages.text("cli-preferences-no-key")
        session.say("cli-preferences-key", action=action, keys=shown)


@preferences.group("set", help=text("cli-preferences-set-help"))
def change() -> None:
    """One command a setting, each with the values that it may have."""


@change.command(help=text("cli-preferences-set-language-help"))
@click.argument("value", type=click.Choice([_COMPUTER, *LANGUAGES]))
@click.pass_obj
def language(session: Session, value: str) -> None:
    wanted = None if value == _COMPUTER else value
    _keep(session, "language", lambda liked: replace(liked, language=wanted))


@change.command(help=text("cli-preferences-set-look-help"))
@click.argument("value", type=click.Choice([look.value for look in Look]))
@click.pass_obj
def look(session: Session, value: str) -> None:
    _keep(session, "look", lambda liked: replace(liked, look=Look(value)))


@change.command(help=text("cli-preferences-set-scale-help"))
@click.argument("value", type=click.Choice([str(scale) for scale in SCALES]))
@click.pass_obj
def scale(session: Session, value: str) -> None:
    _keep(session, "scale", lambda liked: replace(liked, scale=int(value)))


@change.command(help=text("cli-preferences-set-typing-help"))
@click.argument("value", type=click.Choice([method.value for method in TypingMethod]))
@click.pass_obj
def typing(session: Session, value: str) -> None:
    _keep(session, "typing", lambda liked: replace(liked, typing=TypingMethod(value)))


@preferences.command("default-keys", help=text("cli-preferences-default-keys-help"))
@click.argument("action", required=False)
@click.pass_obj
def default_keys(session: Session, action: str | None) -> None:
    with session.workstation() as station:
        liked = station.preferences.load()
        if action is not None and action not in liked.keys:
            raise NotFound("preferences-key-not-own", action=action)
        kept = {name: keys for name, keys in liked.keys.items() if action not in (None, name)}
        station.preferences.save(replace(liked, keys=kept))
    session.say("cli-preferences-keys-default", count=len(liked.keys) - len(kept))


@preferences.command(help=text("cli-preferences-lists-help"))
@click.option("--default", "to_default", is_flag=True, help=text("cli-preferences-lists-default"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.argument("name", required=False)
@click.pass_obj
def lists(session: Session, name: str | None, to_default: bool, as_json: bool) -> None:
    with session.workstation() as station:
        liked = station.preferences.load()
        if name is not None and name not in liked.lists:
            raise NotFound("preferences-list-not-own", name=name)
        chosen = {own: look for own, look in liked.lists.items() if name in (None, own)}
        if to_default:
            kept = {own: look for own, look in liked.lists.items() if own not in chosen}
            station.preferences.save(replace(liked, lists=kept))
            session.say("cli-preferences-lists-put-back", count=len(chosen))
            return
    for own, look in chosen.items():
        if as_json:
            print_json(
                {
                    "list": own,
                    "widths": list(look.widths),
                    "sorted_by": look.sorted_by,
                    "descends": look.descends,
                }
            )
        else:
            widths = " ".join(str(width) if width else "—" for width in look.widths)
            by = "—" if look.sorted_by is None else str(look.sorted_by + 1)
            session.say("cli-preferences-list", name=own, widths=widths, column=by)


def _keep(session: Session, name: str, changed: Callable[[Preferences], Preferences]) -> None:
    with session.workstation() as station:
        wanted = changed(station.preferences.load())
        station.preferences.save(wanted)
    said = _said(session, wanted, name)
    session.say("cli-preferences-kept", name=_name(session, name), value=said)


def _name(session: Session, name: str) -> str:
    return session.messages.text(f"settings-{name}")


def _said(session: Session, liked: Preferences, name: str) -> str:
    """The value of a setting in the words of the window."""
    say = session.messages.text
    if name == "scale":
        return say("settings-percent", percent=liked.scale)
    value = getattr(liked, name)
    return say(f"settings-{name}-{value or _COMPUTER}")


def _json(liked: Preferences) -> dict[str, object]:
    return {
        "language": liked.language,
        "look": liked.look.value,
        "scale": liked.scale,
        "typing": liked.typing.value,
        "keys": {action: list(keys) for action, keys in liked.keys.items()},
    }
