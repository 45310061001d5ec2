"""The way out: writing an export package, and verifying one anywhere."""

from exports.package import write_package
from exports.verify import verify_package

__all__ = ["verify_package", "write_package"]
