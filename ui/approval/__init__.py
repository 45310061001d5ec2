"""The supervisor's page: what the clerks changed, and the answer to it."""
