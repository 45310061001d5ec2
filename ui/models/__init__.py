"""Item models that hold rows of ids and short texts and fetch them page by page."""
