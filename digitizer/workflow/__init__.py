"""The use cases, one file each in reading order; each is one transaction and one ChangeSet."""
