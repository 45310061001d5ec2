"""Papers that leave the store and come back: the list, a new handover, its minute."""
