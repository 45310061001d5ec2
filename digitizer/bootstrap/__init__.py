"""Putting the program together: the only place that names concrete adapters.

Each module brings the libraries of what it does and no others, so a command starts as quickly as
its own work allows: import from them.
"""
