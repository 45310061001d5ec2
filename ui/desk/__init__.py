"""The correction desk: the page on the left, its fields on the right, the keyboard in between."""
