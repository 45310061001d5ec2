"""Searching through everything confirmed: words of texts, what a person asks, what is marked."""
