"""docs/RULES.md: the whole rulebook for HR, written from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rules.explanation import capital, join
from rules.review.rulebook_diff import SCOPE_WORDS
from rules.review.rulebook_models import MODELS, rules_by_model
from rules.review.rulebook_words import conclusion_words, conditions_words, text_words, validity_words
from rules.rulebook import Rule, Rulebook

_HEAD = """# Het regelboek

Dit zijn de {count} regels waarmee Loopbaanwijzer een advies maakt. Elke regel kijkt naar één medewerker naast één functie, of naar het
werk dat iemand nu doet. Een regel voegt alleen iets toe: punten, een drempel, een route, een leerstap of een zin. Klopt alles onder
*Als*, dan volgt wat onder *Dan* staat, met de reden onder *Omdat*. Tussen [ en ] staat wat het programma invult.

De regels beslissen niets. De medewerker leest het advies, en HR beslist over loon en afspraken.

Deze pagina wordt gemaakt uit `data/rulebook/`; verander haar niet met de hand. Opnieuw maken: `wijzer rules list --markdown > docs/RULES.md`.

## Bij welk model hoort welke regel

De modellen komen uit *Digitale transformatie, deel 2* (Stichting A&O fonds Gemeenten, 2019).

| model | regels |
|---|---|
"""


def rulebook_markdown(rulebook: Rulebook) -> str:
    """The page: models with their rules, then every rule by file."""
    return "\n".join([_HEAD.format(count=len(rulebook.rules)).rstrip("\n"), *_models(rulebook), *_files(rulebook)]) + "\n"


def file_title(file: str) -> str:
    """What a file of the rulebook is about: its name without number and suffix.

    >>> file_title("20-toekomst-van-werk.yml")
    'Toekomst van werk'
    """
    name = file.rpartition("/")[2].removesuffix(".yml")
    return capital(name.lstrip("0123456789-").replace("-", " ")) or name


def _models(rulebook: Rulebook) -> Iterator[str]:
    for model, rules in rules_by_model(rulebook).items():
        yield f"| {model} {MODELS[model]} | {', '.join(f'[{rule.title}](#{rule.id})' for rule in rules)} |"


def _files(rulebook: Rulebook) -> Iterator[str]:
    for file, rules in groupby(rulebook.rules, key=lambda rule: rule.file):
        yield f"\n## {file_title(file)}"
        for rule in rules:
            yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield f'\n### <a id="{rule.id}"></a>{rule.title}\n'
    yield f"**Als** {join(conditions_words(rule))}.\n"
    if len(rule.conclusions) == 1:
        yield f"**Dan** {_ended(conclusion_words(rule.conclusions[0]))}\n"
    else:
        yield "**Dan**\n"
        yield from (f"- {_ended(conclusion_words(conclusion))}" for conclusion in rule.conclusions)
        yield ""
    yield f"**Omdat** “{text_words(rule.because)}”\n"
    about = f"Gaat over {SCOPE_WORDS[rule.scope]} · {', '.join(rule.models)} · {validity_words(rule)} · {rule.author}"
    yield f"<sub>`{rule.id}` · {about} · bron: {rule.source}</sub>"


def _ended(text: str) -> str:
    return text if text.endswith((".”", "?”")) else f"{text}."
