"""Dates and ordinals as facts: what a sentence ties to its event contradicts, what it says beside it does not."""

import pytest

from copydesk.annotate import annotate
from copydesk.matching.check import check, claim_assertion
from copydesk.text import Article

_SIGNED = "L'accord de pêche entre l'Islande et la Norvège a été signé le 12 mars à Oslo."
_TRIAL = "Le procès du banquier s'ouvre lundi 6 octobre à Riga. La banque avait fait faillite en mars 2018."
_FAIR = "La foire de Vaduz a dévoilé vendredi son programme. Elle se tiendra du 14 au 22 octobre au parc des expositions."
_SPELL = "El festival de Vaduz se celebrará del 28 de diciembre al 4 de enero. El 30 de diciembre actúa la orquesta."
_VOTE = "Armenia will hold its parliamentary election on June 14, the electoral commission said on Tuesday."
_BRIDGE = "Le pont de Gênes s'est effondré le 14 août 2018, tuant 43 personnes. Le nouveau a ouvert le 3 août 2020."
_VOLCANO = "El volcán entró en erupción el 19 de septiembre y se apagó el 13 de diciembre."
_TRUCE = (
    "Ceasefire talks resume in Cairo on 5 January after a break for the holidays; the truce took effect on 19 November."
)
_PROBE = "The probe lifted off on Friday towards the asteroid. The asteroid is to pass the Earth on April 13, 2029."
_PARTY = "La Russie n'a pas été invitée aux célébrations du 80e anniversaire du Débarquement en Normandie, le 6 juin."
_VISIT = "Es la tercera vez que el presidente visita Pekín."
_TITLE = "Le club remporte son douzième titre de champion."


@pytest.mark.parametrize(("lang", "published", "text", "claim", "verdict"), [
    ("fr", "2025-03-20", _SIGNED, "Iceland and Norway signed the fishing agreement on 12 March 2025", "consistent"),
    ("fr", "2025-03-20", _SIGNED, "Iceland and Norway signed the fishing agreement on 14 March 2025", "contradicted"),
    ("fr", "2025-03-20", _SIGNED, "Iceland signed a trade agreement with Chile on 2 March 2025", "not_mentioned"),
    ("fr", "2025-10-02", _TRIAL, "Riga: the banker's trial opens on 6 October 2025", "consistent"),
    ("fr", "2025-10-02", _TRIAL, "Riga: the banker's trial opens on 20 October 2025", "contradicted"),
    ("fr", "2025-10-02", _TRIAL, "The bank in Riga went bankrupt in March 2018", "consistent"),
    ("fr", "2025-10-02", _TRIAL, "The bank in Riga went bankrupt in May 2018", "contradicted"),
    ("en", "2026-03-04", _VOTE, "Elecciones parlamentarias en Armenia: 14 de junio de 2026", "consistent"),
    ("en", "2026-03-04", _VOTE, "Elecciones parlamentarias en Armenia: 21 de junio de 2026", "contradicted"),
    ("fr", "2023-08-14", _BRIDGE, "Genoa bridge collapsed on 14 August 2018", "consistent"),
    ("fr", "2023-08-14", _BRIDGE, "New Genoa bridge opened on 3 August 2020", "consistent"),
    ("fr", "2023-08-14", _BRIDGE, "Genoa bridge collapsed on 24 August 2018", "contradicted"),
    ("es", "2021-12-26", _VOLCANO, "Volcano erupted on 19 September 2021", "consistent"),
    ("en", "2025-12-28", _TRUCE, "Cairo ceasefire talks resume on 5 January 2026", "consistent"),
    ("en", "2025-12-28", _TRUCE, "Truce took effect on 19 November 2025", "consistent"),
    ("en", "2025-10-11", _PROBE, "L'astéroïde passera près de la Terre le 10 octobre 2025", "contradicted"),
    ("en", "2025-10-11", _PROBE, "L'astéroïde passera près de la Terre le 13 avril 2029", "consistent"),
    ("fr", "2025-10-10", _FAIR, "Vaduz fair to take place from October 14 to 22", "consistent"),
    ("fr", "2025-10-10", _FAIR, "Foire de Vaduz du 4 au 22 octobre", "contradicted"),
    ("fr", "2025-10-10", _FAIR, "Foire de Vaduz du 24 au 29 octobre", "contradicted"),
    ("fr", "2025-10-10", _FAIR, "Foire de Vaduz du 20 au 29 octobre", "unclear"),
    ("fr", "2025-10-10", _FAIR, "Foire de Vaduz le 14 octobre", "consistent"),  # it begins that day
    ("es", "2025-12-20", _SPELL, "Festival de Vaduz du 28 décembre au 4 janvier", "consistent"),
    ("es", "2025-12-20", _SPELL, "Vaduz festival from 18 December to 4 January", "contradicted"),
    ("en", "2025-10-11", _PROBE, "The probe lifted off on 10 October 2025", "consistent"),
    ("fr", "2024-05-31", _PARTY, "Normandy landings celebrations on 6 June 2024", "consistent"),
    ("fr", "2024-05-31", _PARTY, "Normandy landings celebrations on 6 November 2024", "contradicted"),
    ("fr", "2024-05-31", _PARTY, "80th anniversary of the Normandy landings", "consistent"),
    ("fr", "2024-05-31", _PARTY, "75th anniversary of the Normandy landings", "contradicted"),
    ("es", "2025-01-01", _VISIT, "President visits Beijing for the third time", "consistent"),
    ("es", "2025-01-01", _VISIT, "President visits Beijing for the fifth time", "contradicted"),
    ("fr", "2025-01-01", _TITLE, "Club wins 12th league title", "consistent"),
    ("fr", "2025-01-01", _TITLE, "Club wins 11th league title", "contradicted"),
])
def test_a_date_or_an_ordinal(lang: str, published: str, text: str, claim: str, verdict: str) -> None:
    finding = check(annotate(Article(id="x", text=text, lang=lang, published=published)), claim_assertion(claim))
    assert finding.verdict == verdict, finding.reason
