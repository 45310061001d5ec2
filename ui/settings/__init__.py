"""What a person likes, to choose from."""
