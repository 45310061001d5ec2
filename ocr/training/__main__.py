"""python -m ocr.training: fonts, generate, train, evaluate, export."""

from ocr.training.commands import main

if __name__ == "__main__":
    main()
