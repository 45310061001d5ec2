"""form: a blank sheet becomes a form that pages are laid over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from digitizer.bootstrap.workstation import Workstation
from digitizer.cli.session import Session
from digitizer.cli.texts import text
from digitizer.domain.errors import InvalidInput
from digitizer.domain.form_draft import FieldDraft, FormDraft, TypeDraft, field_key_of
from digitizer.domain.record import ReadingState
from digitizer.domain.schema import FieldKind

_PATH = click.Path(path_type=Path, dir_okay=False)


@click.command(help=text("cli-form-help"))
@click.argument("scan", type=_PATH)
@click.argument("name")
@click.option("--type", "type_key", required=True, help=text("cli-read-type"))
@click.option("--version", default=None, help=text("cli-form-version"))
@click.option("--source", default=None, help=text("cli-form-source"))
@click.option("--sample", type=_PATH, default=None, help=text("cli-form-sample"))
@click.option("--new-type", "label", default=None, help=text("cli-form-new-type"))
@click.option("--title", default=None, help=text("cli-form-title"))
@click.option("--field", "fields", multiple=True, help=text("cli-form-field"))
@click.pass_obj
def form(
    session: Session,
    scan: Path,
    name: str,
    type_key: str,
    version: str | None,
    source: str | None,
    sample: Path | None,
    label: str | None,
    title: str | None,
    fields: tuple[str, ...],
) -> None:
    with session.workstation() as station:
        new_type = _new_type(type_key, label, title, fields) if label else None
        draft = station.automatic_form(scan, name, type_key, new_type)
        draft = replace(draft, version=version or draft.version, source=source or draft.source)
        if sample is not None:
            _try(session, station, draft, sample)
        saved = station.save_form(draft)
    found = len({zone.field for zone in saved.form.zones})
    session.say("cli-form-done", folder=str(saved.form.blank.parent), fields=found)
    if not saved.is_in_force:
        session.say("cli-form-not-yet")


def _new_type(key: str, label: str, title: str | None, fields: tuple[str, ...]) -> TypeDraft:
    made = TypeDraft(key, label, "", title or label)
    for spec in fields:
        made = made.with_field(_field(spec, [one.key for one in made.fields]))
    return made


def _field(spec: str, taken: list[str]) -> FieldDraft:
    """``label:kind:code_list``, of which only the label is needed."""
    printed, _, rest = spec.partition(":")
    kind, _, code_list = rest.partition(":")
    known = {one.value for one in FieldKind}
    if not printed.strip() or (kind and kind not in known):
        raise InvalidInput("form-field-spec", spec=spec)
    key = field_key_of(printed, taken)
    label = printed.strip()
    return FieldDraft(
        key, label, "", FieldKind(kind or "text"), code_list=code_list or None, printed=label
    )


def _try(session: Session, station: Workstation, draft: FormDraft, sample: Path) -> None:
    trial = station.try_form(draft, sample)
    if not trial.fits:
        raise InvalidInput("form-sample-unfit", file=sample)
    session.say("cli-form-tried", file=str(sample), percent=round(trial.share * 100))
    for reading in trial.fields:
        if reading.state is not ReadingState.MISSING:
            state = session.messages.text(f"cli-field-{reading.state.value}")
            click.echo(f"  [{state}] {reading.key}: {reading.text}")
