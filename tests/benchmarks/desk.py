"""Measures the correction desk: ``python tests/benchmarks/desk.py keys``, ``… load``.

``keys``: keys and visits of a simulated clerk beside modelled peers (:mod:`desk_keys`).
``load``: key to paint while both cores read, and memory over 500 cases (:mod:`desk_load`).
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import desk_keys
import desk_load

_PARTS = {"keys": desk_keys.main, "load": desk_load.main}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=_PARTS)
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "digitizer-desk"
    )
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=611)
    options = parser.parse_args()
    _PARTS[options.part](options.folder, options.count, options.seed)


if __name__ == "__main__":
    main()
