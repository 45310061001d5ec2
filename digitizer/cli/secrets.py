"""The password or PIN of the key that signs: asked without showing it, or read from a private file;
never taken from the command line, which others can see, nor from the settings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from digitizer.cli.log_in import password_in, secret_asked
from digitizer.cli.texts import messages
from digitizer.domain.errors import NotAllowed

if TYPE_CHECKING:
    from digitizer.bootstrap.desk.signing import SigningDesk

SECRET_FILE = "DIGITIZER_SIGNING_PASSWORD_FILE"  # noqa: S105


def secret_in_environment() -> str | None:
    """From the file that the environment names, if it names one. Raises as :func:`password_in`."""
    file = os.environ.get(SECRET_FILE)
    return password_in(Path(file)) if file else None


def unlock(desk: SigningDesk) -> None:
    """Open the key of the workspace. Raises as :meth:`SigningDesk.unlock`, and as
    :func:`secret_asked` where no file is named."""
    if not desk.is_configured:
        raise NotAllowed("signing-not-configured")
    secret = secret_in_environment()
    if secret is None:
        asked = "signing-ask-pin" if desk.is_token else "signing-ask-password"
        secret = secret_asked(messages().text(asked, key=desk.key_name))
    desk.unlock(secret)
