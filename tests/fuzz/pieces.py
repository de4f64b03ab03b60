"""What fuzzing begins with and puts in: whole inputs of each format, and the words and signs that its grammar knows."""

TEXTS = [t.encode() for t in (
    "Les missiles ATACMS ont une portée de 300 km, a dit lundi le ministre. Environ 10\u202f000 soldats sont là.",
    "Il reste 9,2 milliards de dollars, dont 7,1 milliards en stocks, soit 77 % du total, a-t-on appris le 13 novembre.",
    "In 2023 the fund paid $1.5bn to 3,000 people aged 65 to 70, up from £900m a year earlier, said Ms Okoro on Tuesday.",
    "El presidente Pérez anunció el 3 de mayo de 2024 que 12.000 personas, un 45 % más, viven a 20 kilómetros.",
    "Rund 1,2 Millionen Menschen, drei Viertel davon Frauen, leben seit dem 1. Januar 2024 in 250 Städten.",
    "Circa 2.500 persone, due su tre, erano in piazza sabato 4 maggio alle 20.30, ha detto il ministro Rossi.",
    "Une dizaine de blessés, deux morts de 34 et 56 ans, entre 40 et 45 %, de 8 à 9 millions, trois quarts, 3-1, S-300.",
    "Quatre-vingt-dix mille euros ; deux millions et demi ; 1er mars ; dans la nuit du 3 au 4 ; il y a quinze jours.",
)]
CLAIMS = [t.encode() for t in (
    "ATACMS range 300 km", "US aid remaining 9.2 billion USD", "fund paid 1.5 billion USD", "12,000 people in May 2024",
    "NATO secretary general: Mark Rutte", "about 77 % of the total", "Einwohner 1,2 Millionen", "2.500 persone in piazza",
)]
WORDS = [w.encode("utf-8", "surrogateescape") for w in (
    "12", "1.500", "10 000", "3,5", "9.2", "deux", "trois", "cent", "mille", "millions", "milliards", "two", "hundred",
    "million", "mil", "millones", "zwei", "tausend", "dreizehn", "eine ", "und", "cento",
    "ventuno ", "y", "et", "and", "de", "à", "to", "-", "–", "%", "€", "$", "USD", "km",
    "km/h", "m", "Md€", "bn", "ans", "years", "Jahre", "personnes", "people", "plus de", "au moins", "environ", "about",
    "hasta", "lundi", "mardi", "13 novembre", "2024", "May", "mayo", "hier", "président", "le", "la", "Mark Rutte", "M.",
    "«", "»", "(", ")", ",", ".", "\n", "\n\n", "\u00a0", "\u202f", "\u2009", "’", "'", "½", "3/4", "une dizaine", "sur",
    "dix", "S-300", "n°", "x", "20h50", "01 42 34 56 78", "İ", "ﬁ", "\u0301", "\0", "\u202e", "\u2066", "٣", "Ⅳ", "²", "①",
    "e", "10e", "1er", "3rd", "9" * 40, "0," + "0" * 30 + "1", "1e99", "∞", "NaN", "𝟏𝟎", "\ufeff", "\u2028", "\x1b[31m",
    "\udcff", "\ud7a3", "𐍈", "29 février", "31 avril", "31 décembre 9999", "1 janvier 1", "il y a 9999 ans", "in 99999 years",
    "dans 5000 siècles", "de 1999 à 10000", "la semaine dernière", "ce week-end", "années 1960", "XIXe siècle",
)]
PERIODS = [p.encode() for p in (
    "2024", "2024-11", "2024-11-13", "2024-10-01/..", "../2024", "202X", "20XX", "2024-21", "2024-24", "9999-24",
    "9999-12-31", "0001-01-01", "0000", "000X", "00XX", "2024-11-13T20:50", "2024-11-13T20:50:00+01:00", "/", "//", "..",
    "2024/2025/2026", "2024-02-30", "2024-13", "-0001", "٢٠٢٤", " 2024 ", "X", "1984~", "2024-11-13/2024-11-14",
)]
YAML = [y.encode() for y in (
    "- ", "-", ": ", "? ", "[", "]", "{", "}", ", ", "#", " #", "&a ", "*a", "<<: ", "!!python/object/apply:os.system ", "|",
    ">", "'", '"', "\\x00", "\\ud800", "\\U0010ffff", "\n", "\n  ", "\n    ", "\t", "---\n", "...\n", "%YAML 1.1\n", "~",
    "null", "no", "12:30", "claim: ", "position: ", "person: ", "name: ", "also: ", "total: ", "parts: ", "valid: ",
    "tolerance: ", "evidence: ", "source: ", "checked: ", "severity: ", "about: ", "id: ", "note: ", "shared: ", "2%",
    "2024-11", "2024-10-01/..", "error", "\u2028", "\u202e", "\ufeff", "\x85", "\0", "\x1b", "é", "𐍈", "=1+1", "'=a",
    "passages: [headline 1]", "caption 4 es", "lang: fr", "published: 2024-11-13", "until: 2030", "verdict: article",
)]
TOPICS = [t.encode() for t in (
    """- ATACMS range 300 km
- id: us-aid-remaining
  claim: US aid remaining 9.2 billion USD
  valid: 2024-11
  tolerance: 2%
  evidence: {article: fr/2024-11-13-aid, quote: "il reste environ 9,2 milliards"}
  source: {name: Pentagon, url: "https://example.org/?a=1&b=2", on: 2024-11-13}
  checked: {by: the desk, on: 2024-11-14}
  severity: warning
  about: {subject: [US aid], attribute: [remaining]}
  note: as printed
- position: NATO secretary general
  person: Mark Rutte
  valid: 2024-10-01/..
- name: Andriï Sybiga
  also: [Andrii Sybiha, "Andriy: Sybiha"]
- total: US aid left 9.2 billion USD
  parts: [stocks 7.1 billion USD, contracts 2.1 billion USD]
""",
    "- Kalibr range 1,500 km   # a comment\n\n- claim: 'It''s 5 km'\n  id: a\n",
    "- >\n  a folded\n  claim of 3 km\n- |-\n  another\n- \"\\u00e9 5 km\\n\"\n",
    "[a 5 km, {claim: b 6 km, id: b}]\n", "- a: b: c\n- claim: range: 300 km \n",
)]
WAIVERS = [t.encode() for t in (
    """# Known
- article: fr/2024-05-02-second
  assertion: mark-rutte
  value: Mark Rute
  verdict: article
  reason: kept as published
  by: the desk
  on: 2026-11-20
  until: 2027-12-31
- {article: "*", assertion: internal.names, verdict: accepted, reason: r, by: b, until: 2030}
""",
)]
SETTINGS = [t.encode() for t in (
    """[tool.copydesk]
fail-on = "error"
fact-coverage-fail-under = 10
strict-unmatched = true
cache = ".copydesk/cache.sqlite"
[tool.copydesk.topics.weapons]
severity = "warning"
[tool.copydesk.folders."corpus/fr"]
internal = false
[tool.copydesk.internal]
names = false
""", "[tool]\ncopydesk = 1\n", "tool = 1\n", "[tool.copydesk]\n'a\\nb' = 1\n",
)]
TOML = [t.encode() for t in (
    "[", "]", "[[", "]]", "=", " = ", '"', "'", '"""', "1", "-1", "1e999", "nan", "inf", "true", "[]", "{}", "2024-11-13",
    "\n", "#", "\\u0000", "\\n", "tool", "copydesk", "topics", "folders", "internal", "severity", ".", "é", "\0", "off",
)]
JSON = [t.encode() for t in (
    "{", "}", "[", "]", '"', ":", ",", "null", "true", "1", "-1", "1e999", "NaN", "Infinity", "9" * 50, '"\\ud800"',
    "\\u0000", "\\u202e", "\\u001b[2J", "\\n", "\\", '"text"', '"id"', '"lang"', '"published"', '"claim"', '"assertion"',
    '"article"', '"fr"', '"en-GB"', '"2024-11-13"', '"2024-11-13T10:00:00Z"', "\n", "é", "\xff", '"body_text"', '"uri"',
    '"headline"', '"title"', '"content"', "<p>", "</p>", '"NaN"', '"1E+9999"', '"sNaN"', "[[", "]]",
)]
RECORDS = [t.encode() for t in (
    '{"id": 1, "text": "Les missiles ont une portée de 300 km.", "lang": "fr", "published": "2024-11-13"}',
    '{"id": "a", "text": "\\u00e9t\\u00e9 \\ud83d\\ude00 \\ud800 12 km", "title": "T", "url": "https://example.org/a"}',
    '{"uri": "urn:a", "type": "text", "body_text": "Du texte.", "headline": "T", "versioncreated": "2024-11-13T10:00:00Z"}',
    '{"articles": [{"text": "Un."}, {"text": 1}, 2, null]}',
)]
PAIRS = [t.encode() for t in (
    '{"id": 1, "claim": "missiles range 300 km", "article": {"text": "Les missiles ont une portée de 500 km."}}',
    '{"id": null, "assertion": {"claim": "aid 9.2 billion USD", "valid": "2024", "tolerance": "2%"}, "article": '
    '{"text": "Aid of $9.2bn remains.", "lang": "en", "published": "2024-11-13"}}',
    '{"id": [1], "assertion": {"position": "NATO secretary general", "person": "Mark Rutte"}, "article": {"text": "x"}}',
    '{"assertion": {"total": "aid 3 USD", "parts": ["a 1 USD", "b 2 USD"]}, "article": {"text": "3 $"}}',
)]
CSV = [t.encode() for t in (
    ",", ";", "\t", '"', '""', "\n", "\r", "\r\n", "=1+1", "'=", "@", "+", "text", "title", "published", "topic", "form",
    "fact", "claim", "position", "name", "total", "\0", "é", "\xff", "\ufeff", "parts", "valid", "2024",
)]
SHEETS = [t.encode() for t in (
    "topic,form,fact,person,parts,also,id,valid,tolerance\nweapons,claim,ATACMS range 300 km,,,,,2024,2%\n"
    "people,position,NATO secretary general,Mark Rutte,,,,2024-10-01/..,\n"
    "people,name,Mark Rutte,,,\"Marc Rutte\nM. Rutte\",,,\n",
    "fact;note\n\"a 5 km\";'=1+1\n", "text,title,published\n\"Un texte\nde 3 km\",T,2024-11-13\n",
)]
ROWS = [t.encode() for t in (
    '[[0,5,"money","exact","9.2","9.2","USD"],[10,12,"date",null,null,null,null,null,null,null,"2024-11-13"]]',
    '[[3,8,"length","range","1","2","km",null,null,null,null,null,null,[1,2]]]', "[]", "[{}]", "[[]]", '[[0,1]]',
)]
CORPUS = [t.encode() for t in (
    """---
id: fr/a
lang: fr
published: 2024-05-01
title: "Premier \\"titre\\" & co"
passages: [headline 1, key_point 3-4, caption 6 es]
source: {file: a.txt, sha256: 00}
---
Premier titre

Un point
Un autre

Las palabras de la foto

Les missiles ont une portée de 500 km.
""", "---\nlang: fr\n---\n", "---\nother: x\n---\ntext\n", "---\r\nlang: fr\r\n---\r\nDu texte.\r\n", "---\nlang: fr\n---",
)]
MARKUP = [t.encode() for t in (
    "<", ">", "</", "/>", "<p>", "</p>", "<div>", "<br/>", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE a [", "]>", "&amp;",
    "&#0;", "&#x110000;", "&nosuch;", "&lt;script&gt;", "<script>", "</script>", '<img src=x onerror="a">', '"', "'", "=",
    "<?xml version='1.0' encoding='utf-16'?>", "<rss>", "<channel>", "<item>", "</item>", "<title>", "xmlns:a='b'",
    "<!ENTITY a 'b'>", "\0", "\xff", "é", "javascript:alert(1)", "<html>", "<body>", "<article>", '<meta charset="x">',
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": []}</script>', "\u202e", "<h1>", "<time>",
)]
PAGES = [t.encode() for t in (
    "<!doctype html><html lang=fr><head><title>T</title><meta property='article:published_time' content='2024-11-13'>"
    "<script type='application/ld+json'>{\"@graph\": [{\"@type\": [\"NewsArticle\"], \"headline\": \"T\", \"datePublished\": "
    "\"2024-11-13\"}]}</script></head><body><article><h1>T</h1><p>" + "Le pont de 300 m sera ouvert au printemps. " * 4
    + "</p><figure><figcaption>Le pont, en mai</figcaption></figure></article></body></html>",
)]
_PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n%s\r\n%s"
_BODY = b"Le pont de 300 m sera ouvert."


def _record(kind: bytes, media: bytes, body: bytes) -> bytes:
    return b"WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: https://example.org/a\r\nContent-Type: %s\r\n" % (kind, media) + (
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(body), body)
    )


WARCS = [
    _record(b"warcinfo", b"application/warc-fields", b"a: b\r\n") + _record(b"conversion", b"text/plain", _BODY)
    + _record(b"response", b"application/http", _PAGE % (
        b"Transfer-Encoding: chunked\r\n", b"1E\r\n" + _BODY + b"\r\n0\r\n\r\n",
    )),
    _record(b"resource", b"application/rss+xml", b"<rss><channel><item><title>A</title></item></channel></rss>") * 2,
]
WARC = [t.encode() for t in (
    "WARC/1.1\r\n", "WARC/1.0\n", "\r\n", "\r\n\r\n", "\n", "Content-Length: ", "0", "99999999999999999999", "-1", "1e3",
    "WARC-Type: response\r\n", "Content-Type: application/http\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 404 \r\n",
    "Transfer-Encoding: chunked\r\n", "Content-Encoding: gzip\r\n", "ffffffff\r\n", "0\r\n\r\n", "charset=utf-16", ": ", "é",
)]
DESKS = [b"\n\n".join((topic.replace(b"\n\n", b"\n"), article)) for topic, article in zip(
    [b"- missiles range 300 km\n- name: Mark Rutte\n", TOPICS[0]], CORPUS[:2], strict=True
)]
