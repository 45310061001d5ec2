"""Pieces of paper and whole pages, cut and shown outside the desk."""
