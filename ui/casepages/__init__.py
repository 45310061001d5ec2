"""The pages of a case: seen in a row, reordered, split, turned, joined by others."""
