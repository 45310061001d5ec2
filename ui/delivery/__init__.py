"""Sending packages to their receivers."""
