"""Batches: made, filled, submitted, exported."""
