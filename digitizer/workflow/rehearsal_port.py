"""What rehearsing a batch needs: somebody who takes a package as its receiver would."""

from __future__ import annotations

from typing import Protocol

from digitizer.domain.package import PackageContent
from digitizer.domain.rehearsal import Rehearsal
from digitizer.workflow.ports import Packager


class Receiver(Protocol):
    def __call__(self, content: PackageContent, pack: Packager) -> Rehearsal:
        """Have the package made where nobody else sees it, look at it as the receiver would, and
        take it away again. Raises what ``pack`` raises, but not for a case that cannot stand in a
        package: that is a finding."""
        ...
