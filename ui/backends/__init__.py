"""What the window asks of the use cases, one protocol a topic."""
