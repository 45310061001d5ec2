"""The rules of ISO 19005-2, level B, that can be looked at without rendering."""
