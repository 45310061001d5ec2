"""Digital signatures: on PDFs (PAdES) and beside the manifest of a package (CMS)."""

import logging

# The libraries name the subjects of certificates, which are people, in what they log; whatever
# matters of it is told as a value.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    _logger = logging.getLogger(_name)
    _logger.addHandler(logging.NullHandler())
    _logger.propagate = False
