"""Verifying packages and signatures, and opening sealed packages, which needs no workspace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from digitizer.domain.errors import NotFound
from digitizer.domain.package import VerifyReport
from digitizer.domain.signatures import SignatureReport
from digitizer.settings import load

if TYPE_CHECKING:
    from exports.signing.certificates import Trust

# The libraries of signatures and of encryption take a second to import, which only those wait for
# who need them.


def verify_package(
    package: Path, trusted: Sequence[Path] = (), *, must_be_signed: bool = False
) -> VerifyReport:
    """See :func:`exports.verify.verify_package`; ``trusted`` are files of certificates."""
    from exports import verify_package as verify

    return verify(package, _trust(trusted) if trusted else None, must_be_signed=must_be_signed)


def check_signatures(file: Path, trusted: Sequence[Path] = ()) -> Sequence[SignatureReport]:
    """See :func:`exports.signing.checking.check_pdf`."""
    from exports.signing.checking import check_pdf

    return check_pdf(file, _trust(trusted))


def trusted_in(workspace: Path | None) -> tuple[Path, ...]:
    """The files of certificates that a workspace trusts; none without a workspace. Raises as
    :func:`digitizer.settings.load`."""
    if workspace is None:
        return ()
    return tuple(workspace / name for name in load(workspace).signing.trusted)


def seal_package(
    package: Path, receiver: str, workspace: Path | None, target: Path | None = None
) -> Path:
    """Encrypt a package for a receiver of the settings, or for the keys of a file. Raises as
    :func:`exports.sealing.seal`, and NotFound ``no-receiver``."""
    from exports.sealing import seal

    return seal(package, _key_of(receiver, workspace), target)


def unseal_package(sealed: Path, key_file: Path, target: Path | None = None) -> Path:
    """See :func:`exports.sealing.unseal`."""
    from exports.sealing import unseal

    return unseal(sealed, key_file, target)


def new_sealing_key(file: Path) -> str:
    """See :func:`exports.sealing.new_key`."""
    from exports.sealing import new_key

    return new_key(file)


def _key_of(receiver: str, workspace: Path | None) -> Path:
    known = load(workspace).receivers if workspace is not None else {}
    key = known[receiver].key if receiver in known else None
    if workspace is not None and key is not None:
        return workspace / key
    if not Path(receiver).is_file():
        raise NotFound("no-receiver", receiver=receiver, known=", ".join(sorted(known)))
    return Path(receiver)


def _trust(files: Sequence[Path]) -> Trust:
    from exports.signing.certificates import load_trust

    return load_trust(files)
