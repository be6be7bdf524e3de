"""The export for a search cluster: the form of the bulk request and of the index it fills."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import run


def test_bulk_lines_pair_an_action_with_a_document_of_the_mapping(site: Path, tmp_path: Path) -> None:
    done = run("build_search.py", "--site", site, "--export", "opensearch", "--output", tmp_path)
    assert done.returncode == 0, done.stderr
    index = json.loads((tmp_path / "opensearch-index.json").read_text("utf-8"))
    fields = set(index["mappings"]["properties"])
    for lang in ("zh", "en"):
        text = (tmp_path / f"opensearch-{lang}.ndjson").read_text("utf-8")
        assert text.endswith("\n")
        lines = [json.loads(line) for line in text.splitlines()]
        actions, sources = lines[::2], lines[1::2]
        assert len({action["index"]["_id"] for action in actions}) == len(actions) == len(sources) > 100
        assert {action["index"]["_index"] for action in actions} == {f"casebook-{lang}"}
        assert all(set(source) <= fields and source["lang"] == lang for source in sources)
        assert sum(source["kind"] == "case" for source in sources) == 12


def test_chinese_text_is_analysed_as_chinese() -> None:
    from casebook.search.opensearch import mapping

    properties = mapping()["mappings"]["properties"]
    assert {properties[name]["analyzer"] for name in ("title", "text", "tags")} == {"cjk"}
