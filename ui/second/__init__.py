"""Blind second entry: the paper of one field and an empty line; and settling what differs."""
