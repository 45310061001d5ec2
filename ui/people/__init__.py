"""The register of people: who is in it, and what to clean."""
