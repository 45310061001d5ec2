"""Checking submitted batches by samples."""
