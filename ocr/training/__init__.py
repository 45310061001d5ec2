"""Makes the models of the line reader. Part of the project, not of the product: nothing imports it.

One command each, in this order (`python -m ocr.training COMMAND --help`): fonts, generate, train,
evaluate, export. It needs the dependency group `training` of pyproject.toml.
"""
