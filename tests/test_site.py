"""The built site, read as files: nothing from outside, nothing inline, every link and anchor there."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from lxml.html import HtmlElement

from tests.conftest import run

_LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "object": "data"}


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, HtmlElement]:
    """Address → parsed page, for the whole site but the papers to print."""
    found = {
        f.relative_to(site).as_posix(): f for f in sorted(site.rglob("*.html")) if "training/files" not in f.as_posix()
    }
    return {address: html.document_fromstring(f.read_bytes()) for address, f in found.items()}


def attributes(page: HtmlElement) -> Iterator[tuple[HtmlElement, str, str]]:
    for element in page.iter():
        for name, value in element.attrib.items():
            yield element, str(name), str(value)


def test_nothing_is_loaded_from_outside(pages: dict[str, HtmlElement]) -> None:
    for address, page in pages.items():
        for element, name, value in attributes(page):
            if _LOADING.get(str(element.tag)) == name:
                assert not urlsplit(value).scheme, f"{address}: {value}"
                assert not value.startswith("//"), f"{address}: {value}"


def test_no_inline_script_and_no_inline_style(pages: dict[str, HtmlElement]) -> None:
    for address, page in pages.items():
        for script in page.iter("script"):
            assert script.get("src") or script.get("type") == "application/json", address
        assert not list(page.iter("style")), address
        for _, name, value in attributes(page):
            assert not name.startswith("on"), f"{address}: {name}"
            assert name != "style", f"{address}: {value}"
            assert not value.strip().lower().startswith("javascript:"), address


def test_every_link_leads_to_a_page_and_a_place_on_it(site: Path, pages: dict[str, HtmlElement]) -> None:
    ids = {address: {e.get("id") for e in page.iter() if e.get("id")} for address, page in pages.items()}
    for address, page in pages.items():
        if address == "404.html":
            continue
        for link in page.iter("a"):
            href = link.get("href")
            if href is None:
                continue
            parts = urlsplit(href)
            assert not parts.scheme, f"{address}: {href}"
            target = (Path(address).parent / unquote(parts.path)) if parts.path else Path(address)
            target = Path(re.sub(r"[^/]+/\.\./", "", str(target)) if ".." not in str(target) else _normal(target))
            assert (site / target).is_file(), f"{address}: {href}"
            if parts.fragment and "=" not in parts.fragment and target.suffix == ".html":
                assert unquote(parts.fragment) in ids[target.as_posix()] | {"__drawer"}, f"{address}: {href}"


def _normal(path: Path) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def test_ids_are_unique_on_every_page(pages: dict[str, HtmlElement]) -> None:
    for address, page in pages.items():
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), address


def test_one_title_per_page_and_the_right_language(pages: dict[str, HtmlElement]) -> None:
    for address, page in pages.items():
        assert len(list(page.iter("h1"))) == 1, address
        assert page.get("lang") == ("en" if address.startswith("en/") else "zh"), address


@pytest.mark.usefixtures("untranslated")
def test_a_fallback_page_shows_its_notice_and_its_language(small: Path) -> None:
    done = run("build_site.py", "--root", small)
    assert done.returncode == 0, done.stdout + done.stderr
    for address in ("en/rules/reception.html", "en/cases/2022/2022-05-two-letters.html"):
        page: HtmlElement = html.document_fromstring((small / "site" / address).read_bytes())
        assert "Not yet translated" in page.text_content(), address
        assert page.xpath('//article//*[@lang="zh-Hans"]'), address
        assert page.xpath('//article/h1[@lang="zh-Hans"]'), address


def test_every_case_page_says_that_it_is_fiction_and_a_sample(pages: dict[str, HtmlElement]) -> None:
    cases = {address: page for address, page in pages.items() if address.startswith("cases/")}
    assert len(cases) >= 12
    for address, page in cases.items():
        text = page.text_content()
        assert "合成教学案例" in text, address
        assert "示范内容，尚未审核" in text, address


def test_no_page_is_heavier_than_300_kb(site: Path) -> None:
    heavy = {f.name: f.stat().st_size for f in site.rglob("*.html") if f.stat().st_size > 300_000}
    assert heavy == {}


def test_a_first_visit_to_a_case_weighs_at_most_90_kb(site: Path, pages: dict[str, HtmlElement]) -> None:
    for address in ("cases/2022/2022-01-gift-cards.html", "en/cases/2022/2022-01-gift-cards.html"):
        wanted = [pages[address].iter("script"), pages[address].iter("link")]
        loaded = {element.get("src") or element.get("href") for elements in wanted for element in elements}
        files = [site / address, *((site / address).parent / path for path in loaded if path)]
        assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 90_000


def test_only_what_is_used_is_shipped(site: Path) -> None:
    assert not list(site.rglob("*.map"))
    assert not (site / "assets" / "javascripts" / "lunr").exists()
    assert not (site / "_data").exists()
