"""Ingest: what stays of a document, what each line is, and the corpus as it is made from the seeds."""

import json
import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest

from copydesk import ingest
from copydesk.corpus import load_corpus
from copydesk.errors import CopydeskError, InputError
from copydesk.furniture import roles, strip_furniture
from copydesk.ingest.dated import stated
from copydesk.ingest.near import Near
from copydesk.language import detect
from copydesk.readers import read
from copydesk.text import Article

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"

PARAGRAPH = "Le ministre a annoncé que les travaux du pont commenceraient au printemps, selon la mairie."
FURNITURE = ("Les plus commentés", "Exit mobile version", "Nous rejoindre", "Click to comment", "*.*.*.", "\nSource\n",
             "\nMonde\n", "\nArticle\n", "\nle\n", "Votre adresse e-mail", "Hezbollah", "Les + Lus")


def _kept(text: str) -> list[str]:
    lines = text.split("\n")
    return [lines[number] for number in strip_furniture(lines) if lines[number]]


def _roles(*lines: str) -> list[str | None]:
    return list(roles(lines))


def _sources(folder: Path, table: str, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    (folder / "sources.toml").write_text(table, "utf-8")
    return folder


def test_the_corpus_is_what_ingest_makes_of_the_seeds() -> None:
    made = {item.path: item.content for item in ingest.make([SEEDS])}
    committed = {p.relative_to(ROOT / "corpus").as_posix(): p.read_bytes() for p in (ROOT / "corpus").rglob("*.md")}
    assert made == committed
    assert len(made) == 5


def test_every_word_of_the_corpus_stands_in_its_seed_in_the_same_order() -> None:
    for article in load_corpus(ROOT / "corpus"):
        assert article.source
        lines = (SEEDS / article.source).read_text("utf-8").split("\n")
        kept = iter(lines)
        for line in filter(None, article.text.split("\n")):
            assert line in kept, line


def test_no_page_furniture_is_left() -> None:
    for article in load_corpus(ROOT / "corpus"):
        assert [phrase for phrase in FURNITURE if phrase in f"\n{article.text}\n"] == []


def test_what_the_seeds_say_stays() -> None:
    text = {article.id: article.text for article in load_corpus(ROOT / "corpus")}
    assert text["fr/2024-05-31-kharkiv"].startswith(" date 2024-05 ")
    assert text["fr/2024-05-31-kharkiv"].endswith("(Avec AFP)")
    assert text["fr/2024-10-21-austin-kiev"].endswith("selon les autorités ukrainiennes.")
    assert "PHOTO/NICOLAS TUCAT/POOL/AFP" in text["fr/2024-11-13-blinken-bruxelles"]


def _passages(article: Article, role: str) -> list[tuple[str, str]]:
    return [(p.lang, article.text[p.start : p.end]) for p in article.passages if p.role == role]


def test_each_passage_is_known_as_what_it_is() -> None:
    articles = {article.id: article for article in load_corpus(ROOT / "corpus")}
    blinken, soldiers = articles["fr/2024-11-13-blinken-bruxelles"], articles["fr/2024-11-13-soldats-nord-coreens"]
    assert [lang for lang, _ in _passages(blinken, "caption")] == ["es", "fr"]
    assert len(_passages(soldiers, "key_point")) == 4
    assert len(_passages(soldiers, "subhead")) == 3
    assert len(_passages(soldiers, "headline")) == 1
    assert {p.lang for a in articles.values() for p in a.passages} == {"fr", "es"}
    assert not _passages(articles["fr/2024-10-21-austin-kiev"], "headline")


def test_a_page_ends_only_after_the_article_has_begun() -> None:
    assert _kept(f"Les plus lus\n{PARAGRAPH}\nLes plus lus :\nAutre chose") == [PARAGRAPH]


def test_section_names_go_above_the_article_and_stay_within() -> None:
    assert _kept(f"Monde\n{PARAGRAPH}\nMonde\n{PARAGRAPH}") == [PARAGRAPH, "Monde", PARAGRAPH]


@pytest.mark.parametrize("line", [
    "Source de tension", "Lire aussi rassure : les livres", "Le monde", "Article 5 : la clause", "2,5 %",
    "Publié aux éditions du Port", "Le rapport, publié le 26 mars 2021", "Le décret publié le 3 mai", "Published in 2020",
    "Partager le gâteau", "Facebook", "Le mail", "Le prix de Twitter", "Les réactions au scrutin", "3 réactions à chaud",
    "Related party transactions", "La lecture, 3 raisons d'y revenir", "Le lien entre les deux affaires",
    "Mises à jour à venir",
])
def test_words_of_an_article_are_not_furniture(line: str) -> None:
    assert line in _kept(f"{PARAGRAPH}\n{line}\n{PARAGRAPH}")


@pytest.mark.parametrize("line", [
    "* * *", "___", "Lire aussi : La mairie cède", "PARTAGER", "Publicité", "Advertisement", "À lire aussi | Le pont",
    "» À LIRE AUSSI - Le pont fermé", "Lire aussi Guerre en Ukraine : ce que l'on sait", "See also: The bridge",
    "Lea también: El puente", "Publié le 12 mai 2020 à 10h50", "Mis à jour le lundi 3 juin 2024 à 08:12",
    "Publié le 3 juin 2024 - Mis à jour le 4 juin 2024 à 9h", "Le Journal avec AFP, publié le mercredi 20 mai 2020 à 22h07",
    "Par la rédaction, publié le 3 mai 2024", "Published: 3 May 2024, 10:30 am", "Updated 2 hours ago",
    "Publicado el 3 de mayo de 2024 a las 10:30", "Temps de lecture : 3 min", "Facebook Twitter WhatsApp",
    "Partager sur Facebook", "Copier le lien", "Share on X", "Compartir en Facebook", "Facebook\nTwitter\nE-mail",
])
def test_furniture_goes_wherever_it_stands(line: str) -> None:
    assert _kept(f"{PARAGRAPH}\n{line}\n{PARAGRAPH}") == [PARAGRAPH, PARAGRAPH]


@pytest.mark.parametrize("label", ["Commentaires", "Commentaires (12)", "3 réactions", "2 comments", "Comentarios (5)"])
def test_comments_end_the_page(label: str) -> None:
    assert _kept(f"{PARAGRAPH}\n{label}\nMerci pour cet article, il était temps que quelqu'un le dise.") == [PARAGRAPH]


def test_a_label_of_links_takes_their_titles_and_no_paragraph() -> None:
    box = "À lire aussi\nLe tunnel fermera en janvier\nLe maire démissionne"
    page = f"{PARAGRAPH}\n{box}\n{PARAGRAPH}\nUn intertitre\n{PARAGRAPH}"
    assert _kept(page) == [PARAGRAPH, PARAGRAPH, "Un intertitre", PARAGRAPH]


def test_roles_of_lines() -> None:
    assert _roles("Le pont fermé", "", PARAGRAPH) == ["headline", None, "body"]
    assert _roles(PARAGRAPH, "Un chantier long", PARAGRAPH) == ["body", "subhead", "body"]
    assert _roles(PARAGRAPH, "(Avec AFP)") == ["body", "body"]
    assert _roles(PARAGRAPH, "« Rien ne presse »", PARAGRAPH) == ["body", "body", "body"]
    assert _roles("Titre", "À retenir :", "⇒ Un pont", "⇒ Deux ans.", PARAGRAPH)[1:] == ["key_point"] * 3 + ["body"]
    assert _roles(PARAGRAPH, "- une liste", "- de courses", PARAGRAPH) == ["body"] * 4
    assert _roles(PARAGRAPH, "Le pont en mai. © Le Quotidien", PARAGRAPH)[1] == "caption"
    assert _roles(PARAGRAPH, "Le pont, le 3 mai - PHOTO/X. Y/AFP", PARAGRAPH)[1] == "caption"
    assert _roles(PARAGRAPH, "Le ministre l'a dit à l'AFP", PARAGRAPH)[1] == "subhead"
    assert _roles(PARAGRAPH, "Des pompiers ont arrosé les débris, selon des photos de l'agence.", PARAGRAPH)[1] == "body"


@pytest.mark.parametrize(("text", "lang"), [
    (PARAGRAPH, "fr"),
    ("The minister said that work on the bridge would begin in the spring.", "en"),
    ("El ministro anunció que las obras del puente empezarán en la primavera.", "es"),
    ("Der Minister sagte, dass die Arbeiten an der Brücke im Frühling beginnen.", "de"),
    ("Il ministro ha detto che i lavori del ponte inizieranno in primavera.", "it"),
    ("Kiev", None),
    ("", None),
    ("1 2 3 4 5 6 7", None),
])
def test_languages(text: str, lang: str | None) -> None:
    assert detect(text) == lang


def test_markdown_is_read_without_its_marks() -> None:
    head = '---\ntitle: "Le pont"\ndate: 2024-05-03\ntags:\n  - ville\n---\n'
    text = "# Le pont\n\nUn **grand** [pont](http://x.test).\n\n## Après\n"
    (document,) = read((head + text).encode(), "pont.md")
    assert document.meta == {"title": "Le pont", "published": "2024-05-03"}
    assert [line for line in document.lines if line] == ["Le pont", "Un grand pont.", "Après"]
    assert list(document.roles.values()) == ["headline", "subhead"]


def test_old_encodings_and_line_ends_are_read() -> None:
    (document,) = read("L’été à Nîmes\r\nfini".encode("cp1252"), "a.txt")
    assert list(document.lines) == ["L’été à Nîmes", "fini"]


def test_ingest_is_idempotent_and_never_overwrites_by_itself(tmp_path: Path) -> None:
    made = ingest.make([SEEDS])
    assert len(ingest.write(made, tmp_path).new) == 5
    again = ingest.write(made, tmp_path)
    assert (len(again.new), len(again.same), len(again.differing)) == (0, 5, 0)
    edited = tmp_path / made[0].path
    edited.write_bytes(made[0].content + b"!")
    assert ingest.write(made, tmp_path).differing == [made[0].path]
    assert edited.read_bytes().endswith(b"!")
    assert ingest.write(made, tmp_path, replace=True).differing == [made[0].path]
    assert edited.read_bytes() == made[0].content
    assert not list(tmp_path.rglob(".*"))


def test_little_is_held_of_an_article(tmp_path: Path) -> None:
    """Of 100 articles of 9,000 characters; all that are ingested at once are held until the last is read."""
    with (tmp_path / "a.jsonl").open("w", encoding="utf-8") as file:
        for number in range(100):
            text = " ".join(f"m{number}x{n % 89}{n % 97}" for n in range(900))
            file.write(json.dumps({"id": f"urn:example:{number}", "title": f"T {number}", "text": text}) + "\n")
    tracemalloc.start()
    made = ingest.make([tmp_path / "a.jsonl"])
    written = ingest.write(made, tmp_path / "corpus")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(written.new) == 100
    assert most < 2 * 100 * 9000


def test_no_room_to_look_for_near_duplicates_is_said() -> None:
    with closing(Near()) as near:
        near._db.execute("PRAGMA max_page_count = 4")
        with pytest.raises(CopydeskError, match=r"near-duplicates cannot be looked for .*full.*TMPDIR"):
            for number in range(200):
                near.add(str(number), " ".join(f"m{number}x{n}" for n in range(400)))


def test_an_unknown_date_is_noted_and_leaves_the_name_undated(tmp_path: Path) -> None:
    (made,) = ingest.make([_sources(tmp_path, "", pont=f"Le pont fermé\n{PARAGRAPH}")])
    assert made.path == "fr/le-pont-ferme.md"
    assert "no date of publication" in made.notes[0]


def test_the_file_name_takes_the_last_day_of_the_period(tmp_path: Path) -> None:
    table = '["pont.txt"]\npublished = "2024-02"\nreason = "the text says February"\n'
    (made,) = ingest.make([_sources(tmp_path, table, pont=f"Le pont fermé\n{PARAGRAPH}")])
    assert made.path == "fr/2024-02-29-le-pont-ferme.md"


@pytest.mark.parametrize(("table", "message"), [
    ('["pont.txt"]\npublished = "2024-13"\nreason = "x"\n', "pont.txt: '2024-13': there is no month 13; correct"),
    ('\n["pont.txt"]\npublished = "2024"\n', "sources.toml:2:1: pont.txt: a date of publication without a reason"),
    ('["pont.txt"]\ndate = "2024"\n', "sources.toml:1:1: pont.txt: date = '2024' is not known"),
    ('["gare.txt"]\nslug = "gare"\n', "sources.toml:1:1: there is no file gare.txt"),
    ("= 1\n", "sources.toml:1:1: Invalid statement (at line 1, column 1)"),
    ("x = 1\n", "sources.toml:1:1: x stands outside a table"),
])
def test_mistakes_in_the_curated_file(tmp_path: Path, table: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        ingest.make([_sources(tmp_path, table, pont=PARAGRAPH)])
    assert message in str(caught.value), str(caught.value)


def test_two_documents_for_one_file_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.txt both make fr/le-pont-ferme\.md|both make"):
        ingest.make([_sources(tmp_path, "", a=f"Le pont fermé\n{PARAGRAPH}", b=f"Le pont fermé\n{PARAGRAPH}")])


def test_a_file_that_no_reader_takes(tmp_path: Path) -> None:
    file = tmp_path / "a.xyz"
    file.touch()
    with pytest.raises(InputError, match=r"no reader for \.xyz; formats that can be read: .*\.txt"):
        ingest.make([file])


def test_markdown_marks_without_their_ends_are_text() -> None:
    for line in ("![[" * 60_000, "[a](" * 60_000, "**a" * 60_001, "# a" + "#" * 100_000 + "b", "_a " * 60_000):
        (document,) = read(line.encode(), "a.md")
        assert len(document.lines) == 1
    (document,) = read(b"# A title ##\n", "a.md")
    assert document.lines[0] == "A title"


@pytest.mark.parametrize(("lines", "day"), [
    (["Le pont rouvrira", "Publié le 14 mars 2025 à 18h30", PARAGRAPH], "2025-03-14"),
    (["Le pont rouvrira", "Le 1er mars 2025", PARAGRAPH], "2025-03-01"),
    (["Bridge to reopen", "March 14, 2025", PARAGRAPH], "2025-03-14"),
    (["Bridge to reopen", "Published 14 March 2025 at 6:30 pm", PARAGRAPH], "2025-03-14"),
    (["El puente reabre", "14 de marzo de 2025", PARAGRAPH], "2025-03-14"),
    (["vendredi 14 mars 2025", "Le pont rouvrira", PARAGRAPH], "2025-03-14"),
    (["Le pont rouvrira", "14/03/2025", PARAGRAPH], "2025-03-14"),
    (["11 septembre 2001", PARAGRAPH], None),  # a headline
    (["Le pont rouvrira", "03/04/2025", PARAGRAPH], None),  # two days
    (["Le pont rouvrira", "Mis à jour le 15 mars 2025", PARAGRAPH], None),
    (["Le pont rouvrira", "mars 2025", PARAGRAPH], None),
    (["Le pont rouvrira le 14 mars 2025", PARAGRAPH], None),
    (["Le pont rouvrira", PARAGRAPH, "14 mars 2025"], None),
    (["Le pont rouvrira", PARAGRAPH, "Le décret, publié le 12 mai 2024, a été retiré."], None),
    (["Le pont rouvrira", f"Lyon, 14 mars 2025 – {PARAGRAPH}"], "2025-03-14"),
    (["Le pont rouvrira", f"LYON, vendredi 14 mars 2025 (AB) - {PARAGRAPH}"], "2025-03-14"),
    (["Bridge to reopen", f"NEW YORK, March 14, 2025 — {PARAGRAPH}"], "2025-03-14"),
    (["El puente reabre", f"Madrid, 14 mar. 2025 (AB).- {PARAGRAPH}"], "2025-03-14"),
    (["Le pont rouvrira", f"Lyon, 03/04/2025 – {PARAGRAPH}"], None),  # two days
    (["Le pont rouvrira", f"Lyon, 14 mars – {PARAGRAPH}"], None),  # no year
    (["Le pont rouvrira", f"Le 14 mars 2025, Lyon a fêté son pont. {PARAGRAPH}"], None),
    (["Le pont rouvrira", f"Entre le 14 mars 2025 - 3 avril 2025, le pont était fermé. {PARAGRAPH}"], None),
    (["Le pont rouvrira", f"Le pont est fermé depuis le 14 mars 2025 – un vendredi. {PARAGRAPH}"], None),
])
def test_a_line_may_give_the_day_of_publication(lines: list[str], day: str | None) -> None:
    found = stated(lines)
    assert (found and found[0]) == day


def test_a_dateline_stays_in_the_text_and_a_slug_ends_with_a_word(tmp_path: Path) -> None:
    text = f"Lyon, 14 mars 2025 – {PARAGRAPH}"
    (tmp_path / "pont.txt").write_text(f"La Norvège double son aide à l'Ukraine\n\n{text}\n", "utf-8")
    (made,) = ingest.make([tmp_path])
    assert made.path == "fr/2025-03-14-la-norvege-double-son-aide.md"
    assert made.lines[-1] == text


def test_the_day_that_a_document_states_goes_into_the_front_matter_and_not_into_the_text(tmp_path: Path) -> None:
    (tmp_path / "pont.txt").write_text(f"Le pont rouvrira\n\n14 mars 2025\n\n{PARAGRAPH}\n", "utf-8")
    (tmp_path / "2025-03-15-gare.txt").write_text(f"La gare rouvrira\n\n{PARAGRAPH}\n", "utf-8")
    made = {item.source: item for item in ingest.make([tmp_path])}
    assert made["pont.txt"].path == "fr/2025-03-14-le-pont-rouvrira.md" and not made["pont.txt"].notes
    assert list(made["pont.txt"].lines) == ["Le pont rouvrira", "", PARAGRAPH]
    assert made["2025-03-15-gare.txt"].values["published"] == "2025-03-15"
