"""schema: the document types, as data."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from digitizer.bootstrap.type_files import (
    SCHEMA_FILES,
    NewField,
    add_type,
    faults_of,
    json_schema_text,
    types_of_workspace,
)
from digitizer.cli.session import ExitCode, Session, print_json, print_table
from digitizer.cli.texts import text
from digitizer.domain.errors import InvalidInput
from digitizer.domain.schema import Catalog, DocumentType, FieldKind, FieldSpec, Need

_TYPES_FOLDER = "types"
_LEAST_PARTS, _NEED_PART = 3, 4


@click.group(help=text("cli-schema-help"))
def schema() -> None:
    """The group of all commands on document types."""


@schema.command("list", help=text("cli-schema-list-help"))
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def list_types(session: Session, as_json: bool) -> None:
    catalog = types_of_workspace(session.workspace)
    types = [catalog.types[key] for key in sorted(catalog.types)]
    if as_json:
        for each in types:
            print_json(_head(each))
        return
    names = ("type", "version", "label", "fields")
    print_table(
        [session.messages.text(f"cli-column-{name}") for name in names],
        [
            (
                each.key,
                each.version,
                each.label.in_language(session.messages.language),
                len(each.fields),
            )
            for each in types
        ],
    )


@schema.command("show", help=text("cli-schema-show-help"))
@click.argument("type_key")
@click.option("--json", "as_json", is_flag=True, help=text("cli-option-json"))
@click.pass_obj
def show(session: Session, type_key: str, as_json: bool) -> None:
    catalog = types_of_workspace(session.workspace)
    doc_type = catalog.types.get(type_key)
    if doc_type is None:
        raise InvalidInput("unknown-type", type=type_key)
    if as_json:
        fields = [_field(spec) for spec in doc_type.fields]
        print_json({**_head(doc_type), "fields": fields})
        return
    _show_text(session, doc_type, catalog)


@schema.command("check", help=text("cli-schema-check-help"))
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.pass_obj
def check(session: Session, folders: tuple[Path, ...]) -> int:
    checked = list(folders)
    workspace = session.workspace
    if workspace is not None and (workspace / _TYPES_FOLDER).is_dir():
        checked.append(workspace / _TYPES_FOLDER)
    faults = faults_of(checked)
    for fault in faults:
        click.echo(session.messages.error(fault), err=True)
    if faults:
        session.say("cli-schema-check-faults", count=len(faults))
        return ExitCode.SOME_FAILED
    catalog = types_of_workspace(workspace)
    session.say("cli-schema-check-well", types=len(catalog.types), lists=len(catalog.code_lists))
    return ExitCode.DONE


@schema.command("new", help=text("cli-schema-new-help"))
@click.argument("type_key")
@click.option("--label", required=True, help=text("cli-schema-new-label"))
@click.option("--label-en", default=None, help=text("cli-schema-new-label-en"))
@click.option("--title", "titles", multiple=True, required=True, help=text("cli-schema-new-title"))
@click.option("--field", "fields", multiple=True, required=True, help=text("cli-schema-new-field"))
@click.pass_obj
def new(
    session: Session,
    type_key: str,
    label: str,
    label_en: str | None,
    titles: tuple[str, ...],
    fields: tuple[str, ...],
) -> None:
    if session.workspace is None:
        raise InvalidInput("workspace-needed")
    # Says what is wrong with a folder that is no workspace, before anything is written.
    types_of_workspace(session.workspace)
    made = add_type(
        session.workspace / _TYPES_FOLDER,
        type_key,
        (label, label_en or label),
        titles,
        [_new_field(each) for each in fields],
        datetime.now(UTC).date(),
    )
    session.say("cli-schema-new-done", type=type_key, file=str(made[0]))


@schema.command("format", help=text("cli-schema-format-help"))
@click.argument("name", type=click.Choice(list(SCHEMA_FILES)), default="document-type")
def print_format(name: str) -> None:
    click.echo(json_schema_text(name), nl=False)


def _new_field(described: str) -> NewField:
    """``key:kind:label`` or ``key:kind:label:need``; the label is also looked for on paper."""
    parts = described.split(":")
    kinds = {kind.value for kind in FieldKind} - {FieldKind.TABLE.value, FieldKind.CODE.value}
    needs = {need.value for need in Need}
    if not _LEAST_PARTS <= len(parts) <= _NEED_PART or parts[1] not in kinds:
        raise InvalidInput("schema-field-option", text=described)
    key, kind, label = parts[:_LEAST_PARTS]
    need = parts[-1] if len(parts) == _NEED_PART else Need.OPTIONAL.value
    if need not in needs or not label.strip():
        raise InvalidInput("schema-field-option", text=described)
    return NewField(key, kind, label.strip(), label.strip(), need, anchors=(label.strip(),))


def _label(session: Session, doc_type: DocumentType) -> str:
    return doc_type.label.in_language(session.messages.language)


def _head(doc_type: DocumentType) -> dict[str, object]:
    return {
        "type": doc_type.key,
        "version": doc_type.version,
        "label": {"vi": doc_type.label.vi, "en": doc_type.label.en},
        "source": doc_type.source,
        "valid_from": doc_type.valid_from.isoformat(),
        "restricted": doc_type.is_restricted,
        "field_count": len(doc_type.fields),
    }


def _field(spec: FieldSpec) -> dict[str, object]:
    return {
        "key": spec.key,
        "kind": spec.kind.value,
        "label": {"vi": spec.label.vi, "en": spec.label.en},
        "section": spec.section,
        "need": spec.need.value,
        "code_list": spec.code_list,
        "max_length": spec.max_length,
        "pattern": spec.pattern,
        "source": spec.source,
        "columns": [_field(column) for column in spec.columns],
    }


def _show_text(session: Session, doc_type: DocumentType, catalog: Catalog) -> None:
    language = session.messages.language
    click.echo(f"{doc_type.key}  {doc_type.version}  {doc_type.label.in_language(language)}")
    click.echo(doc_type.source)
    for section in doc_type.sections:
        click.echo(f"\n{section.label.in_language(language)}")
        for spec in doc_type.fields:
            if spec.section == section.key:
                need = session.messages.text(f"cli-need-{spec.need.value}")
                codes = catalog.code_list_of(spec)
                kind = f"{spec.kind.value} {codes.key}" if codes else spec.kind.value
                click.echo(f"  {spec.key} ({kind}, {need}): {spec.label.in_language(language)}")
    click.echo("")
    for rule in doc_type.rules:
        click.echo(f"  {rule.kind} {', '.join(rule.fields)}: {rule.source}")
    for batch_rule in doc_type.batch_rules:
        click.echo(f"  {batch_rule.kind} {', '.join(batch_rule.fields)}: {batch_rule.source}")
