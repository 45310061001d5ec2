"""A rescue from outside, when nobody gets into a workspace."""

from __future__ import annotations

from pathlib import Path

from digitizer.bootstrap.desk.accounts import AccountsDesk
from digitizer.bootstrap.entering import access_for
from digitizer.bootstrap.workspace import bare_store
from digitizer.domain.accounts import PasswordRules
from digitizer.domain.changes import AUTOMATION
from digitizer.domain.handed_secrets import Rescued
from digitizer.messages import Messages
from digitizer.settings import load


def rescue(workspace: Path, messages: Messages, name: str, code: str) -> Rescued:
    """Let an administrator in again; raises as
    :func:`digitizer.workflow.rescue_account.rescue_administrator` and
    :func:`digitizer.bootstrap.workspace.open_workspace`."""
    with bare_store(workspace) as ports:
        return AccountsDesk(ports, AUTOMATION, messages, workspace.name).rescue(name, code)


def rules_at(workspace: Path) -> PasswordRules:
    """The rules of passwords in a workspace that nobody opened yet. Raises as
    :func:`digitizer.bootstrap.workspace.open_workspace`."""
    return access_for(load(workspace).accounts).passwords


def print_rescue_code(workspace: Path, messages: Messages, target: Path, code: str) -> None:
    """The paper with the code; raises as :func:`digitizer.bootstrap.printing.print_sheet`."""
    with bare_store(workspace) as ports:
        AccountsDesk(ports, AUTOMATION, messages, workspace.name).print_code(target, code)
