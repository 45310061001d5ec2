"""Logging in, locking, and the administrator's page of accounts."""
