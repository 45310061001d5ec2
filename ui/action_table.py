"""The window's actions with their keys, for other programs: ``python -m ui.action_table``."""

from __future__ import annotations

import json
import sys

from ui.action_list import ACTIONS


def main() -> None:
    """Write a JSON list; needs no screen."""
    rows = [
        {
            "id": spec.id,
            "menu": spec.menu,
            "keys": spec.keys,
            "pages": None if spec.pages is None else sorted(spec.pages),
            "is_listed_only": spec.is_listed_only,
        }
        for spec in ACTIONS
    ]
    json.dump(rows, sys.stdout)


if __name__ == "__main__":
    main()
