"""Texts put aside come back as they were, in any order, once."""

from __future__ import annotations

from contextlib import closing

import pytest
from casebook.base.aside import Aside


def test_each_text_comes_back_once_whatever_the_order() -> None:
    with closing(Aside()) as aside:
        aside.put("a", "第一页 é")
        aside.put("b", "")
        assert aside.take("a") == "第一页 é"
        aside.put("a", "another")
        assert (aside.take("b"), aside.take("a")) == ("", "another")
        with pytest.raises(KeyError):
            aside.take("a")
