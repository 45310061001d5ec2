"""Migrations of the store, run by ``digitizer.store.upgrade``."""
