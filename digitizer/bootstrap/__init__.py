"""Putting the program together: the only place that names concrete adapters."""

from digitizer.bootstrap.doctor import Finding, examine
from digitizer.bootstrap.standalone import read_files, verify_package, write_samples
from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation

__all__ = [
    "Finding",
    "Workstation",
    "create_workspace",
    "examine",
    "open_workspace",
    "read_files",
    "verify_package",
    "write_samples",
]
