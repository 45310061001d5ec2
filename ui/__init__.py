"""The window: Qt views written in code over one facade of the use cases."""
