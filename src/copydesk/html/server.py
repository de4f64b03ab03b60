"""The review: the report's pages on loopback, with decisions that are written below the assertions folder.

Who may ask: a browser on this machine that has been given the token. Requests that name another host or come from
another origin are refused; article text is escaped by the templates, and the content security policy lets no script in.
"""

import hmac
import secrets
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, unquote, urlencode

from ..assertions import Assertion, Waiver
from ..errors import CopydeskError, InputError, MissingExtra
from ..session import Desk
from ..text import Article
from .decisions import KINDS, Case, Consequence, DecisionError, correction, drafted, replace_folder
from .pages import STATIC, Book, decide_path
from .store import Change, ChangedError, Store
from .view import Entry, gather

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
BODY = 64 * 1024
KEPT = 100
WAIVED_FOR = timedelta(days=182)
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
SECRET = ("csrf", "kind", "seen", "confirm")


class Links:
    """What the review adds to the report's pages: where decisions are made."""

    def decide(self, entry: Entry) -> str:
        """The page that decides a discrepancy."""
        return decide_path(entry)

    def draft(self, article: Article, start: int) -> str:
        """The page that drafts an assertion for a figure."""
        return f"draft?{urlencode({'article': article.id, 'start': start})}"

    def fix(self, assertion: Assertion) -> str:
        """The page that corrects an assertion."""
        return f"fix?{urlencode({'check': assertion.id})}"

    def withdraw(self, waiver: Waiver) -> str:
        """The page that takes a waiver away."""
        asked = {"article": waiver.article, "check": waiver.assertion, "value": waiver.value or ""}
        return f"withdraw?{urlencode(asked)}"


@dataclass(kw_only=True)
class Review:
    """The desk that is reviewed, judged again whenever one of its files has changed."""

    desk: Desk
    by: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    done: dict[str, tuple[Change, list[Consequence]]] = field(default_factory=dict)
    _seen: object = None
    _book: Book | None = None

    @property
    def book(self) -> Book:
        """The pages, of the files as they are now."""
        now = self._state()
        if self._book is None or now != self._seen:
            self.desk = replace_folder(self.desk, self.desk.assertions)
            self._book = Book(gather(self.desk), review=Links())
            self._seen = now
            if self.desk.cache:
                self.desk.cache.flush()
        return self._book

    @property
    def case(self) -> Case:
        """What decisions are made about."""
        site = self.book.site
        store = Store(root=self.desk.root, folder=self.desk.assertions, languages=self.desk.languages)
        return Case(desk=self.desk, site=site, store=store)

    def _state(self) -> object:
        """What tells that a file has changed."""
        paths = [*self.desk.corpus.rglob("*.md"), *self.desk.assertions.rglob("*.yaml")]
        stats = ((path, path.stat()) for path in sorted(paths) if path.is_file())
        return [(path, stat.st_mtime_ns, stat.st_size, stat.st_ino) for path, stat in stats]

    def remember(self, change: Change, consequences: list[Consequence]) -> str:
        """Keep what was written for the page that says so; its name."""
        while len(self.done) >= KEPT:
            del self.done[next(iter(self.done))]
        name = secrets.token_urlsafe(8)
        self.done[name] = (change, consequences)
        return name


def application(review: Review, port: int) -> "Starlette":
    """The review as an ASGI application that answers to `port` on loopback alone. Raises MissingExtra."""
    try:
        from starlette.applications import Starlette
        from starlette.routing import Route
    except ImportError:
        raise MissingExtra("the review", "review") from None
    pages = _Pages(review, port)
    routes = [
        Route("/static/{name}", pages.guard(pages.static)),
        Route("/decide", pages.guard(pages.decide)),
        Route("/draft", pages.guard(pages.draft)),
        Route("/fix", pages.guard(pages.fix)),
        Route("/withdraw", pages.guard(pages.withdraw)),
        Route("/preview", pages.guard(pages.preview), methods=["POST"]),
        Route("/write", pages.guard(pages.write), methods=["POST"]),
        Route("/done", pages.guard(pages.written)),
        Route("/{path:path}", pages.guard(pages.page)),
    ]
    return Starlette(routes=routes)


Handler = Callable[["Request", Mapping[str, str]], "Response"]


class _Pages:
    """The answers. They run one after the other in one thread, so that the desk is never read and changed at once."""

    def __init__(self, review: Review, port: int) -> None:
        self.review = review
        self.hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self.cookie = f"copydesk_{port}"

    def guard(self, handler: Handler) -> Any:
        """The handler behind the checks of host, origin, token and size."""
        async def guarded(request: "Request") -> "Response":
            refused = self._refused(request)
            if refused is not None:
                return self._sealed(refused)
            form: Mapping[str, str] = request.query_params
            if request.method == "POST":
                body = b""
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > BODY:
                        return self._sealed(_plain(413, "This is too long."))
                form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=50))
                if not hmac.compare_digest(form.get("csrf", "").encode(), self.review.csrf.encode()):
                    return self._sealed(_plain(403, "This form is not of this session; open the page again."))
            try:
                return self._sealed(handler(request, form))
            except CopydeskError as error:
                return self._sealed(self._show("problem", 409, at=request.url.path, message=str(error)))

        return guarded

    def _refused(self, request: "Request") -> "Response | None":
        """Why a request is not answered; None when it is."""
        from starlette.responses import RedirectResponse

        host = request.headers.get("host", "")
        if host not in self.hosts:
            return _plain(421, "This is not the address of the review.")
        origin = request.headers.get("origin")
        site = request.headers.get("sec-fetch-site", "none" if request.method == "GET" else "same-origin")
        if (origin is None and request.method != "GET") or (origin is not None and origin != f"http://{host}"):
            return _plain(403, "Requests from other pages are refused.")
        if request.method != "GET" and site != "same-origin":
            return _plain(403, "Requests from other pages are refused.")
        given = request.query_params.get("token")
        if given is not None and request.method == "GET" and self._known(given):
            rest = [(key, value) for key, value in request.query_params.multi_items() if key != "token"]
            to = "/" + quote(request.url.path.lstrip("/")) + (f"?{urlencode(rest)}" if rest else "")
            answer = RedirectResponse(to, 303)
            answer.set_cookie(self.cookie, self.review.token, httponly=True, samesite="strict")
            return answer
        if not self._known(request.cookies.get(self.cookie, "")):
            return _plain(403, "Open the address that copydesk review has printed; it holds the token.")
        return None

    def _known(self, token: str) -> bool:
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.review.token.encode())

    @staticmethod
    def _sealed(answer: "Response") -> "Response":
        answer.headers.update(HEADERS)
        return answer

    def _show(self, template: str, status: int = 200, *, at: str = "/", **values: Any) -> "Response":
        from starlette.responses import HTMLResponse

        book = self.review.book
        made = book.fill(template, at.removeprefix("/"), csrf=self.review.csrf,
                         folder=self.review.desk.shown(self.review.desk.assertions), **values)
        return HTMLResponse(made.encode("utf-8", "replace"), status)

    # -- reading

    def static(self, request: "Request", _: Mapping[str, str]) -> "Response":
        from starlette.responses import Response

        path = next((p for p in STATIC.iterdir() if p.name == request.path_params["name"]), None)
        if path is None:
            return _plain(404, "There is no such file.")
        return Response(path.read_bytes(), media_type=TYPES.get(path.suffix, "application/octet-stream"))

    def page(self, request: "Request", _: Mapping[str, str]) -> "Response":
        from starlette.responses import HTMLResponse

        made = self.review.book.render(request.path_params["path"] or "index.html")
        if made is None:
            return self._show(
                "problem", 404, at=request.url.path,
                message="There is no such page; the article or the assertion may be gone.",
            )
        return HTMLResponse(made.encode("utf-8", "replace"))

    # -- deciding

    def decide(self, request: "Request", asked: Mapping[str, str]) -> "Response":
        case = self.review.case
        entry = case.entry(asked)
        files = {"waive": "waivers.yaml"}
        if entry.assertion:
            files["fix"] = files["spelling"] = case.file(entry.assertion)
        return self._show(
            "decide", entry=entry, given={**self._given(request), **self._usual(entry)},
            seen={kind: case.store.read(name)[1] for kind, name in files.items()},
            correction=correction(case, entry.assertion) if entry.assertion else None,
        )

    def fix(self, request: "Request", asked: Mapping[str, str]) -> "Response":
        case = self.review.case
        assertion = case.assertion(asked)
        return self._show("fix", assertion=assertion, correction=correction(case, assertion), given=self._given(request),
                          seen=case.store.read(case.file(assertion))[1])

    def withdraw(self, request: "Request", asked: Mapping[str, str]) -> "Response":
        case = self.review.case
        waiver = case.waiver(asked)
        return self._show("withdraw", waiver=waiver, seen=case.store.read(case.file(waiver))[1])

    def draft(self, request: "Request", asked: Mapping[str, str]) -> "Response":
        case = self.review.case
        article = case.desk.named(asked.get("article", ""))
        if article is None or not asked.get("start", "").isdecimal():
            raise DecisionError("this article is not there any more")
        return self._show("draft", article=article, files=_likeliest(case, article), seen="",
                          given={**self._given(request), **drafted(case, article, int(asked["start"]))})

    def preview(self, request: "Request", form: Mapping[str, str]) -> "Response":
        return self._preview(form)

    def _preview(self, form: Mapping[str, str], status: int = 200, message: str = "") -> "Response":
        case, kind = self.review.case, form.get("kind", "")
        change = case.change(kind, form)
        if form.get("seen") and form["seen"] != change.seen and not message:
            message, status = f"{change.name} was changed by somebody else since you opened this page.", 409
        problems = case.store.problems(change)
        kept = {key: value for key, value in form.items() if key not in SECRET}
        return self._show(
            "preview", 422 if problems and status == 200 else status, change=change, problems=problems, message=message,
            kind=kind, kept=kept, consequences=[] if problems else case.consequences(change, form),
        )

    def write(self, request: "Request", form: Mapping[str, str]) -> "Response":
        from starlette.responses import RedirectResponse

        case, kind = self.review.case, form.get("kind", "")
        try:
            change = case.change(kind, form)
            if change.seen != form.get("seen"):
                raise ChangedError(f"{change.name} was changed by somebody else since you opened this page.")
            consequences = case.consequences(change, form)
            case.store.write(change)
        except ChangedError as error:
            return self._preview(form, 409, str(error))
        except InputError:
            return self._preview(form)
        answer = RedirectResponse(f"/done?{urlencode({'name': self.review.remember(change, consequences)})}", 303)
        if form.get("by"):
            answer.set_cookie(f"{self.cookie}_by", quote(form["by"][:100]), httponly=True, samesite="strict")
        return answer

    def written(self, request: "Request", asked: Mapping[str, str]) -> "Response":
        found = self.review.done.get(asked.get("name", ""))
        if found is None:
            raise DecisionError("what was written is in the files; this page is not kept")
        return self._show("done", change=found[0], consequences=found[1])

    def _given(self, request: "Request") -> dict[str, str]:
        return {"by": unquote(request.cookies.get(f"{self.cookie}_by", "")) or self.review.by}

    def _usual(self, entry: Entry) -> dict[str, str]:
        """What a form begins with: the waiver that there is, else half a year."""
        waiver = entry.waiver
        until = self.review.desk.today + WAIVED_FOR
        if waiver is None:
            return {"until": until.isoformat(), "reason": "", "verdict": ""}
        last = waiver.until.last
        return {
            "until": (last if last and not entry.expired else until).isoformat(), "reason": waiver.reason,
            "verdict": waiver.verdict,
        }


def _likeliest(case: Case, article: Article) -> list[str]:
    """The topic files, those first that speak of the article most."""
    page = next((p for p in case.site.articles if p.article.id == article.id), None)
    told = [e for e in page.entries if e.assertion and e.state != "not_mentioned"] if page else []
    counted = Counter(case.file(e.assertion) for e in told if e.assertion and e.assertion.kind == "claim")
    return sorted(case.store.names(), key=lambda name: (-counted[name], name))


def _plain(status: int, text: str) -> "Response":
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(text + "\n", status)


__all__ = ["KINDS", "Review", "application"]
