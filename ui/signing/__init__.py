"""The key that signs, as the window asks for it."""
