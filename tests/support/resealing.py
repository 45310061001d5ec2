"""What a clever forger does to a package: changes it and makes every hash fit again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_ALGORITHMS = ("sha256", "sha512")


def reseal(folder: Path, change: Callable[[dict[str, Any]], None] | None = None) -> None:
    """List the changed files of the payload in manifest.json, ``change`` that, and write all lists
    of hashes anew. What was added to or taken from the payload stays out of manifest.json."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for entry in manifest["files"]:
        data = (folder / "data" / entry["name"]).read_bytes()
        entry["size"], entry["sha256"] = len(data), hashlib.sha256(data).hexdigest()
    if change:
        change(manifest)
    (folder / "manifest.json").write_bytes(json.dumps(manifest).encode())
    reseal_bag(folder)


def reseal_bag(folder: Path) -> None:
    """Make the bag's own lists fit what lies in it; the manifest stays as it is."""
    payload = [path for path in folder.glob("data/**/*") if path.is_file()]
    info = (folder / "bag-info.txt").read_text(encoding="utf-8").splitlines()
    size = sum(path.stat().st_size for path in payload)
    counted = [
        f"Payload-Oxum: {size}.{len(payload)}" if line.startswith("Payload-Oxum") else line
        for line in info
    ]
    (folder / "bag-info.txt").write_bytes("".join(f"{line}\n" for line in counted).encode())
    for each in _ALGORITHMS:
        _write_list(folder, f"manifest-{each}.txt", each, payload)
    tags = [
        path
        for path in folder.iterdir()
        if path.is_file() and not path.name.startswith("tagmanifest-")
    ]
    for each in _ALGORITHMS:
        _write_list(folder, f"tagmanifest-{each}.txt", each, tags)


def _write_list(folder: Path, name: str, algorithm: str, files: Iterable[Path]) -> None:
    lines = sorted(
        (path.relative_to(folder).as_posix(), hashlib.new(algorithm, path.read_bytes()).hexdigest())
        for path in files
    )
    (folder / name).write_text("".join(f"{digest}  {file}\n" for file, digest in lines))
