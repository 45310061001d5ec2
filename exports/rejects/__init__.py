"""Reading a receiver's list of what it gives back."""

from exports.rejects.reading import digest_of, read_reject_list

__all__ = ["digest_of", "read_reject_list"]
