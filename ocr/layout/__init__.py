"""Finding the lines of print on an upright page."""
