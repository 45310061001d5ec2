"""The audit log for reading, with its check and the way out for an auditor."""
