"""Reads the package's data files of sampling: the plans, and the rounds of a batch."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from digitizer.domain.errors import InvalidInput
from digitizer.domain.sampling import (
    Arrow,
    CheckProfile,
    CheckRound,
    FieldScope,
    LotRow,
    Numbers,
    PlanRow,
    PrintRule,
    QualityRules,
    RoundKind,
    SamplingTables,
    Strictness,
    SwitchingRules,
)
from digitizer.domain.schema import Localized
from digitizer.schemas.files import SchemaFile

_TABLES, _ROUNDS = "sampling_tables.toml", "check_rounds.toml"
_ARROWS = frozenset(each.value for each in Arrow)
Share = Annotated[float, Field(ge=0, le=1)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Letters(_Model):
    up_to: int | None = Field(default=None, ge=1)
    by_level: str


class _Row(_Model):
    letter: str
    size: int = Field(ge=1)
    cells: str

    def to_domain(self) -> PlanRow:
        return PlanRow(self.letter, self.size, tuple(_cell(text) for text in self.cells.split()))


class TablesModel(_Model):
    key: str
    version: str
    valid_from: date
    source: str
    limits: list[float]
    levels: list[str]
    letters: list[_Letters]
    plans: dict[Strictness, list[_Row]]

    @model_validator(mode="after")
    def _is_whole(self) -> TablesModel:
        """Every lot finds a letter, every letter a row, and every arrow a plan."""
        ends = [row.up_to for row in self.letters]
        if not ends or ends[-1] is not None or None in ends[:-1] or not _grows(ends[:-1]):
            raise ValueError("lots must grow and end with a row without an end")
        if any(len(row.by_level.split()) != len(self.levels) for row in self.letters):
            raise ValueError("each row of letters needs one a level")
        if set(self.plans) != set(Strictness):
            raise ValueError("each strictness needs its plans")
        letters = {letter for row in self.letters for letter in row.by_level.split()}
        for rows in self.plans.values():
            if letters - {row.letter for row in rows}:
                raise ValueError("each letter needs a plan")
            _check_cells(rows, len(self.limits))
        return self

    def to_domain(self) -> SamplingTables:
        return SamplingTables(
            self.version,
            self.source,
            tuple(self.limits),
            tuple(self.levels),
            tuple(
                LotRow(row.up_to, dict(zip(self.levels, row.by_level.split(), strict=True)))
                for row in self.letters
            ),
            {name: tuple(row.to_domain() for row in rows) for name, rows in self.plans.items()},
        )


class _Label(_Model):
    vi: str
    en: str


class _Round(_Model):
    kind: RoundKind
    share: Share = 1.0
    most_faulty: Share = 0.0
    level: str = "II"
    limit: float = Field(default=1.0, gt=0)
    scope: FieldScope = FieldScope.REQUIRED


class _Profile(_Model):
    key: str
    version: str
    label: _Label
    rounds: list[_Round] = Field(min_length=1)


class _Switching(_Model):
    source: str
    rejected: int = Field(ge=1)
    among: int = Field(ge=1)
    accepted: int = Field(ge=1)
    stop_at: int = Field(ge=1)
    score: int = Field(ge=1)
    points_small: int = Field(ge=1)
    points_large: int = Field(ge=1)


class _Printed(_Model):
    source: str
    least: Share
    engines: list[str] = Field(min_length=1)
    not_print: list[str]


class RoundsModel(_Model):
    key: str
    version: str
    valid_from: date
    source: str
    usual: str
    profiles: list[_Profile] = Field(min_length=1)
    switching: _Switching
    printed: _Printed

    @model_validator(mode="after")
    def _is_whole(self) -> RoundsModel:
        keys = [profile.key for profile in self.profiles]
        if len(set(keys)) != len(keys) or self.usual not in keys:
            raise ValueError("profiles need keys of their own, and `usual` names one of them")
        return self


def load_quality_rules(
    profile: str = "", *, limit: float | None = None, level: str | None = None
) -> QualityRules:
    """The shipped rules, with the rounds that the workspace asks for; ``limit`` and ``level`` stand
    instead of the profile's own in rounds of fields. Raises InvalidInput ``no-profile`` for a
    profile that there is not, ``no-limit`` and ``no-level``; BadSchema for a file that is not well
    formed."""
    tables, model = _read()
    profiles = {each.key: _profile(each, model.source, limit, level) for each in model.profiles}
    if profile and profile not in profiles:
        raise InvalidInput("no-profile", profile=profile, profiles=" ".join(profiles))
    for each in profiles.values():
        for one in each.rounds:
            one.plan(tables, 1, Strictness.NORMAL)
    rules, printed = model.switching, model.printed
    return QualityRules(
        tables,
        SwitchingRules(
            rules.rejected,
            rules.among,
            rules.accepted,
            rules.stop_at,
            rules.score,
            rules.points_small,
            rules.points_large,
        ),
        PrintRule(
            printed.least, tuple(printed.engines), frozenset(printed.not_print), printed.source
        ),
        profiles[model.usual],
        profiles[profile] if profile else None,
    )


def check_profiles() -> dict[str, Localized]:
    """The profiles of check rounds that there are, with their names."""
    _tables, model = _read()
    return {each.key: Localized(each.label.vi, each.label.en) for each in model.profiles}


@cache
def _read() -> tuple[SamplingTables, RoundsModel]:
    folder = files("digitizer.schemas")
    tables = SchemaFile.read(folder / _TABLES, f"digitizer/schemas/{_TABLES}").parse(TablesModel)
    rounds = SchemaFile.read(folder / _ROUNDS, f"digitizer/schemas/{_ROUNDS}").parse(RoundsModel)
    return tables.to_domain(), rounds


def _profile(given: _Profile, source: str, limit: float | None, level: str | None) -> CheckProfile:
    rounds = (
        CheckRound(
            number,
            each.kind,
            each.share,
            each.most_faulty,
            level or each.level,
            each.limit if limit is None else limit,
            each.scope,
        )
        for number, each in enumerate(given.rounds, 1)
    )
    label = Localized(given.label.vi, given.label.en)
    return CheckProfile(given.key, given.version, label, source, tuple(rounds))


def _cell(text: str) -> Numbers | Arrow:
    if text in _ARROWS:
        return Arrow(text)
    accept, reject = text.split("/")
    return Numbers(int(accept), int(reject))


def _grows(ends: list[int | None]) -> bool:
    numbers = [end or 0 for end in ends]
    return numbers == sorted(set(numbers))


def _check_cells(rows: list[_Row], columns: int) -> None:
    """Raises ValueError for a row that does not fit, and for an arrow that leads nowhere."""
    cells = [[_cell(text) for text in row.cells.split()] for row in rows]
    if any(len(row) != columns for row in cells):
        raise ValueError("each row of a plan needs one cell a limit")
    for column in range(columns):
        for at in range(len(rows)):
            place = at
            while isinstance(cell := cells[place][column], Arrow):
                step = 1 if cell is Arrow.DOWN else -1
                place += step
                if not 0 <= place < len(rows) or cells[place][column] == _opposite(cell):
                    raise ValueError(f"an arrow of {rows[at].letter} leads nowhere")
            if not 0 <= cell.accept < cell.reject:
                raise ValueError(f"numbers of {rows[place].letter}")


def _opposite(arrow: Arrow) -> Arrow:
    return Arrow.UP if arrow is Arrow.DOWN else Arrow.DOWN
