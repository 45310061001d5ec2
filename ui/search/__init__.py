"""Searching through everything confirmed."""
