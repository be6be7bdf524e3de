"""What the commands share."""

from __future__ import annotations

import os

import pytest
from commands import on_two_cores


@pytest.mark.parametrize("count", range(5))
def test_results_come_in_the_order_of_what_they_are_made_from(count: int) -> None:
    assert on_two_cores(lambda number: number * number, range(count)) == [number * number for number in range(count)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="one process does it all where none can be forked")
def test_every_other_item_has_a_process_of_its_own() -> None:
    mine, other, again = on_two_cores(lambda _: os.getpid(), range(3))
    assert mine == again == os.getpid() != other
