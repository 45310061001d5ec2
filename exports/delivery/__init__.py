"""Bringing finished packages to their receivers: folders, removable media, HTTPS.

Nothing here runs unless the settings name a receiver; the library of HTTP is imported only for one
that is reached over HTTPS.
"""

from exports.delivery.folder import FolderCourier
from exports.delivery.parcel import file_parcel, require_sound

__all__ = ["FolderCourier", "file_parcel", "require_sound"]
