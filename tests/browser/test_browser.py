"""Report and review in a real Chromium: read, filter, follow a discrepancy, decide it, and see pytest change its mind."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests import desk as small

for package, extra in (("jinja2", "report"), ("starlette", "review"), ("ruamel", "review"), ("playwright", "browser")):
    if find_spec(package) is None:
        pytest.skip(f"the extra `{extra}` is not installed", allow_module_level=True)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("there is no chromium", allow_module_level=True)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)
PHONE: Any = {"width": 360, "height": 740}
DESK: Any = {"width": 1280, "height": 900}
WIDE_ENOUGH = "document.documentElement.scrollWidth <= window.innerWidth"


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: "Browser") -> Iterator["Page"]:
    context = chromium.new_context(viewport=DESK)
    context.set_default_timeout(90_000)  # a busy machine is no fault
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("desk")
    small.make(root)
    done = _copydesk("report", "--root", str(root), "--into", str(root / "report"), "--today", str(small.TODAY))
    assert done.returncode == 0, done.stderr
    return root / "report"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    small.make(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.pytest.ini_options]\ntestpaths = ["corpus", "assertions"]\n')
    return tmp_path


@pytest.fixture
def review(root: Path) -> Iterator[str]:
    """The address that the review prints."""
    command = [sys.executable, "-m", "copydesk", "review", "--root", str(root), "--port", "0", "--today", str(small.TODAY)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


def _copydesk(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "copydesk", *arguments], capture_output=True, text=True, check=False
    )


def _outcome(root: Path, check: str) -> str:
    """What pytest says of one check of the desk."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "--copydesk-today", str(small.TODAY),
         f"corpus/fr/{check}"],
        cwd=root, capture_output=True, text=True, check=False,
    )
    outcomes = ("PASSED", "FAILED", "XFAIL", "SKIPPED")
    return next(line.split()[0] for line in done.stdout.splitlines() if line.startswith(outcomes) and check in line)


def _paths(report: Path) -> list[Path]:
    return sorted(report.rglob("*.html"))


def test_filter_and_follow_a_discrepancy(page: "Page", report: Path) -> None:
    page.goto((report / "index.html").as_uri())
    assert page.get_by_role("heading", level=1).inner_text() == "1 open discrepancy"
    page.get_by_role("link", name="Findings").click()
    rows = page.locator(".findings > li")
    assert rows.count() == 4
    page.get_by_label("Verdict").select_option("consistent")
    assert page.locator(".findings > li:visible").count() == 2
    assert page.get_by_role("status").inner_text() == "2 of 4 findings shown"
    page.get_by_label("Severity").select_option("warning")
    assert page.locator(".findings > li:visible").count() == 1
    address = page.url
    assert address.endswith("#verdict=consistent&severity=warning")
    page.get_by_role("button", name="Show all").click()
    assert page.locator(".findings > li:visible").count() == 4
    page.goto("about:blank")
    page.goto(address)
    assert page.locator(".findings > li:visible").count() == 1
    page.get_by_label("Words").fill("nothing of the kind")
    assert page.locator(".findings > li:visible").count() == 0
    page.goto((report / "index.html").as_uri())
    page.get_by_role("link", name="1 contradicted").click()
    row = page.locator(".findings > li:visible")
    assert row.count() == 1
    row.locator(".where").click()
    page.locator("a.mark.m-contradicted").click()
    assert page.get_by_role("heading", level=1).inner_text() == "ATACMS range 300 km"
    assert page.locator(".finding:target .quote").inner_text().startswith("Les missiles ATACMS ont une portée de 500 km")


def test_it_reads_without_script(chromium: "Browser", report: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((report / "findings.html").as_uri())
    assert page.locator(".findings > li:visible").count() == 4
    assert page.locator(".filters").is_hidden()
    context.close()


def test_an_article_full_of_script_does_nothing_and_nothing_is_fetched(page: "Page", report: Path) -> None:
    said: list[str] = []
    asked: list[str] = []

    def dismiss(dialog: "Dialog") -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    for path in _paths(report):
        page.goto(path.as_uri())
    assert said == []
    assert all(url.startswith(report.as_uri()) for url in asked)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_is_wider_than_the_screen(chromium: "Browser", report: Path, size: Any) -> None:
    context = chromium.new_context(viewport=size)
    page = context.new_page()
    for path in _paths(report):
        page.goto(path.as_uri())
        assert page.evaluate(WIDE_ENOUGH), path
    context.close()


def test_print_leaves_out_what_paper_cannot_do(page: "Page", report: Path) -> None:
    page.goto((report / "findings.html").as_uri())
    page.emulate_media(media="print")
    assert page.locator(".filters").is_hidden() and page.locator(".masthead nav").is_hidden()
    assert page.locator(".findings > li:visible").count() == 4


def test_dark_is_dark(chromium: "Browser", report: Path) -> None:
    colours = []
    schemes: Any = ("light", "dark")
    for scheme in schemes:
        context = chromium.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto((report / "index.html").as_uri())
        colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0]"))
        context.close()
    assert colours[0] > 200 and colours[1] < 60


def _axe(page: "Page") -> list[str]:
    """What axe finds on a page, a line each."""
    spec = find_spec("axe_playwright_python")
    if spec is None or spec.submodule_search_locations is None:
        pytest.skip("axe is not installed")
    script = Path(spec.submodule_search_locations[0]) / "axe.min.js"
    page.evaluate(script.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {node['html']}" for v in found["violations"] for node in v["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_is_accessible(chromium: "Browser", report: Path, scheme: Any) -> None:
    size = PHONE if scheme == "dark" else DESK
    context = chromium.new_context(color_scheme=scheme, viewport=size)
    page = context.new_page()
    for path in _paths(report):
        page.goto(path.as_uri())
        assert _axe(page) == [], path
    context.close()


def _open(page: "Page", review: str) -> None:
    page.goto(review)
    assert "token" not in page.url
    page.get_by_role("link", name="Decide on ATACMS range 300 km").first.click()


def _waive(page: "Page", verdict: str, by: str) -> None:
    page.get_by_label(verdict).check()
    page.get_by_label("Reason").fill("kept as published")
    page.get_by_label("Who decides").first.fill(by)
    page.get_by_role("button", name="Show the change").first.click()


def test_a_decision_changes_the_file_and_the_outcome(page: "Page", review: str, root: Path) -> None:
    check = "2024-05-01-first.md::atacms-range"
    assert _outcome(root, check) == "FAILED"
    _open(page, review)
    _waive(page, "The article, and it stays as published", "night desk")
    assert "waived" in page.get_by_role("main").inner_text()
    page.get_by_role("button", name="Write it").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Written"
    text = (root / "assertions/waivers.yaml").read_text("utf-8")
    assert text.startswith(small.WAIVERS) and "by: night desk" in text and "value: 500 km" in text
    assert _outcome(root, check) == "XFAIL"
    page.get_by_role("link", name="Waivers").click()
    page.get_by_role("link", name="Withdraw the waiver of atacms-range").click()
    page.get_by_role("button", name="Show the change").click()
    page.get_by_role("button", name="Write it").click()
    assert (root / "assertions/waivers.yaml").read_text("utf-8") == small.WAIVERS
    assert _outcome(root, check) == "FAILED"


def test_a_corrected_assertion_changes_every_outcome(page: "Page", review: str, root: Path) -> None:
    _open(page, review)
    page.get_by_label("Claim").fill("ATACMS range 500 km")
    page.get_by_role("button", name="Show the change").last.click()
    page.get_by_role("button", name="Write it").click()
    assert (root / "assertions/ranges.yaml").read_text("utf-8") == small.RANGES.replace("300 km ", "500 km ")
    assert _outcome(root, "2024-05-01-first.md::atacms-range") == "PASSED"
    assert _outcome(root, "2024-05-02-second.md::atacms-range") == "FAILED"


def test_a_figure_that_nothing_covers_gets_an_assertion(page: "Page", review: str, root: Path) -> None:
    page.goto(review)
    page.get_by_role("link", name="Articles").click()
    page.locator("a.headline").first.click()
    page.locator("a.mark.m-uncovered").click()
    page.get_by_role("textbox", name="Claim", exact=True).fill("12 personnes dans la salle")
    page.get_by_label("Evidence").fill("Il y avait 12 personnes dans la salle")
    page.get_by_label("Who decides").fill("night desk")
    page.get_by_role("button", name="Show the change").click()
    page.get_by_role("button", name="Write it").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Written"
    assert _outcome(root, "2024-05-01-first.md::personnes-salle") == "PASSED"


def test_two_editors_at_once_lose_nothing(chromium: "Browser", review: str, root: Path) -> None:
    pages = [chromium.new_context().new_page() for _ in range(2)]
    for page, verdict, by in zip(pages, ("The article,", "The parser"), ("day desk", "night desk"), strict=True):
        _open(page, review)
        _waive(page, verdict, by)
    for page in pages:
        page.get_by_role("button", name="Write it").click()
    assert pages[0].get_by_role("heading", level=1).inner_text() == "Written"
    assert "was changed by somebody else" in pages[1].get_by_role("alert").inner_text()
    text = (root / "assertions/waivers.yaml").read_text("utf-8")
    assert "by: day desk" in text and "night desk" not in text
    for page in pages:
        page.context.close()


def test_another_page_cannot_decide(page: "Page", review: str, root: Path, tmp_path: Path) -> None:
    page.goto(review)
    before = (root / "assertions/waivers.yaml").read_bytes()
    address = review.partition("?")[0]
    evil = tmp_path / "evil.html"
    evil.write_text(f'<form method="post" action="{address}write"><button>go</button></form>')
    page.goto(evil.as_uri())
    page.get_by_role("button").click()
    assert "refused" in page.locator("body").inner_text()
    assert (root / "assertions/waivers.yaml").read_bytes() == before


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_review_is_accessible(chromium: "Browser", review: str, size: Any) -> None:
    context = chromium.new_context(viewport=size)
    page = context.new_page()
    _open(page, review)
    base = review.partition("?")[0]
    for path in ("", "articles/fr/2024-05-01-first.html", "fix?check=mark-rutte", "waivers.html", "nothing.html",
                 "withdraw?article=fr/2024-05-02-second&check=mark-rutte&value=Mark+Rute"):
        page.goto(base + path)
        assert _axe(page) == [], path
        assert page.evaluate(WIDE_ENOUGH), path
    page.goto(base + "articles/fr/2024-05-01-first.html")
    page.locator("a.mark.m-uncovered").click()
    assert _axe(page) == []
    page.goto(base)
    page.get_by_role("link", name="Decide on ATACMS range 300 km").first.click()
    assert _axe(page) == []
    _waive(page, "The parser", "night desk")
    assert _axe(page) == []
    assert page.evaluate(WIDE_ENOUGH)
    page.get_by_role("button", name="Write it").click()
    assert _axe(page) == []
    context.close()
