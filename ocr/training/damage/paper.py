"""Damage that lies on the paper: seals, strokes, dirt, rules, what shows through, what fades."""

from __future__ import annotations

import random

import cv2
import numpy as np

from ocr.engines.protocol import GrayImage
from ocr.training.damage.fields import clouds, grain


def seal(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """The rim and the letters of a round seal, paler than print: what a red filter leaves."""
    height, width = image.shape
    layer = np.full_like(image, 255)
    radius = round(em * rng.uniform(2.5, 5.0))
    centre = (rng.randint(0, width), rng.randint(-radius // 2, height + radius // 2))
    ink = rng.randint(90, 215)
    for share in (1.0, 0.92, 0.6):
        thick = max(1, round(em * rng.uniform(0.03, 0.12)))
        cv2.circle(layer, centre, round(radius * share), ink, thick, cv2.LINE_AA)
    for turn in np.linspace(0, 2 * np.pi, rng.randint(14, 30), endpoint=False):
        x = centre[0] + radius * 0.76 * np.cos(turn)
        y = centre[1] + radius * 0.76 * np.sin(turn)
        size = em * rng.uniform(0.2, 0.4)
        ends = [
            (round(x + rng.uniform(-size, size)), round(y + rng.uniform(-size, size))) for _ in "ab"
        ]
        cv2.line(layer, ends[0], ends[1], ink, max(1, round(em * 0.07)), cv2.LINE_AA)
    thin = clouds(image.shape, em, rng)
    missing = (thin * 255 * rng.uniform(0.3, 0.9)).astype(np.uint8)
    return np.asarray(cv2.multiply(image, cv2.max(layer, missing), scale=1 / 255), np.uint8)


def stroke(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """A pen stroke, a tick or part of a signature across the line."""
    height, width = image.shape
    layer = image.copy()
    for _ in range(rng.randint(1, 3)):
        x, y = rng.uniform(0, width), rng.uniform(-0.3 * height, 1.3 * height)
        points = []
        dx, dy = rng.gauss(0, em * 0.5), rng.gauss(0, em * 0.5)
        for _ in range(rng.randint(4, 14)):
            points.append((round(x), round(y)))
            dx, dy = dx * 0.8 + rng.gauss(0, em * 0.3), dy * 0.8 + rng.gauss(0, em * 0.35)
            x, y = x + dx, y + dy
        thick = max(1, round(em * rng.uniform(0.03, 0.08)))
        cv2.polylines(
            layer, [np.array(points, np.int32)], False, rng.randint(20, 150), thick, cv2.LINE_AA
        )
    return np.asarray(cv2.min(image, layer), np.uint8)


def dirt(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """Specks, hairs and copier dirt."""
    height, width = image.shape
    soiled = image.copy()
    for _ in range(rng.randint(3, max(6, width // max(em, 1) * 3))):
        at = (rng.randrange(width), rng.randrange(height))
        radius = max(0, round(abs(rng.gauss(0, em * 0.025))))
        cv2.circle(soiled, at, radius, rng.randint(0, 160), -1, cv2.LINE_AA)
    if rng.random() < 0.3:
        at = (rng.randrange(width), rng.randrange(height))
        axes = (round(em * rng.uniform(0.2, 1.0)), round(em * rng.uniform(0.2, 1.0)))
        cv2.ellipse(
            soiled,
            at,
            axes,
            rng.uniform(0, 180),
            0,
            rng.randint(60, 200),
            rng.randint(30, 170),
            1,
            cv2.LINE_AA,
        )
    return soiled


def rules(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """Lines of a table or of ruled paper near and through the print."""
    height, width = image.shape
    ruled = image.copy()
    thick, ink = max(1, round(em * rng.uniform(0.02, 0.06))), rng.randint(0, 150)
    if rng.random() < 0.7:
        y = rng.choice((rng.uniform(0, 0.12), rng.uniform(0.75, 1.0))) * height
        slope = rng.gauss(0, 0.004) * width
        cv2.line(ruled, (0, round(y)), (width, round(y + slope)), ink, thick, cv2.LINE_AA)
    for x in (rng.uniform(0, 0.4 * em), width - rng.uniform(0, 0.4 * em)):
        if rng.random() < 0.35:
            cv2.line(ruled, (round(x), 0), (round(x), height), ink, thick, cv2.LINE_AA)
    return ruled


def erased_rule(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """The white cut that a clean-up leaves where it took a rule away."""
    height, width = image.shape
    cut = image.copy()
    y = round(rng.uniform(0.05, 0.95) * height)
    thick = max(2, round(em * rng.uniform(0.05, 0.12)))
    start = rng.choice((0, rng.randrange(width)))
    cv2.line(cut, (start, y), (width, y + round(rng.gauss(0, 0.02 * em))), 255, thick)
    return cut


def show_through(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """The print of the other side, mirrored, pale and soft."""
    shift = np.array([[1, 0, rng.uniform(-4, 4) * em], [0, 1, rng.uniform(-0.7, 0.7) * em]])
    size = (image.shape[1], image.shape[0])
    mirrored = cv2.warpAffine(image[:, ::-1], shift, size, borderValue=255)
    back = cv2.GaussianBlur(mirrored, (0, 0), max(0.5, em * rng.uniform(0.02, 0.06)))
    pale = 255 - (255 - back.astype(np.float32)) * rng.uniform(0.12, 0.45)
    return np.asarray(cv2.multiply(image, pale.astype(np.uint8), scale=1 / 255), np.uint8)


def faded(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """Ink that has gone in clouds and grains."""
    kept = 1 - rng.uniform(0.2, 0.75) * clouds(image.shape, em, rng)
    if rng.random() < 0.5:
        kept = kept * (
            1 - rng.uniform(0.1, 0.6) * (grain(image.shape, rng) > rng.uniform(0.3, 1.2))
        )
    return np.asarray(255 - (255 - image) * kept, np.uint8)


def thinner(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """Strokes eaten away at their edges."""
    soft = cv2.GaussianBlur(image, (0, 0), max(0.4, em * 0.016)).astype(np.float32)
    return np.asarray(
        np.clip((soft - 255) * rng.uniform(1.0, 1.3) + 255 + rng.uniform(15, 55), 0, 255), np.uint8
    )


def bolder(image: GrayImage, em: int, rng: random.Random) -> GrayImage:
    """Strokes run fat by ink or by a copier."""
    soft = cv2.GaussianBlur(image, (0, 0), max(0.4, em * 0.018)).astype(np.float32)
    return np.asarray(np.clip(255 - (255 - soft) * rng.uniform(1.3, 2.2), 0, 255), np.uint8)
