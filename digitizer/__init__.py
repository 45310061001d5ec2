"""Digitizer: from the paper of a Vietnamese commune to records national databases accept."""

__version__ = "0.1.0"
