"""What paper, time, copiers, scanners and phones do to a line of print.

Every damage is a function from a gray picture (H×W uint8, 0 is ink) at the resolution of its source
to one of the same kind; ``em`` is the size of the print in px. They are put together in
:mod:`ocr.training.damage.recipes`.
"""
