"""Document types, code lists and export profiles as data files, one folder a domain."""

from digitizer.schemas.loading import check_catalog, load_catalog

__all__ = ["check_catalog", "load_catalog"]
