"""Taking a receiver's list of what it gives back."""
