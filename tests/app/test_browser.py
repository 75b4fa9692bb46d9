"""The screen in a real browser: it draws, asks nothing of the outside, and has no text lost in boxes."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.app.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def address(read_store: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-c",
        "from app.cli import main; main()",
        "serve",
        "--port",
        str(port),
        "--store",
        str(read_store),
    ]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=shutil.which("chromium"), args=quiet)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    tab = browser.new_page(viewport={"width": 1400, "height": 1000})
    tab.goto(address)
    yield tab
    tab.close()


def test_a_name_searched_for_shows_its_card_and_the_sentence_behind(page: Page) -> None:
    page.get_by_label("人名、机构、地名").fill("谭景岱")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="谭景岱").first.click()
    expect(page.get_by_text("陈述（")).to_be_visible(timeout=15000)
    expect(page.locator("blockquote").first).to_be_visible()


def test_the_graph_is_drawn_with_labels_and_nothing_is_asked_of_the_outside(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/graph")
    frame = page.frame_locator("iframe").first
    expect(frame.locator("canvas").first).to_be_visible(timeout=20000)
    outside = [url for url in asked if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))]
    assert outside == []


def test_english_is_one_click_away(page: Page) -> None:
    page.get_by_text("English", exact=True).click()
    expect(page.get_by_label("A person, organisation, place")).to_be_visible(timeout=15000)


def test_an_article_is_shown_with_its_names_marked(page: Page, address: str) -> None:
    page.goto(f"{address}/article")
    expect(page.locator("span[style*='background']").first).to_be_visible(timeout=15000)
