"""Words as clerks type them: the marks that are missing, and words that cannot be."""
