"""Damage by scanner, copier, camera and file: blur, noise, contrast, light, compression, bends."""

from __future__ import annotations

import random

import cv2
import numpy as np

from ocr.engines.protocol import GrayImage
from ocr.training.damage.fields import clouds, grain


def blur(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """Out of focus or moved, up to a sixteenth of an em."""
    sigma = em * rng.uniform(0.008, 0.05)
    if rng.random() < 0.25:
        size = max(2, round(em * rng.uniform(0.04, 0.12)))
        kernel = np.zeros((size, size), np.float32)
        kernel[size // 2] = 1 / size
        if rng.random() < 0.5:
            kernel = kernel.T.copy()
        return np.asarray(cv2.filter2D(image, -1, kernel), np.uint8)
    return np.asarray(cv2.GaussianBlur(image, (0, 0), max(0.3, sigma)), np.uint8)


def noise(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """Sensor noise, sometimes coarse, sometimes median filtered as our own clean-up does."""
    field = grain(image.shape, rng)
    if rng.random() < 0.3:
        field = np.asarray(cv2.GaussianBlur(field, (0, 0), 0.8) * 2.2, np.float32)
    noisy = np.clip(image + field * rng.uniform(4, 42), 0, 255).astype(np.uint8)
    return np.asarray(cv2.medianBlur(noisy, 3), np.uint8) if rng.random() < 0.35 else noisy


def low_contrast(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """Gray ink on gray paper."""
    paper = rng.randint(150, 250)
    ink = rng.randint(30, paper - 45)
    return np.asarray(ink + image.astype(np.float32) * ((paper - ink) / 255), np.uint8)


def shadow(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """Uneven light: a fold, a book's gutter, a hand over the phone."""
    height, width = image.shape
    if rng.random() < 0.5:
        light = 1 - rng.uniform(0.15, 0.5) * clouds(image.shape, em * 6, rng)
    else:
        x = np.linspace(0, 1, width, dtype=np.float32)[None, :]
        edge = 1 / (1 + np.exp(-(x - rng.uniform(0, 1)) * rng.uniform(3, 40) * rng.choice((-1, 1))))
        light = np.repeat(1 - rng.uniform(0.15, 0.5) * edge, height, axis=0)
    return np.asarray(image * light, np.uint8)


def coarse(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """Scanned at a lower resolution and blown up again; the em falls to 13 px at least."""
    scale = rng.uniform(13, 22) / em
    if scale >= 0.9:
        return image
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    way = rng.choice((cv2.INTER_CUBIC, cv2.INTER_LINEAR, cv2.INTER_CUBIC))
    return np.asarray(cv2.resize(small, image.shape[::-1], interpolation=way), np.uint8)


def jpeg(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """Compressed by a scanner that saves space."""
    _, packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(18, 75)])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)


def fax(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """Black and white, thresholded once for all or by neighbourhood."""
    noisy = np.clip(image + grain(image.shape, rng) * rng.uniform(0, 14), 0, 255).astype(np.uint8)
    if rng.random() < 0.35:
        size = 2 * round(em * rng.uniform(0.4, 0.9)) + 1
        return np.asarray(
            cv2.adaptiveThreshold(
                noisy, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, size, rng.randint(12, 30)
            ),
            np.uint8,
        )
    low, high = np.percentile(noisy, (2, 95))
    level = low + (high - low) * rng.uniform(0.4, 0.75)
    return np.asarray(cv2.threshold(noisy, float(level), 255, cv2.THRESH_BINARY)[1], np.uint8)


def bent(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """A curved page, small waves of a feeder, and the shear of a tilted camera."""
    height, width = image.shape
    x = np.arange(width, dtype=np.float32)
    wave = (
        em
        * rng.uniform(0.02, 0.14)
        * np.sin(x * (2 * np.pi / (em * rng.uniform(10, 50))) + rng.uniform(0, 6.3))
    )
    shear = rng.gauss(0, 0.05)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    across = columns + shear * (rows - height / 2)
    return np.asarray(
        cv2.remap(
            image,
            across.astype(np.float32),
            (rows + wave).astype(np.float32),
            cv2.INTER_LINEAR,
            borderValue=255,
        ),
        np.uint8,
    )


def skewed(image: GrayImage, em: int, rng: random.Random, most: float = 1.6) -> GrayImage:
    """Turned by up to ``most`` degrees, and no further than 0.3 em over its length."""
    height, width = image.shape
    limit = min(most, float(np.degrees(0.5 * em / width)))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-limit, limit), 1.0)
    return np.asarray(
        cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=255),
        np.uint8,
    )
