"""What the window's desks may do for one person, one topic a module."""
