"""The sentences people see: one Fluent catalog a language, Vietnamese first."""

from digitizer.messages.catalog import LANGUAGES, Messages, language_from_environment

__all__ = ["LANGUAGES", "Messages", "language_from_environment"]
