"""Files that arrived, and what became of them."""
