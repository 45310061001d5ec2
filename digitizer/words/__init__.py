"""Lists of words: what names of people are made of."""

from digitizer.words.names import name_words, words_not_vietnamese

__all__ = ["name_words", "words_not_vietnamese"]
