"""The net: a small convolutional encoder, one bidirectional LSTM, CTC scores."""

from __future__ import annotations

import torch
from torch import Tensor, nn

STRIDE = 4


def _conv(
    inputs: int, outputs: int, kernel: int | tuple[int, int], stride: int | tuple[int, int] = 1
) -> nn.Sequential:
    sides = (kernel, kernel) if isinstance(kernel, int) else kernel
    padding = (sides[0] // 2, sides[1] // 2)
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, sides, stride, padding, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class _Residual(nn.Module):  # type: ignore[misc,unused-ignore]
    """Two convolutions around which the input is carried."""

    def __init__(self, channels: int, kernel: tuple[int, int]) -> None:
        super().__init__()
        padding = (kernel[0] // 2, kernel[1] // 2)
        self.first = _conv(channels, channels, kernel)
        self.second = nn.Sequential(
            nn.Conv2d(channels, channels, kernel, 1, padding, bias=False),
            nn.BatchNorm2d(channels),
        )

    def forward(self, values: Tensor) -> Tensor:
        return torch.relu(values + self.second(self.first(values)))


class LineNet(nn.Module):  # type: ignore[misc,unused-ignore]
    """Lines N×1×height×W (float, ink 1, W a multiple of 4) to log-probabilities N×W/4×classes,
    class 0 being the blank. ``height`` is a multiple of 8."""

    def __init__(self, classes: int, height: int) -> None:
        super().__init__()
        self.height = height
        self.encoder = nn.Sequential(
            _conv(1, 32, 5, 2),
            _conv(32, 64, 3, 2),
            _Residual(64, (3, 3)),
            _conv(64, 128, 3, (2, 1)),
            _Residual(128, (3, 3)),
            nn.Conv2d(128, 256, (height // 8, 3), 1, (0, 1), bias=False),
            nn.BatchNorm2d(256),
            nn.ReLU(inplace=True),
            _Residual(256, (1, 5)),
            _Residual(256, (1, 5)),
        )
        self.context = nn.LSTM(256, 128, bidirectional=True, batch_first=True)
        self.classes = nn.Linear(256, classes)

    def forward(self, lines: Tensor) -> Tensor:
        return self.classify(self.encoder(lines))

    def forward_bf16(self, lines: Tensor) -> Tensor:
        """The same with the encoder at half precision; the LSTM is not stable at it."""
        with torch.autocast(lines.device.type, torch.bfloat16):
            columns = self.encoder(lines)
        return self.classify(columns.float())

    def classify(self, columns: Tensor) -> Tensor:
        """The scores of what the encoder gives."""
        rows = columns.squeeze(2).transpose(1, 2)
        return self.classes(self.context(rows)[0]).log_softmax(-1)
