"""Parsing and formatting of the values that stand on the paper."""
