"""The command line: everything that the window can do, for people and for unattended jobs."""
