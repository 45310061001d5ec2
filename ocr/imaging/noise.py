"""Sensor noise: how much there is, and a filter for where it is strong."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.imaging.gray import GrayImage

_NOISY = 9.0
_MAD_TO_SIGMA = 1.4826
# A Laplacian with the weights 1 -2 1 / -2 4 -2 / 1 -2 1 multiplies the sigma of noise by 6.
_KERNEL = np.array(((1, -2, 1), (-2, 4, -2), (1, -2, 1)), dtype=np.float32)
_GAIN = 6.0


def noise_sigma(gray: GrayImage) -> float:
    """The standard deviation of the noise in gray levels, from places without edges."""
    part = gray[::2, :] if gray.size > 4_000_000 else gray
    height, width = part.shape
    part = np.ascontiguousarray(part[height // 4 : 3 * height // 4, width // 8 : 7 * width // 8])
    response = cv2.filter2D(part, cv2.CV_32F, _KERNEL)
    return float(np.median(np.abs(response))) * _MAD_TO_SIGMA / _GAIN


def without_noise(gray: GrayImage) -> GrayImage:
    """The image, smoothed by a 3×3 median where its noise would break up strokes."""
    if noise_sigma(gray) < _NOISY:
        return gray
    return np.asarray(cv2.medianBlur(gray, 3), dtype=np.uint8)
