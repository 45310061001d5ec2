"""Sampling: samples of submitted batches, what was found in them, and their results."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_REASONS = ("not_on_paper", "unreadable", "torn", "stated_unknown")
_KINDS = ("images", "cases", "fields")
_STRICTNESS = ("normal", "tightened", "reduced")
_given = partial(sa.Column, nullable=False)
_APPEND_ONLY = (
    "samples",
    "sample_units",
    "sample_answers",
    "sample_judgements",
    "sample_results",
    "sample_resumptions",
)

# Whoever worked on a case, in whatever part, does not check it.
_WORKED = (
    "EXISTS (SELECT 1 FROM sample_units JOIN edits ON edits.case_id = sample_units.case_id"
    " WHERE sample_units.sample_id = NEW.sample_id AND sample_units.place = NEW.place"
    " AND edits.actor = NEW.actor)"
    " OR EXISTS (SELECT 1 FROM sample_units"
    " JOIN second_entries ON second_entries.case_id = sample_units.case_id"
    " WHERE sample_units.sample_id = NEW.sample_id AND sample_units.place = NEW.place"
    " AND second_entries.actor = NEW.actor)"
)
_ONE_PART = ("sample_answers", "sample_judgements")


def upgrade() -> None:
    _samples()
    _units()
    _answers()
    _judgements()
    _results()
    _resumptions()
    is_postgresql = op.get_context().dialect.name == "postgresql"
    for table in _APPEND_ONLY:
        (_refuse_on_postgresql if is_postgresql else _refuse_on_sqlite)(table)
    for table in _ONE_PART:
        (_one_part_on_postgresql if is_postgresql else _one_part_on_sqlite)(table)


def _samples() -> None:
    op.create_table(
        "samples",
        _given("id", _NUMBER),
        _given("batch_id", _NUMBER),
        _given("round", _NUMBER),
        _given("kind", _choice("samples", "kind", _KINDS)),
        *_texts("profile", "profile_version", "document_type", "series"),
        _given("lot_size", _NUMBER),
        _given("letter", sa.Text()),
        *_numbers("size", "accept", "reject"),
        _given("strictness", _choice("samples", "strictness", _STRICTNESS)),
        sa.Column("level", sa.Text()),
        sa.Column("limit_percent", sa.Double()),
        _given("seed", sa.Text()),
        _given("lot", sa.String(64)),
        _given("last_edit", _NUMBER),
        _given("is_original", sa.Boolean()),
        *_by(),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_samples_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_samples")),
        _check("samples", "numbers", "round >= 1 AND lot_size >= 1"),
        _check("samples", "size", "size >= 1 AND size <= lot_size"),
        _check("samples", "accept", "accept >= 0 AND reject > accept"),
        _check("samples", "level", "(level IS NULL) = (limit_percent IS NULL)"),
        sqlite_autoincrement=True,
    )
    name = op.f("ix_samples_batch_id_round_id")
    op.create_index(name, "samples", ["batch_id", "round", "id"])
    op.create_index(op.f("ix_samples_series_id"), "samples", ["series", "id"])


def _units() -> None:
    op.create_table(
        "sample_units",
        *_place("sample_units"),
        _given("case_id", _NUMBER),
        sa.Column("key", sa.Text()),
        sa.Column("page_id", _NUMBER),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_sample_units_case_id")),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_sample_units_page_id")),
        _check("sample_units", "place", "place >= 1"),
    )


def _answers() -> None:
    op.create_table(
        "sample_answers",
        *_place("sample_answers"),
        sa.Column("text", sa.Text()),
        sa.Column("value", sa.Text()),
        sa.Column("empty_reason", _choice("sample_answers", "empty_reason", _REASONS)),
        sa.Column("held_text", sa.Text()),
        sa.Column("held_value", sa.Text()),
        sa.Column("held_reason", _choice("sample_answers", "held_reason", _REASONS)),
        sa.Column("machine_text", sa.Text()),
        sa.Column("machine_value", sa.Text()),
        sa.Column("is_right", sa.Boolean()),
        _given("why", sa.Text()),
        *_by(),
        _check("sample_answers", "text", "(text IS NULL) = (is_right IS NOT NULL)"),
    )


def _judgements() -> None:
    op.create_table(
        "sample_judgements",
        *_place("sample_judgements"),
        _given("is_record_right", sa.Boolean()),
        _given("why", sa.Text()),
        *_by(),
    )


def _results() -> None:
    op.create_table(
        "sample_results",
        _given("sample_id", _NUMBER, autoincrement=False),
        *_numbers("units", "wrong", "slips", "characters", "character_errors"),
        *_numbers("read", "unread", "read_characters", "read_errors"),
        *(_given(name, sa.Boolean()) for name in ("is_accepted", "is_marginal", "passes_stricter")),
        _given("audit_head", sa.String(64)),
        *_by(),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["samples.id"], name=op.f("fk_sample_results_sample_id")
        ),
        sa.PrimaryKeyConstraint("sample_id", name=op.f("pk_sample_results")),
        _check("sample_results", "wrong", "wrong >= 0 AND wrong <= units"),
        _check("sample_results", "audit_head", "length(audit_head) = 64"),
    )


def _resumptions() -> None:
    op.create_table(
        "sample_resumptions",
        _given("id", _NUMBER),
        *_texts("series", "why"),
        *_by(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_resumptions")),
        sqlite_autoincrement=True,
    )
    name = op.f("ix_sample_resumptions_series_id")
    op.create_index(name, "sample_resumptions", ["series", "id"])


def _place(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """The unit of a sample that a row speaks of."""
    return (
        _given("sample_id", _NUMBER, autoincrement=False),
        _given("place", _NUMBER, autoincrement=False),
        sa.ForeignKeyConstraint(["sample_id"], ["samples.id"], name=op.f(f"fk_{table}_sample_id")),
        sa.PrimaryKeyConstraint("sample_id", "place", name=op.f(f"pk_{table}")),
    )


def _by() -> tuple[sa.schema.SchemaItem, ...]:
    return _given("actor", sa.Text()), _given("at", _MOMENT)


def _texts(*names: str) -> tuple[sa.schema.SchemaItem, ...]:
    return tuple(_given(name, sa.Text()) for name in names)


def _numbers(*names: str) -> tuple[sa.schema.SchemaItem, ...]:
    return tuple(_given(name, _NUMBER) for name in names)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _choice(table: str, column: str, values: tuple[str, ...]) -> sa.Enum:
    name = op.f(f"ck_{table}_{column}")
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=16)


def _refuse_on_sqlite(table: str) -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _refuse_on_postgresql(table: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )


def _one_part_on_sqlite(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_one_part BEFORE INSERT ON {table} WHEN {_WORKED} "
        "BEGIN SELECT RAISE(ABORT, 'two-roles'); END"
    )


def _one_part_on_postgresql(table: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_one_part() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {_WORKED} THEN RAISE EXCEPTION 'two-roles' USING ERRCODE = 'DZ001'; "
        "END IF; RETURN NEW; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_one_part BEFORE INSERT ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_one_part()"
    )
