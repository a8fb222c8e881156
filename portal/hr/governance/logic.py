"""The logic in words for the works council: how an advice comes about, every rule that counts today, and what nobody uses. Pure."""

from __future__ import annotations

from itertools import groupby

from portal.documents.pictures.drawing import Table
from portal.hr.governance.paper import Paper, Section
from portal.hr.governance.running import Running
from rules.explanation import capital, join
from rules.review.rulebook_markdown import file_title
from rules.review.rulebook_models import MODELS, rules_by_model
from rules.review.rulebook_words import conclusion_words, conditions_words, text_words
from rules.rulebook import Rule, Scope
from rules.weighing.bars import MOST
from rules.weighing.fit import FITTING, PARTLY, PARTS

SCOPES = {Scope.CANDIDATE: "een functie naast de medewerker", Scope.OWN_WORK: "het werk van nu", Scope.OWN_TASK: "één taak van nu"}


def logic_paper(running: Running) -> Paper:
    """The paper, from the rulebook that runs."""
    rules = running.rules
    parts = Table("Waar de punten vandaan komen", ("Deel", "Hoogstens", "Uit wat is verteld", "Ruimte voor regels"), tuple(
        (capital(spec.label), str(spec.maximum), str(spec.from_told), str(spec.maximum - spec.from_told)) for spec in PARTS.values()
    ))
    models = Table("Modellen en het aantal regels", ("Model", "Waarover", "Regels"), tuple(
        (model, MODELS[model], str(len(of))) for model, of in rules_by_model(running.knowledge.rulebook).items()
    ))
    return Paper(
        "logica", "Hoe een advies ontstaat", "Beschrijving van de werking voor de ondernemingsraad.", running.made,
        (
            Section("In het kort", (
                "Een medewerker vertelt in eigen woorden wat die doet, kan en wil. Het systeem vergelijkt dat met functieprofielen en geeft hoogstens drie stappen, elk met uitleg. "
                "Het beslist niets. Het advies is van de medewerker.",
            )),
            Section("De stappen", (), (
                "Verzamelen: welke taken en vaardigheden staan in wat is verteld? De medewerker ziet wat is gehoord en kan alles weghalen.",
                "Voorstellen: welke functies lijken het meest, naar taken, vaardigheden, wensen en nabijheid van de huidige functie?",
                "Wegen: voor elke functie gelden dezelfde regels. Een regel kijkt naar één medewerker naast één functie.",
                f"Kiezen: hoogstens {MOST}, die van elkaar verschillen. Vanaf {FITTING} van de 100 punten heet het passend, vanaf {PARTLY} voor een deel.",
                "Uitleggen: bij elke stap staan de eigen zinnen, de regels die meetelden met hun bron, en wat nog ontbreekt.",
                "Bewaren: elk advies staat in het paspoort met alle versies, zodat het later precies kan worden nagerekend.",
            ), (parts,)),
            Section("Wat niet meetelt", (), (
                "Leeftijd, geslacht, afkomst, geloof en gezondheid worden niet gevraagd. Woorden die dat zeggen, tellen niet mee bij het vergelijken.",
                "Beoordelingen, ziekteverzuim en andere gegevens uit personeelssystemen worden niet gebruikt.",
                "Mensen worden niet onderling vergeleken of gerangschikt. Gevoelens worden niet gelezen.",
                "Wat andere medewerkers vertelden, verandert iemands advies niet: het systeem leert niet vanzelf.",
            )),
            Section("Wie wat ziet", (), (
                "De medewerker: alles van zichzelf, en wie erin keek.",
                "Een transfercoach: alleen wat een medewerker met die coach of met het team deelt. Elke blik staat in het logboek.",
                "HR: alleen totalen van tien mensen of meer, afgerond, van wie toestemming gaf om mee te tellen. Nooit één persoon.",
                "Een leidinggevende: niets, tenzij de medewerker zelf iets laat zien.",
            )),
            Section("Waar de regels vandaan komen", (f"Vandaag gelden {len(rules)} regels.",), (), (models,)),
            *(
                Section(f"Regels: {file_title(file)}", (), tuple(_rule(rule) for rule in of))
                for file, of in groupby(sorted(rules, key=lambda rule: rule.file), key=lambda rule: rule.file)
            ),
        ),
    )


def _rule(rule: Rule) -> str:
    conclusions = ", en ".join(conclusion_words(conclusion) for conclusion in rule.conclusions)
    return (
        f"{rule.title} ({SCOPES[rule.scope]}). Als {join(conditions_words(rule))}, dan {conclusions.rstrip('.')}. "
        f"Omdat: {text_words(rule.because).rstrip('.')}. Bron: {rule.source}. Code: {rule.id}."
    )
