"""The repositories, one a file. They hold a session and never begin or end a transaction."""
