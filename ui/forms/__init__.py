"""The forms of the workspace, and the designer that makes them."""
