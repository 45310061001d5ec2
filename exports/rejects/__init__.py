"""Reading a receiver's list of what it gives back."""

from exports.rejects.reading import read_reject_list

__all__ = ["read_reject_list"]
