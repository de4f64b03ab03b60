"""Drafts: worded from the sentence, taken by the loader, and true of the article that they come from."""

import re
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from copydesk import _wording
from copydesk.__main__ import main
from copydesk.annotate import annotate
from copydesk.assertions import Assertion, load_assertions, read_assertions
from copydesk.assertions.claims import read_claim
from copydesk.assertions.write import topic_file
from copydesk.corpus import load_corpus, parse_article
from copydesk.coverage import figures
from copydesk.hygiene import check_assertion
from copydesk.matching.check import check_all
from copydesk.session import Desk
from copydesk.suggest import Draft, drafts, uncovered
from copydesk.text import Article

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "benchmarks" / "verdicts" / "articles"
SAMPLE = (
    "fr/fr-crue-ligurie", "fr/fr-manif-retraites", "en/en-queensland-floods", "en/en-layoffs-norvik",
    "es/es-sismo-ecuador", "es/es-ipc-marzo",
)


def _drafted(article: Article, languages: Sequence[str] = ()) -> tuple[list[tuple[int, int]], list[Draft]]:
    annotated = annotate(article)
    missing = uncovered(annotated, [])
    assert [(m.start, m.end) for m in missing] == figures(annotated)
    return figures(annotated), drafts(annotated, missing, languages=languages or (article.lang,))


def _desk(root: Path) -> Desk:
    return Desk(root=root, corpus=root / "corpus", assertions=root / "assertions", today=date(2026, 1, 1))


def _texts() -> list[Article]:
    found = [parse_article((OWN / f"{name}.md").read_bytes(), name, None) for name in SAMPLE]
    return [article for article in found if article]


def test_confirmed_drafts_pass_on_the_whole_corpus(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    every, made = 0, []
    for article in load_corpus(tmp_path / "corpus"):
        found, own = _drafted(article)
        every += len(found)
        made += own
    answered = sum(len(draft.covers) for draft in made)
    assert answered / every >= 0.9
    assert sum(draft.keen for draft in made) / len(made) >= 0.85

    (tmp_path / "assertions").mkdir()
    (tmp_path / "assertions" / "drafts.yaml").write_text(topic_file(d.assertion for d in made), "utf-8")
    desk = _desk(tmp_path)
    # of two articles one may be said in the other's words, with another number: each has its own month
    assert [str(p) for p in desk.loaded.problems if "contradicts" not in p.what and "is taken" not in p.what] == []
    for assertion in desk.loaded.assertions:
        assert check_assertion(desk, assertion).status == "passed", assertion.claim.text
        quoted = desk.named(assertion.evidence.article) if assertion.evidence else None
        assert quoted is not None
        assert assertion in desk.selected(quoted), assertion.claim.text
        assert desk.finding(quoted, assertion).verdict == "consistent", assertion.claim.text


def test_drafts_of_other_articles_in_three_languages() -> None:
    every = answered = keen = count = 0
    for own in _texts():
        found, made = _drafted(own)
        every, answered = every + len(found), answered + len({start for d in made for start in d.covers})
        keen, count = keen + sum(d.keen for d in made), count + len(made)
        findings = check_all(annotate(own), [d.assertion for d in made])
        assert [f.assertion.claim.text for f in findings if f.verdict != "consistent"] == []
        assert len({d.assertion.id for d in made}) == len(made)
    assert answered / every >= 0.75
    assert keen / count >= 0.85


def test_a_claim_is_terse_and_neutral() -> None:
    article = Article(
        id="fr/2024-11-02-port", lang="fr", published="2024-11-02", publisher="Agence", url="https://example.org/a",
        text="Le port de Calais a accueilli 9,2 millions de passagers en 2023. L'État y investira plus de "
        "cent vingt millions d'euros, a annoncé la ministre. Le chenal mesure dix-huit kilomètres.",
    )
    _, made = _drafted(article)
    claims = [d.assertion.claim.text for d in made]
    assert any("9,2 millions" in claim and "Calais" in claim for claim in claims)
    assert any("plus de 120 millions EUR" in claim for claim in claims)
    assert any("18 km" in claim for claim in claims)
    first = made[0].assertion
    assert first.valid is None and "2023" in first.claim.text  # the sentence says when
    assert {str(d.assertion.valid) for d in made[1:]} == {"2024-11"}
    assert first.evidence and first.evidence.quote.startswith("Le port de Calais")
    assert first.source and (first.source.name, first.source.url) == ("Agence", "https://example.org/a")
    assert first.checked_by is None


@pytest.mark.parametrize(("lang", "text", "said"), [
    ("fr", "Il reste environ 9,2 milliards de dollars.", "environ 9,2 milliards USD"),
    ("fr", "Une portée de trois cents kilomètres.", "300 km"),
    ("fr", "L'alerte a duré plus de cinq heures.", "plus de 5 heures"),
    ("fr", "Plus de 12 000 soldats sont arrivés.", "plus de 12 000"),
    ("en", "The fund holds some 22 billion crowns.", "22 billion"),
    ("en", "More than 36,000 houses were destroyed.", "more than 36,000"),
    ("en", "Prices rose by 3.5 percent.", "3.5%"),
    ("es", "Las obras costaron 210 millones de euros.", "210 millones EUR"),
])
def test_values_are_written_in_figures(lang: str, text: str, said: str) -> None:
    article = Article(id="a", text=text, lang=lang)
    mention = next(m for m in annotate(article).mentions if m.low is not None)
    written = _wording.neutral(text, mention, lang)
    assert said in written
    read = read_claim(written, lang).expected
    assert read and (read.low, read.high, read.modifier) == (mention.low, mention.high, mention.modifier)


def test_nothing_is_drafted_for_what_is_covered_or_excluded() -> None:
    article = Article(id="fr/a", lang="fr", published="2024-11-02", text="Le port de Calais emploie 3 400 dockers.")
    annotated = annotate(article)
    (draft,) = drafts(annotated, uncovered(annotated, []))
    assert uncovered(annotated, check_all(annotated, [draft.assertion])) == []
    # a second desk that asserts the same words with another number is not contradicted by a draft
    known = load_text(draft.yaml().replace("3400", "5000").replace("3 400", "5000"))
    assert known[0].claim.expected and known[0].claim.expected.low == 5000
    other = drafts(annotated, uncovered(annotated, []), assertions=known)
    assert all(d.assertion.claim.text != draft.assertion.claim.text for d in other)
    # the same fact again takes an id of its own
    again = drafts(annotated, uncovered(annotated, []), assertions=[draft.assertion])
    assert draft.assertion.id not in [d.assertion.id for d in again]


def load_text(text: str) -> list[Assertion]:
    return list(read_assertions(text, "known"))


def test_words_without_a_term_are_given_by_about() -> None:
    article = Article(
        id="fr/a", lang="fr", published="2024-11-02", text="Les rues de Thouars ont accueilli 640 fifres dimanche."
    )
    _, (draft,) = _drafted(article, ("fr", "en"))
    assert {*draft.assertion.claim.subject, *draft.assertion.claim.attribute} >= {"Thouars", "fifres"}
    _, (plain,) = _drafted(article, ("fr",))
    assert not plain.assertion.claim.subject


def test_texts_that_the_loader_would_refuse() -> None:
    word = "wagon " * 120
    article = Article(
        id="fr/a", lang="fr", published="2024-11-02", publisher="A\x07gence",
        text=f"Le train\u2028 de Nantes: \"{word}\" a transporté 640 voyageurs # {word}. Il pèse 400 tonnes\u202e vraiment.",
    )
    _, made = _drafted(article)
    for draft in made:
        assert draft.assertion.evidence
        assert len(draft.assertion.evidence.quote) < 500
        assert not re.search("[\x07\u2028\u202e]", draft.yaml())
        assert load_text(draft.yaml())
    assert made


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    shutil.copytree(ROOT / "assertions", tmp_path / "assertions")
    (tmp_path / "assertions" / "us-aid.yaml").unlink()
    (tmp_path / "assertions" / "waivers.yaml").unlink()
    return tmp_path


def test_into_writes_a_new_file_that_asserts_nothing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = "fr/2024-11-13-blinken-bruxelles"
    command = ["suggest", article, "--root", str(desk), "--into", "assertions/new.yaml"]
    assert main(command) == 0
    target = desk / "assertions" / "new.yaml"
    text = target.read_text("utf-8")
    assert text.count("# draft from") >= 3
    before = load_assertions(desk / "assertions")
    assert before.problems == () and not [a for a in before.assertions if a.topic == "new"]
    # confirmed
    confirmed = re.sub(r"(?m)^# (?=- |  )", "", text)
    target.write_text(confirmed, "utf-8")
    made = _desk(desk)
    assert made.loaded.problems == ()
    own = [a for a in made.loaded.assertions if a.topic == "new"]
    found = made.named(article)
    assert found and len(own) == text.count("# draft from")
    assert {made.check_fact(found, a).status for a in own} == {"passed"}
    assert {check_assertion(made, a).status for a in own} == {"passed"}

    capsys.readouterr()
    assert main(command) == 1
    assert "is there already" in capsys.readouterr().err
    assert target.read_text("utf-8") == confirmed


@pytest.mark.parametrize("target", ["../new.yaml", "assertions/waivers.yaml", "assertions/x.txt", "corpus/x.yaml"])
def test_into_stays_in_the_assertions_folder(desk: Path, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["suggest", "fr/2024-05-31-kharkiv", "--root", str(desk), "--into", target]
    assert main(command) == 1
    assert "name " in capsys.readouterr().err
    assert not (desk / target).exists()


def test_an_article_that_is_not_there(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", "kharkiv", "--root", str(desk)]) == 1
    assert "did you mean fr/2024-05-31-kharkiv?" in capsys.readouterr().err
    assert main(["suggest", str(desk / "corpus" / "fr" / "2024-05-31-kharkiv.md"), "--root", str(desk)]) == 0
    assert "2 drafts" in capsys.readouterr().err
