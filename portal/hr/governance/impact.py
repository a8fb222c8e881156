"""Input for the data-protection impact assessment: which data there are, why, who sees them, how long, and what protects them. Pure.

The assessment itself, and its conclusion, are the municipality's.
"""

from __future__ import annotations

from collections.abc import Mapping

from portal import wording
from portal.documents.pictures.drawing import Table
from portal.hr.governance.paper import Paper, Section
from portal.hr.governance.running import Running
from portal.hr.totals.disclosure import BASE, FEWEST
from skills_passport.model import Purpose
from skills_passport.rows import COLUMNS

KEPT: Mapping[str, tuple[str, str]] = {
    "answers": ("Antwoorden", "wat iemand vertelt over werk, wensen en voorwaarden, zoals getypt en zoals begrepen, met eerdere antwoorden"),
    "consents": ("Toestemmingen", "per doel: ja of nee, wanneer, en bij welke tekst"),
    "talk": ("Gesprek", "de regels zoals ze op het scherm stonden"),
    "advices": ("Adviezen", "elk advies heel, met versies en met waar het op rustte"),
    "exchanges": ("Berichtnummers", "de laatste 50, zodat een bericht dat twee keer komt, één keer telt"),
    "shares": ("Delen", "met welke coach of met het team, sinds wanneer, en de naam die iemand daarvoor opgaf"),
    "verdicts": ("Oordelen", "wat een coach van een suggestie vond, met reden"),
    "plan_changes": ("Plan", "stappen om te leren, afgesproken met een coach"),
    "messages": ("Berichten", "tussen medewerker en coach"),
    "follow_ups": ("Afspraken", "gesprekken en momenten om terug te kijken"),
}
"""Every table of a passport in words; a test holds that none is missing."""
WHY: Mapping[str, str] = {
    Purpose.TALK: "het gesprek kunnen voeren en het paspoort bewaren", Purpose.CONTACT: "iemand kunnen benaderen over werk dat past",
    Purpose.COACH: "een transfercoach laten meekijken", Purpose.TOTALS: f"meetellen in totalen van {FEWEST} mensen of meer voor HR",
}


def impact_paper(running: Running) -> Paper:
    """The paper, from the settings and the store as they are."""
    data = Table("Welke gegevens", ("Soort", "Wat"), (
        *((KEPT[table][0], KEPT[table][1]) for table in COLUMNS),
        ("Aanmeldingen", "een versleuteld kenmerk van de sessie, rol en tijd; geen naam"),
        ("Logboek", "wie (rol, zo nodig met een code) wat deed met welk paspoort, en wanneer; nooit de inhoud"),
    ))
    purposes = Table("Waarvoor, elk apart gevraagd en in te trekken", ("Toestemming", "Doel"), tuple((wording.PURPOSES[each], WHY[each]) for each in Purpose))
    who = Table("Wie ziet wat", ("Wie", "Wat"), (
        ("Medewerker", "alles van zichzelf, ook wie erin keek; kan verbeteren, meenemen en wissen"),
        ("Transfercoach", "wat een medewerker met die coach of het team deelt, zolang dat duurt; niet het gesprek en niet wat is verbeterd"),
        ("HR", f"totalen van {FEWEST} mensen of meer, afgerond op {BASE}, ook van een proef met nieuwe regels; nooit een persoon"),
        ("Beheerder", "geen paspoorten via de pagina's; wel de computer waarop ze staan"),
        ("Leidinggevende", "niets"),
    ))
    return Paper(
        "gegevensbescherming", "Gegevens en bescherming", "Invoer voor de gegevensbeschermingseffectbeoordeling (DPIA).", running.made,
        (
            Section("Waar het over gaat", (
                "Loopbaanwijzer verwerkt wat medewerkers zelf vertellen over hun werk en wensen, om hun loopbaanstappen voor te stellen. Meedoen is vrijwillig.",
                f"Tekst van de toestemming: versie {running.consent_text}.",
            ), (), (purposes,)),
            Section("Gegevens", ("Een paspoort hangt aan een code, niet aan een naam. Zonder de sleutel van deze installatie is niet te zien van wie het is.",), (), (data,)),
            Section("Inzien", (), (), (who,)),
            Section("Hoe lang", (), (
                f"Een paspoort dat {running.retention_months} maanden niet verandert, wordt gewist. Daarvoor krijgt de medewerker een herinnering.",
                "Wissen kan altijd, meteen en helemaal: ook uit de bestanden en uit het gesprek. In het logboek blijft alleen dat er iets is gewist.",
                "Reservekopieën zijn versleuteld. Wie alles laat wissen, staat nog in kopieën van daarvoor, tot die weggaan.",
                "Wordt zo'n kopie teruggezet, dan wordt diegene meteen opnieuw gewist. Daarvoor is er een wislogboek zonder namen of codes van medewerkers.",
                "Een lijst voor een personeelsplan wordt niet bewaard; het plan blijft hoogstens een uur in het geheugen.",
            )),
            Section("Maatregelen in deze installatie", (), (
                "Aanmelden gaat via de eigen aanmelddienst van de organisatie." if running.signs_in_at_organisation else "LET OP: er is geen aanmelddienst ingesteld. Er zijn alleen verzonnen collega's.",
                "Deze installatie voldoet aan de eisen voor echte medewerkers, of ze start niet." if running.is_production else "LET OP: deze installatie is om te proberen, niet voor echte medewerkers.",
                f"Een sessie duurt hoogstens {running.longest_session_hours:g} uur; van coach, HR en beheerder stopt ze na {running.idle_privileged_minutes:g} minuten stilte.",
                "Elke blik en elke wijziging staat in een logboek dat niet ongemerkt te veranderen is.",
                "Een burgerservicenummer in een bericht wordt weggelaten voordat iets het leest. Gezondheid wordt niet gevraagd.",
                "Er gaan geen gegevens naar anderen: alles draait op de eigen computer, zonder diensten van buiten.",
            )),
            Section("Risico's om te wegen", (), (
                "Iemand kan in eigen woorden meer vertellen dan nodig is, ook over gezondheid of over anderen.",
                "Een zeldzame functie in een kleine regio kan een coach doen raden om wie het gaat, ook zonder naam.",
                "Medewerkers kunnen druk voelen om mee te doen of te delen. Leg vast dat het vrijwillig is en geen gevolgen heeft.",
                "Een advies kan verkeerd zijn, of later verouderd. Beslis nooit over iemand op grond van dit advies.",
                f"Totalen kunnen samen met andere kennis iets verraden. Daarom: vanaf {FEWEST} mensen, afgerond, zonder filters, en pas nieuw als er bij {FEWEST} mensen iets veranderde.",
                "HR schrijft regels en kan ze eerst proberen op paspoorten van wie ja zei tegen meetellen. Een regel kan zo gemaakt zijn dat hij over één persoon gaat. Daarom: aantallen als hierboven, en een proef die bij minder dan tien mensen verschilt van een eerdere, laat de aantallen van die eerdere zien.",
                "Wie de computer en de sleutels beheert, kan bij de gegevens. Beperk dat en leg het vast.",
            )),
            Section("Wat de gemeente nog moet vastleggen", (), (
                "De grondslag: kan toestemming hier vrij worden gegeven, of is een andere grondslag nodig?", "Advies van de functionaris gegevensbescherming en instemming van de ondernemingsraad.",
                "Of dit onder de AI-verordening een hoog-risicosysteem is (bijlage III, punt 4). Het is gebouwd alsof dat zo is.", "Wie beheert, wie reservekopieën maakt en hoe lang die blijven.",
            )),
        ),
    )
