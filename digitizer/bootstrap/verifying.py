"""Verifying a package, which needs no workspace."""

from exports import verify_package

__all__ = ["verify_package"]
