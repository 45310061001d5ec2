"""How large a list of what is given back may be; ours never have more rows than a package."""

LARGEST = 32 * 2**20
"""Bytes of the file."""
LARGEST_UNPACKED = 200 * 2**20
"""Bytes of all parts of a workbook together."""
MOST_LINES = 100_000
MOST_COLUMNS = 200
LONGEST_CELL = 4_000
