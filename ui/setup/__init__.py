"""The wizard that sets a workspace up, at the first start and later from the menu."""
