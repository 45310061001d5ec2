"""Image to image, one pure function a file. Gray images are H×W uint8, 0 is ink, 255 is paper."""
