"""The local register of people: who is named in which case, who is one person, what does not fit.

Everything here is a pure function of confirmed records; nothing is ever guessed into a record.
"""
