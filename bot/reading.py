"""Is it an answer or something aside? Rasa says so; this weighs it against the open question, and nothing else does.

Long free answers hold any word ('ik leg uit waarom een aanvraag is afgewezen'), and must not be taken for a command.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from bot.asking.base import SMALL_WORDS, Asking, more_work, says_again, says_meant
from bot.asking.hardness import only_how_hard
from bot.talk import DO, LEFT_OUT, Heard, Talk
from bot.texts.script import Kind
from bot.words.age_words import asks_whether_too_old
from bot.words.citizen_number import says_only_a_number
from bot.words.compare_words import asks_to_compare
from bot.words.complaints import meant_of_the_talk
from bot.words.distress import disliked, may_be_distress
from bot.words.job_worry import asks_whether_true, fears, worries
from bot.words.no_wish import says_not_to_know
from bot.words.possible_words import asks_what_is_possible
from bot.words.private_words import says_only_private
from bot.words.question_words import ABOUT_ONESELF, ASKS, Asked, begins_as_question, how_asked
from bot.words.removal_words import means_last, means_put_back, means_stopped, replaced, stopped_with
from bot.words.wording import fits, words_of
from bot.words.yes_and_no import says_no_more, says_not_right
from rules.language.dutch_words import STOP_WORDS
from rules.language.word_forms import is_verb

_OPEN_ENDED = frozenset({Kind.TOLD, Kind.WISHES, Kind.CRITERIA})
ANSWERS = frozenset({"answer", "button", "correction", *SMALL_WORDS})
"""Intents that belong to the open question; every other intent is something said aside."""

DOUBTFUL = 0.8  # an aside below this confidence gives way to words that plainly answer the question
CERTAIN = 0.95  # a long message is only an aside from this confidence on
_WEIGHS_BY_ITSELF = 0.45  # distress without any word for it counts from this confidence on: it is said in roundabout ways
SURELY_OUT = 0.85  # what is not surely told of oneself is out of scope from this confidence on
_LIKELY_OUT = 0.7  # the same for what does not sound like work or life of one's own
HALF_OUT = 0.6  # below this a mention that is half heard is enough to be an answer
HALF_SAID = 0.5
SURELY_SAID = 0.75
MUCH = 3  # things done, from which on a long message is told of work, however sure Rasa is that it is not
LONG = 8  # words
A_QUESTION = 3  # words that a question has at least, to be one that we did not understand
_ASKS_ABOUT = frozenset(["waar", "hoe", "wanneer", "waarom", "hoeveel"])
_I = frozenset(["ik", "k", "we", "wij"])
_WANTS = frozenset(["wil", "moet", "zoek"])  # who begins so tells of no work: 'ik wil een vergunning'
_CODE = re.compile(
    r"/?\w*\s*\$?\{[^{}]*\}\}?|\{\{[^{}]*\}\}|\{%.*?%\}|\b(?:drop|select|insert|update|delete)\s+(?:table|from|into|\*)\s*\w*|^\s*/\w+$", re.IGNORECASE | re.DOTALL
)
_ASKS_BACK = re.compile(r"(?:(?:en|maar|huh|sorry|eh)\W+)*(?:wat (?:bedoel|bedoelen|betekent|is|zijn|houdt)|wie|hoezo)\b(.*)")
_WHO = frozenset(["we", "wij", "jullie"])
_AM_I = re.compile(r"\W*(?:(?:en|maar|of)\s+)?(?:ben|kan|mag|is)\b", re.IGNORECASE)
_STEM = 5  # letters: 'benadert' asks about 'benaderen'
_STOPS = frozenset(
    ["kap", "kappen", "later", "morgen", "straks", "vanavond", "vanmiddag", "maandag", "ophouden", "hou", "houd", "houden", "genoeg", "breek", "afbreken", "einde",
     "beeindig", "beeindigen", "sluit", "afsluiten", "weg", "gaan", "ga", "moet", "onderbreken", "hierbij", "geweest", "keer", "roept", "nu", "nou", "tijd", "om", "zin", "dag", "week"]
)
"""Who wants to stop for now says one of these, or 'stop' or 'pauze' in some form."""
_NEW = frozenset(
    ["opnieuw", "over", "overnieuw", "overdoen", "begin", "beginnen", "reset", "resetten", "herstart", "herstarten", "nieuw", "nieuwe", "start", "starten", "restart", "schone", "lei", "af", "terug", "wis",
     "vanaf", "vraag", "keer", "helemaal", "nul", "vooraf", "voren", "eerste", "blanco", "leeg", "weg", "gooi"]
)
"""Who wants to begin anew says one of these."""
_NO_ADVICE = "geen|niet|zonder|nooit advies|adviseren|adviseur"
_WHEN = frozenset(["vandaag", "nu", "straks", "later", "morgen", "vanavond", "vanmiddag", "even", "ff", "effe"])
_TELLS_FIRST = frozenset(["ben", "doe", "heb", "wil", "zou", "werk", "zit", "sta", "woon", "bedoel"])
"""Verbs that stand before 'ik' as often in what somebody tells."""
_CHANGES = "verander|wijzig|aanpas|corrigeer|corriger|weghalen|opnieuw"
_BREAKS_IN = re.compile(r"\W*(?:nee|wacht|oh?|sorry|trouwens)\b", re.IGNORECASE)
_MISHEARD = frozenset({"nlu_fallback", "out_of_scope", "correction"})
"""What Rasa makes of a bare word; frequent questions besides."""
_OF_THE_TALK = frozenset(
    {"thanks", "greet", "start_over", "go_back", "resume", "repeat", "skip", "help", "why", "is_bot", "what_do_you_know", "delete_me", "ask_advice",
     "deny", "done", "dont_know"}
)
"""What is said of the talk itself when that is hardly in doubt (none of 569 ordinary answers is heard so), however much it is told of oneself: 'ik verzoek u mijn gegevens te wissen'; for leaving see `_leaves_now`."""
_MAY_ASK_WORK = frozenset({"help", "answer", "nlu_fallback", "out_of_scope"})
"""What Rasa makes of 'wat zijn mijn mogelijkheden'; where it hears that an advice is asked for, there is one."""
_PARTING = frozenset({"goodbye", "thanks", "greet"})
_TELLS = frozenset(["een", "het", "niet", "geen", "met"])  # no question begins so; 'een goed salaris' is a condition


def reading(heard: Heard, talk: Talk, asking: Asking | None) -> Heard:
    """The message with the intent that counts."""
    heard = _as_pressed(heard, talk)
    if heard.payload:
        return replace(heard, intent=heard.payload.removeprefix(DO) if heard.payload.startswith(DO) else "button")
    question_mark = heard.words.rstrip().endswith("?")
    plain = _in_so_many_words(heard.words, talk) or _asked_by_rote(heard) or _asked_in_so_many_words(heard, question_mark) or _asked_back(heard, asking) or _in_small_words(heard, talk, asking) or _by_name(heard, talk, asking)
    if plain:
        return replace(heard, intent=plain)
    words = len(words_of(heard.words))
    if heard.intent in {"nlu_fallback", "answer"} and says_again(heard.words) and not (asking and asking.recognises(talk, heard)):
        return replace(heard, intent="correction")
    if heard.intent in {"nlu_fallback", "answer"}:
        asks = question_mark or (begins_as_question(heard.words) and (_asks_for_oneself(heard.words) or not (asking and asking.recognises(talk, heard))))
        return replace(heard, intent="unknown_question" if asks and words >= A_QUESTION else "answer")
    if asking is None or question_mark or _surely_out(heard, asking) or not _answers(heard, talk, asking, words):
        return heard
    return replace(heard, intent="answer")


def _is_code(words: str) -> bool:
    """Whether it is a command or a template and nothing else: that is no work of anybody.

    >>> _is_code('/inform{"slot": "x"}'), _is_code("{{ 7 * 7 }}"), _is_code("'; DROP TABLE x; --"), _is_code("'; DROP TABLE x; -- ik hou lijsten bij")
    (True, True, True, False)
    """
    rest = _CODE.sub(" ", words)
    return rest != words and len(words_of(rest)) <= 1


def _as_pressed(heard: Heard, talk: Talk) -> Heard:
    """Typing the words on an offered button is pressing it."""
    typed = words_of(heard.words)
    pressed = next((button for button in talk.notes.offered if typed and typed == words_of(button.title)), None)
    return heard if heard.payload or pressed is None else replace(heard, payload=pressed.payload)


def _in_so_many_words(words: str, talk: Talk) -> str:
    """The intent of words that leave no doubt, whatever Rasa makes of them; empty when they do."""
    if says_only_a_number(words) or says_only_private(words):
        return LEFT_OUT
    if _is_code(words):
        return "out_of_scope"
    if talk.notes.removed is not None and means_put_back(words):
        return "put_back"
    of_the_talk = meant_of_the_talk(words)
    if of_the_talk:
        return of_the_talk
    if means_last(words) or means_stopped(words) or replaced(words) or says_meant(words) or _adds_work(words):
        return "correction"
    return "answer" if stopped_with(words) else ""  # 'ben gestopt met notulen' is no wish to stop talking


def _asked_by_rote(heard: Heard) -> str:
    """What is asked in words that Rasa has no intent for; empty when it is none of these."""
    if asks_to_compare(heard.words):
        return "nothing_to_compare"  # when there is an advice, it is shown side by side before this counts
    surely_distress = heard.intent == "distress" and (heard.confidence >= DOUBTFUL or may_be_distress(heard.words))
    if asks_whether_too_old(heard.words) and not surely_distress:
        return "too_old"
    return "possible_work" if heard.intent in _MAY_ASK_WORK and asks_what_is_possible(heard.words) else ""


def _adds_work(words: str) -> bool:
    """Whether somebody breaks in with more of their work.

    >>> _adds_work("nee wacht ik doe ook trouwerijen"), _adds_work("ik doe ook trouwerijen"), _adds_work("nee, ik wil ook thuis werken")
    (True, False, False)
    """
    return _BREAKS_IN.match(words) is not None and more_work(words) != ""


def _asked_in_so_many_words(heard: Heard, question_mark: bool) -> str:
    """The intent of a question, or a dislike, that Rasa takes for what it surely is not; empty when there is none."""
    if question_mark and not words_of(heard.words):
        return "answer"  # of which nothing is understood: the question is put otherwise
    if not question_mark and ((heard.intent == "start_over" and _NEW.isdisjoint(words_of(heard.words))) or (heard.intent == "ask_advice" and fits(_NO_ADVICE, heard.words))):
        return "answer"  # 'van alles', 'maar geen advieswerk'
    if heard.intent == "distress":
        misled = heard.confidence < _WEIGHS_BY_ITSELF and not may_be_distress(heard.words)  # 'ik ben doof'
        return "answer" if misled or disliked(heard.words) else ""  # 'een cursus zie ik niet zitten'
    if (question_mark or begins_as_question(heard.words) or _AM_I.match(heard.words) or heard.intent.startswith("faq_")) and fits("te oud", heard.words):
        return "too_old"
    is_it_true = asks_whether_true(heard.words)
    asks = question_mark or is_it_true or fears(heard.words) or heard.intent not in ANSWERS or begins_as_question(heard.words)
    if asks and (fears(heard.words) or not heard.intent.startswith("faq_")) and worries(heard.words):
        return "faq_job_loss"
    parts = heard.intent in _PARTING and heard.confidence < DOUBTFUL and begins_as_question(heard.words) and len(words_of(heard.words)) > A_QUESTION  # 'kan ik dat later weer intrekken'
    return "unknown_question" if parts or (heard.intent == "correction" and (is_it_true or _wonders(heard.words))) else ""


def _wonders(words: str) -> bool:
    """Whether somebody asks what will become of them, without a question mark, and corrects nothing.

    >>> _wonders("raak ik mijn boa-pas kwijt"), _wonders("ben ik gewoon bode hoor"), _wonders("mag ik mijn regio aanpassen")
    (True, False, False)
    """
    first, second, third, *_ = [*words_of(words), "", "", ""]
    return bool(third) and second in _I and first not in _TELLS_FIRST and how_asked(words) is Asked.PLAINLY and not fits(_CHANGES, words)


def _asked_back(heard: Heard, asking: Asking | None) -> str:
    """'Why' for who asks what a word of the open question means, or who is meant by it: 'wie is we', 'wat bedoel je met benaderen'."""
    if asking is None or heard.intent not in {"nlu_fallback", "repeat", "out_of_scope", "why"} or _surely_out(heard, asking):
        return ""
    found = _ASKS_BACK.match(heard.words.strip().lower())
    own = {word for word in words_of(asking.question.ask) if word in _WHO or word not in STOP_WORDS}
    return "why" if found and any(word in own or any(fits(word[:_STEM], each) for each in own if len(word) > _STEM) for word in words_of(found[1])) else ""


def _in_small_words(heard: Heard, talk: Talk, asking: Asking | None) -> str:
    """'Done' for who has nothing more to tell ('nee, meer niet'), 'dont_know' for who does not know ('kweenie'); 'klopt niet' corrects something."""
    if asking is not None and heard.intent in {"nlu_fallback", "answer"} and says_not_to_know(heard.words):
        return "dont_know"
    if asking is not None and asking.question.kind in _OPEN_ENDED and says_not_right(heard.words):  # of the answer itself, or of one before it
        return "deny" if talk.value(asking.question.id).get("mentions") else "correction"
    return "done" if asking is not None and asking.is_open(talk) and says_no_more(heard.words) else ""


def _by_name(heard: Heard, talk: Talk, asking: Asking | None) -> str:
    """'Answer' for who names what is asked in a word or two ('verhuizingen', 'post en pakketten') or tells a whole day of it, whatever Rasa makes of it."""
    misheard = heard.intent in _MISHEARD or heard.intent.startswith("faq_")
    return "answer" if misheard and asking is not None and (asking.names(talk, heard.words) or _tells_much(heard, asking)) else ""


def _tells_much(heard: Heard, asking: Asking) -> bool:
    """Whether what Rasa knows nothing of tells of one thing done after another: a whole day of a carpenter."""
    if heard.intent != "out_of_scope" or asking.question.kind is not Kind.TOLD or len(words_of(heard.words)) < LONG:
        return False
    mentions = asking.ears.mentions(heard.words, asking.question.about)
    return len({mention.quote for mention in mentions if mention.meaning.is_evidence and mention.confidence >= SURELY_SAID}) >= MUCH


def _answers(heard: Heard, talk: Talk, asking: Asking, words: int) -> bool:
    """Whether what Rasa takes for an aside or a small word is an answer all the same."""
    is_open = asking.is_open(talk)
    if heard.intent == "distress":
        # Rather once too often than missed: only what is plainly an answer, and half heard as distress, is one.
        return heard.confidence < HALF_SAID and asking.recognises(talk, heard)
    if _weighs(heard, talk, asking) or _tells_a_limit(heard, talk, asking) or (_leaves_work(heard, asking) and asking.recognises(talk, heard)):
        return True
    if _is_aside(heard, asking) or (words >= LONG and _tells_no_work(heard, asking)):
        return False
    told = asking.is_told(heard) and not _leaves_now(heard) and not begins_as_question(heard.words)  # 'wat is een transfercoach' names a job, too
    if told or (is_open and (_tells_at_length(heard, words) or _tells_of_something(heard, asking) or _lists_work(heard, asking, words))):
        return True
    if heard.intent in SMALL_WORDS:
        return is_open and words > LONG // 2 and asking.recognises(talk, heard)
    return heard.intent not in ANSWERS and heard.confidence < DOUBTFUL and asking.recognises(talk, heard)


def _is_aside(heard: Heard, asking: Asking) -> bool:
    """Whether it is a question that holds words of an answer ('hoe kook ik een ei'), or said of the talk itself."""
    if (heard.intent == "out_of_scope" and begins_as_question(heard.words)) or _asks_for_oneself(heard.words):
        return True
    return asking.question.kind in _OPEN_ENDED and heard.intent in _OF_THE_TALK and heard.confidence >= DOUBTFUL


def _asks_for_oneself(words: str) -> bool:
    """Whether it is a question of somebody who wants to know something for themselves, without a question mark.

    >>> _asks_for_oneself("hoeveel verlofdagen heb ik nog"), _asks_for_oneself("hoe mensen hun aanvraag doen leg ik uit"), _asks_for_oneself("waar ik werk is het druk")
    (True, False, False)
    """
    first, second, third, *_ = [*words_of(words), "", "", ""]
    return first in _ASKS_ABOUT and first != "waarom" and second not in _I and (third in _I or any(f" {verb} ik " in f" {' '.join(words_of(words))} " for verb in ("heb", "krijg", "kan", "moet", "mag", "vind")))


def _surely_out(heard: Heard, asking: Asking) -> bool:
    """Whether it is no answer, work or no work: 'ik wil mijn auto verkopen', 'de printer op de gang doet het weer niet'; but 'ik ben hovenier' is one."""
    bound = SURELY_OUT if _tells_of_something(heard, asking) else _LIKELY_OUT
    if heard.intent != "out_of_scope" or heard.confidence < bound:
        return False
    wants = not _WANTS.isdisjoint(words_of(heard.words)[1:2])
    surely = heard.confidence >= CERTAIN and asking.question.kind is Kind.TOLD  # 'ik kom niet meer in mijn mail' has work in it, and is none
    return wants or surely or begins_as_question(heard.words) or not asking.is_told(heard)


def _tells_of_something(heard: Heard, asking: Asking) -> bool:
    """Whether what Rasa doubtfully takes for something we know nothing of tells of work or life: 'bonnen schrijven', 'k zit in een koor'."""
    first, *rest = words_of(heard.words) or [""]
    if heard.intent != "out_of_scope" or not _ASKS_ABOUT.isdisjoint(rest) or any(word == "wat" and is_verb(after) for word, after in pairwise(rest)):
        return False
    oneself = first in _I and _WANTS.isdisjoint(rest[:1])
    activity = not is_verb(first) and any(is_verb(word) and word.endswith(("en", "e")) for word in rest[:2])
    said = heard.confidence < HALF_OUT and any(mention.confidence >= HALF_SAID for mention in asking.ears.mentions(heard.words, asking.question.about))
    return oneself or activity or said


def _tells_no_work(heard: Heard, asking: Asking) -> bool:
    """Whether nothing at all of what Rasa rather takes for something we know nothing of is work or life: 'ik heb al drie dagen last van mijn tanden'.

    Only for a message of some length: a few words may name work that nothing here knows ('k zit in een koor').
    """
    rather_out = heard.intent == "out_of_scope" and heard.confidence >= HALF_OUT and asking.question.kind is Kind.TOLD
    return rather_out and not asking.ears.mentions(heard.words, asking.question.about)


def _leaves_work(heard: Heard, asking: Asking) -> bool:
    """Whether what sounds like leaving the talk is about work: 'geen weekeinde', 'weg hier'."""
    typed = words_of(heard.words)
    if heard.intent not in {"stop", "goodbye"} or any(word.startswith(("stop", "pauz")) for word in typed) or not _WHEN.isdisjoint(typed):
        return False
    return asking.script.criterion(heard.words) is not None or fits("weg hier|bij|uit", heard.words)


def _leaves_now(heard: Heard) -> bool:
    """Whether who is said to stop says when, in few words or for certain: 'ik sluit af voor vandaag', but not 'ik open de kerk en sluit af'."""
    typed = words_of(heard.words)
    few_or_certain = len(typed) < LONG or heard.confidence >= CERTAIN
    return heard.intent in {"stop", "goodbye"} and few_or_certain and not _WHEN.isdisjoint(typed)


def _tells_at_length(heard: Heard, words: int) -> bool:
    """Whether an open question is answered with words that only look like something aside."""
    typed = words_of(heard.words)
    if heard.intent == "stop" and words >= A_QUESTION and _STOPS.isdisjoint(typed) and not any(word.startswith(("stop", "pauz")) for word in typed):
        return True  # 'koffie zetten voor vergaderingen'
    if heard.intent.startswith("faq_") and heard.confidence < DOUBTFUL and not fears(heard.words) and (not _TELLS.isdisjoint(typed[:1]) or how_asked(heard.words) is Asked.NO):
        return True  # 'een goed salaris', 'leren in werktijd'
    return words >= LONG and heard.confidence < CERTAIN and not fears(heard.words)


def _lists_work(heard: Heard, asking: Asking, words: int) -> bool:
    """Whether what Rasa takes for a frequent question asks nothing and is for the most part work: 'praten over formatie of een ontslag, en zorgen dat …'."""
    if not heard.intent.startswith("faq_") or words < LONG or how_asked(heard.words) is not Asked.NO:
        return False
    mentions = asking.ears.mentions(heard.words, asking.question.about)
    told = {mention.quote for mention in mentions if mention.meaning.is_evidence and mention.confidence >= HALF_SAID}
    return sum(len(words_of(quote)) for quote in told) > words / 2


def _weighs(heard: Heard, talk: Talk, asking: Asking) -> bool:
    """Whether it only says how hard a condition is that was told ('dat moet echt'), where that can be answered."""
    criteria = asking.script.question("criteria")
    here = asking.question.id == criteria.id
    told = bool(talk.value(criteria.id).get("criteria")) or (here and talk.notes.stage == "hardness")
    if not told or not (here or asking.is_open(talk)) or heard.intent in ANSWERS:
        return False
    return only_how_hard(criteria.options, heard.words) is not None


def _tells_a_limit(heard: Heard, talk: Talk, asking: Asking) -> bool:
    """Whether a frequent question is none, but an answer with a limit in it: 'iets technisch alleen heb ik geen papieren'."""
    first, second, *_ = [*words_of(heard.words), "", ""]
    asks = second in ABOUT_ONESELF or first in ASKS
    limited = heard.intent.startswith("faq_") and heard.confidence < CERTAIN and asking.script.is_fact(heard.words)
    return limited and not asks and asking.recognises(talk, heard)
