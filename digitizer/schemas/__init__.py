"""Document types, code lists and export profiles as data files, one folder a domain."""

from digitizer.schemas.loading import load_catalog

__all__ = ["load_catalog"]
