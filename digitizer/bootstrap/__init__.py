"""Putting the program together: the only place that names concrete adapters."""

from digitizer.bootstrap.doctor import Finding, examine
from digitizer.bootstrap.standalone import read_files, verify_package, write_samples
from digitizer.bootstrap.workspace import create_workspace, open_workspace
from digitizer.bootstrap.workstation import Workstation
from digitizer.samples import Wish as SampleWish

__all__ = [
    "Finding",
    "SampleWish",
    "Workstation",
    "create_workspace",
    "examine",
    "open_workspace",
    "read_files",
    "verify_package",
    "write_samples",
]
