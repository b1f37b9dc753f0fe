"""What the guides name is there: files, tables of policy, stages, tables of the stores."""

import re
from pathlib import Path

import pytest

from central_server.store.tables import metadata as at_the_server
from counter_app.cases.stages import Stage
from counter_app.rules.policy_tables import TABLES
from local_db.tables import metadata as at_the_counter

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GUIDES = (ROOT / "CONTRIBUTING.md", DOCS / "architecture.md", DOCS / "drawings.md")
PLACES = tuple(
    ROOT / each for each in ("", "counter_app", "counter_app/ui", "central_server", "local_db")
)


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_file_that_a_guide_names_by_its_path_is_there(guide: Path) -> None:
    named = set(re.findall(r"`([\w.]+(?:/[\w.]+)+/?)`", guide.read_text(encoding="utf-8")))
    assert named
    assert not [each for each in named if not any((place / each).exists() for place in PLACES)]


def test_the_policy_manual_has_every_table_with_every_column() -> None:
    manual = text("policy-manual.md")
    rows = {line.split("`")[1]: line for line in manual.splitlines() if line.startswith("| `")}
    assert rows.keys() == TABLES.keys()
    for name, table in TABLES.items():
        lacking = [each for each in table.columns if f"`{each}`" not in rows[name]]
        assert not lacking or rows[name].count("同上"), (name, lacking)


def test_every_stage_of_a_case_is_drawn() -> None:
    drawn = text("drawings.md")
    assert not [stage for stage in Stage if not re.search(rf"\b{stage}\b", drawn)]


def test_only_tables_that_there_are_are_drawn() -> None:
    drawn = text("drawings.md").split("## The tables of both stores")[1].split("```mermaid")[1:]
    for drawing, metadata in zip(drawn, (at_the_counter, at_the_server), strict=True):
        named = set(re.findall(r"(\w+) [|}o]{2}--[|{o]{2} (\w+)", drawing))
        assert named
        assert {each for pair in named for each in pair} <= metadata.tables.keys()
