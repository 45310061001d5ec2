"""E-invoices: an XML file is read as data, checked, and drawn as a page for the clerk to see."""

from ocr.invoices.document import XML, is_xml, load_invoice
from ocr.invoices.reading import read_invoice

__all__ = ["XML", "is_xml", "load_invoice", "read_invoice"]
