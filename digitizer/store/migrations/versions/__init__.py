"""One step a file, oldest first; a step that has been released is never changed."""
