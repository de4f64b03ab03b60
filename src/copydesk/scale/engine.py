"""The batch function: from a part of a file to rows. One machine's workers and Spark's run the same."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..annotate import annotate
from ..corpus import parse_article
from ..errors import CopydeskError, InputError, Problem
from ..findings import Finding
from ..jsonl import article_of, mention_form, mention_forms
from ..matching.check import check_all
from ..matching.preselect import select
from ..readers import Document, Source, documents, suffix
from ..text import Article, Passage
from .job import Job

Row = dict[str, Any]
Step = Callable[[int, str], bool]
"""Told before each article: which one it is, and where; False passes it over."""
_CORPUS = (".md", ".markdown")


def _every(number: int, place: str) -> bool:
    return True


@dataclass(slots=True)
class Engine:
    """A job made ready: `rows` may be asked for any number of sources."""

    job: Job
    report: Callable[[Problem], None]
    step: Step = _every
    articles: int = 0

    def rows(self, source: Source) -> Iterator[Row]:
        """The rows of a source, in its order. What is wrong with one article is reported, and it gives none."""
        for article in self._articles(source):
            self.articles += 1
            if not self.step(self.articles, f"{article.path}:{article.first_line}"):
                continue
            try:
                made = list(self._asked(article))
            except Exception as error:  # one article, whatever it does to us, must not cost the others
                self.report(_problem(article.path or "", article.first_line, f"{article.id}: {_told(error)}"))
                continue
            yield from made

    def _articles(self, source: Source) -> Iterator[Article]:
        try:
            if suffix(source.name) in _CORPUS:
                data = source.data()
                article = parse_article(data, source.name, None)
                if article is not None:
                    yield replace(article, path=source.name)
                    return
                source = source.within(source.name, data)
            for document in documents(source):
                try:
                    yield self._article(document, source.name)
                except CopydeskError as error:
                    self.report(_problem(source.name, document.line, f"{document.name}: {error}"))
        except InputError as error:
            for problem in error.problems:
                self.report(problem)
        except OSError as error:
            self.report(_problem(source.name, 1, f"the file cannot be read further ({error.strerror or error})"))
        except CopydeskError:
            raise
        except Exception as error:
            self.report(_problem(source.name, 1, f"the rest of the file is not read: {_told(error)}"))

    def _article(self, document: Document, name: str) -> Article:
        known = {
            "lang": document.meta.get("lang") or self.job.lang,
            "published": document.meta.get("published") or self.job.published,
        }
        place = f"{name}#{document.name}" if document.name else name
        identifier = document.meta.get("guid") or document.meta.get("id") or place
        made = article_of({"id": identifier, "text": "\n".join(document.lines), **known})
        return replace(made, path=name, first_line=document.line)

    def _asked(self, article: Article) -> Iterator[Row]:
        if self.job.task == "extract":
            mentions = mention_forms(annotate(article).mentions, article.text)
            yield {**head(article), "mentions": mentions}
        elif self.job.task == "check":
            job = self.job
            asked = job.assertions if job.silent else select(job.assertions, article, job.lexicon)
            if asked:
                for finding in check_all(annotate(article), asked, lexicon=job.lexicon):
                    if job.silent or finding.verdict != "not_mentioned":
                        yield {**head(article), **_found(finding)}
        else:
            yield carried(article)


def head(article: Article) -> Row:
    """Which article a row is of."""
    return {
        "id": article.id, "file": article.path, "line": article.first_line, "lang": article.lang,
        "published": article.published,
    }


def _found(finding: Finding) -> Row:
    statement, text = finding.statement, finding.article.text
    return {
        "assertion": finding.assertion.id, "verdict": finding.verdict, "reason": finding.reason,
        "mention": mention_form(statement.mention, text) if statement else None,
        "sentence": text[statement.sentence.start : statement.sentence.end] if statement else None,
    }


def carried(article: Article) -> Row:
    """An article as it goes from one task to the next."""
    return {
        **head(article), "text": article.text,
        "passages": [[p.start, p.end, p.role, p.lang] for p in article.passages],
    }


def uncarried(line: bytes) -> Article:
    """The article in such a row."""
    row = json.loads(line)
    passages = [Passage(start=start, end=end, role=role, lang=lang) for start, end, role, lang in row["passages"]]
    return Article(
        id=row["id"], text=row["text"], lang=row["lang"], published=row["published"], path=row["file"],
        first_line=row["line"], passages=passages,
    )


def _problem(file: str, line: int, what: str) -> Problem:
    return Problem(file=file, line=line, column=1, what=what, remedy="the article is passed over")


def _told(error: Exception) -> str:
    shown = " ".join(str(error).split())[:200]
    return shown if isinstance(error, CopydeskError) else f"internal error, please report it: {error!r:.200}"
