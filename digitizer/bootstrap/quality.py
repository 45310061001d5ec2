"""The rules of sampling, of a workspace and without one."""

from __future__ import annotations

from digitizer.domain.errors import BadSchema, InvalidInput
from digitizer.domain.sampling import QualityRules
from digitizer.schemas.sampling import load_quality_rules
from digitizer.settings import FILE_NAME, CheckSettings

__all__ = ["load_quality_rules", "workspace_rules"]


def workspace_rules(settings: CheckSettings) -> QualityRules:
    """The rules by the settings of a workspace. Raises BadSchema for settings that name a profile,
    a limit or a level that there is not."""
    try:
        return load_quality_rules(settings.profile, limit=settings.limit, level=settings.level)
    except InvalidInput as error:
        reason = " ".join([error.code, *error.params.values()])
        raise BadSchema("settings-wrong", file=FILE_NAME, place="checks", reason=reason) from error
