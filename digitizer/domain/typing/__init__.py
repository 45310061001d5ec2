"""Telex and VNI: what keys without marks make of a word."""

from digitizer.domain.typing.engine import compose, finish

__all__ = ["compose", "finish"]
