"""Take the two screenshots of docs/images anew: `python tests/browser/screenshots.py`, from a checkout, with chromium.

They show this project's own corpus with two figures altered, so that there is something to decide.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
IMAGES = ROOT / "docs" / "images"
ALTERED = (
    ("fr/2024-05-31-kharkiv.md", "300 km", "500 km"),
    ("fr/2024-11-13-blinken-bruxelles.md", "environ 9,2 milliards", "environ 12,5 milliards"),
)
SIZE: Any = {"width": 1140, "height": 820}
TO_DECIDE = """() => [0, document.querySelector('.findings').getBoundingClientRect().bottom]"""
"""From the top of the overview to the end of what is to be decided: nothing is cut in two."""
AROUND_THE_MARK = """() => {
  let first = document.querySelector('.story a.m-contradicted').closest('.para'), last = first;
  for (const _ of Array(3)) { first = first.previousElementSibling; last = last.nextElementSibling; }
  return [first.getBoundingClientRect().top, last.getBoundingClientRect().bottom];
}"""
"""Some whole paragraphs around the contradicted figure."""
MARGIN = 12


def desk(root: Path) -> None:
    """A copy of this project's desk with two mistakes in its articles."""
    for name in ("corpus", "assertions"):
        shutil.copytree(ROOT / name, root / name)
    for name, right, wrong in ALTERED:
        path = root / "corpus" / name
        text = path.read_text("utf-8")
        assert right in text, f"{name} does not say {right} any more"
        path.write_text(text.replace(right, wrong), "utf-8")


def shoot(page: Any, name: str, stretch: str) -> None:
    """A picture of a stretch of the page, which a script finds, over the page's whole width."""
    top, bottom = page.evaluate(stretch)
    clip = {"x": 0, "y": max(0, top - MARGIN), "width": SIZE["width"], "height": bottom - max(0, top - MARGIN) + MARGIN}
    page.screenshot(path=IMAGES / name, full_page=True, clip=clip)


def main() -> None:
    """Write overview.png and article.png, both of the review."""
    from playwright.sync_api import sync_playwright

    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        root = Path(made) / "desk"
        desk(root)
        command = [sys.executable, "-m", "copydesk", "review", "--root", str(root), "--port", "0", "--by", "night desk"]
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        with subprocess.Popen([*command, "--today", "2026-11-22"], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            page = chromium.new_context(viewport=SIZE, device_scale_factor=1.5).new_page()
            page.goto(address)
            shoot(page, "overview.png", TO_DECIDE)
            page.goto(address.partition("?")[0] + "articles/fr/2024-11-13-blinken-bruxelles.html")
            shoot(page, "article.png", AROUND_THE_MARK)
            process.terminate()
        chromium.close()


if __name__ == "__main__":
    main()
