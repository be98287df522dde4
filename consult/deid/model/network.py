"""The network itself: a text in, and out each word that looks like somebody's name, place or number."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from consult.deid.model.files import CONFIG, NETWORK
from consult.deid.model.tags import LABELS, LEAST_SURE, SORTS, Tag

WORD = re.compile(r"[^\W_]+")
MOST_TOKENS = 512
"""With the two that stand at both ends; what comes after is not looked at, and no piece is so long."""


class Network:
    """A loaded network. One text at a time, one thread: others have the other cores."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4  # its messages are not for people, and may tell of the text
        self._session = onnxruntime.InferenceSession(
            str(folder / NETWORK), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)
        names = json.loads((folder / CONFIG).read_text("utf-8"))["id2label"]
        self._sorts = np.zeros((len(names), len(SORTS)), dtype=np.float32)
        for number, name in names.items():
            if (sort := LABELS.get(name.partition("-")[2])) is not None:
                self._sorts[int(number), SORTS.index(sort)] = 1

    def tags(self, text: str) -> list[Tag]:
        """Each word that may identify someone, as the likeliest sort."""
        encoded = self._tokenizer.encode(text)
        sure = self._sure(encoded.ids)
        tokens = [
            (start, row) for (start, end), row in zip(encoded.offsets, sure, strict=True) if end > start
        ]
        found: list[Tag] = []
        at = 0
        for word in WORD.finditer(text):
            rows = []
            while at < len(tokens) and tokens[at][0] < word.end():
                if tokens[at][0] >= word.start():
                    rows.append(tokens[at][1])
                at += 1
            if rows:
                mean = np.mean(rows, axis=0)
                best = int(mean.argmax())
                if mean[best] >= LEAST_SURE:
                    found.append(Tag(word.start(), word.end(), SORTS[best], round(float(mean[best]), 3)))
        return found

    def _sure(self, ids: list[int]) -> Any:
        """How sure it is of each sort, for each token."""
        given = np.array([ids], dtype=np.int64)
        (heights,) = self._session.run(
            None,
            {
                "input_ids": given,
                "attention_mask": np.ones_like(given),
                "token_type_ids": np.zeros_like(given),
            },
        )
        shares = np.exp(heights[0] - heights[0].max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        return shares @ self._sorts
