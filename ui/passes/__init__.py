"""Field passes: many cases at once."""
