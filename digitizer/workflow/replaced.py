"""What a package that leaves puts right of earlier ones."""

from __future__ import annotations

from collections.abc import Collection

from digitizer.domain.package import Replaced
from digitizer.workflow.ports import UnitOfWork


def replaced_rows(
    unit: UnitOfWork, batch_id: int, leaving: Collection[int]
) -> tuple[Replaced, ...]:
    """The rows that a receiver gave back and that the cases ``leaving`` now take the place of, in
    the order in which they were given back. Rows of packages whose manifest or order an older
    program did not note cannot be named."""
    found: dict[tuple[str, int], Replaced] = {}
    for reject in unit.rejects.open_in_batch(batch_id):
        left = reject.left
        if left.case_id in leaving and left.number and left.manifest_sha256:
            found[left.package, left.case_id] = Replaced(
                left.package, left.manifest_sha256, left.number, left.file, left.case_id
            )
    return tuple(found.values())
