"""Runs in Rasa's own environment: teaches Rasa's classifier and ours the same, and prints what each answers, as taught and after loading.

Reads {"examples": [[words, intent], …], "said": [words, …]} on stdin.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB

from bot.rasa_components.light_classifier import LightClassifier


def answers(
    kind: type[LogisticRegressionClassifier], examples: list[tuple[str, str]], said: list[str], folder: Path
) -> dict[str, object]:
    """The ranked intents of each message, from a classifier that was taught, and from it when it was kept and loaded anew; and how long the loaded one sees each."""
    letters = CountVectorizer(analyzer="char_wb", ngram_range=(2, 5)).fit([words for words, _ in examples])

    def message(words: str, **data: str) -> Message:
        features = Features(letters.transform([words]), FEATURE_TYPE_SENTENCE, TEXT, "letters")
        return Message({TEXT: words, **data}, features=[features])

    storage, resource, context = LocalModelStorage.create(folder), Resource("classifier"), ExecutionContext(GraphSchema({}))
    config = {**kind.get_default_config(), "max_iter": 400}
    taught = kind.create(config, storage, resource, context)
    taught.train(TrainingData([message(words, **{INTENT: intent}) for words, intent in examples]))
    loaded = kind.load(config, storage, resource, context)
    lengths = np.sqrt(np.asarray(loaded._create_X([message(words) for words in said]).power(2).sum(axis=1)).ravel())
    first, then = ([each.get("intent_ranking") for each in one.process([message(words) for words in said])] for one in (taught, loaded))
    return {"taught": first, "loaded": then, "lengths": lengths.tolist()}


def untaught(folder: Path) -> bool:
    """Whether a classifier of which nothing was kept loads as an untrained one."""
    storage, context = LocalModelStorage.create(folder), ExecutionContext(GraphSchema({}))
    loaded = LightClassifier.load(LightClassifier.get_default_config(), storage, Resource("classifier"), context)
    return not hasattr(loaded.clf, "coef_")


def leaning(examples: list[tuple[str, str]], said: list[str], folder: Path) -> dict[str, list[str]]:
    """The intent of each message by a classifier that leans on nothing but naive Bayes, and by scikit-learn's own."""
    letters = CountVectorizer(analyzer="char_wb", ngram_range=(2, 5)).fit([words for words, _ in examples])

    def message(words: str, **data: str) -> Message:
        return Message({TEXT: words, **data}, features=[Features(letters.transform([words]), FEATURE_TYPE_SENTENCE, TEXT, "letters")])

    config = {**LightClassifier.get_default_config(), "max_iter": 1, "length": 2.0, "leaning": 1e9, "smoothing": 0.2}
    leans = LightClassifier.create(config, LocalModelStorage.create(folder), Resource("classifier"), ExecutionContext(GraphSchema({})))
    taught = [message(words, **{INTENT: intent}) for words, intent in examples]
    leans.train(TrainingData(taught))
    told, asked = leans._create_X(taught) / 2, [message(words) for words in said if letters.transform([words]).nnz]
    bayes = MultinomialNB(alpha=0.2, fit_prior=False).fit(told, [intent for _, intent in examples])
    return {"leans": [each.get(INTENT)["name"] for each in leans.process(asked)], "bayes": bayes.predict(leans._create_X(asked)).tolist()}


if __name__ == "__main__":
    given = json.load(sys.stdin)
    found: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as place:
        for name, kind in (("ours", LightClassifier), ("rasa", LogisticRegressionClassifier)):
            (Path(place) / name).mkdir()
            found[name] = answers(kind, given["examples"], given["said"], Path(place) / name)
            found[f"{name} needs skops"] = "skops" in sys.modules
        (Path(place) / "leaning").mkdir()
        found["leaning"] = leaning(given["examples"], given["said"], Path(place) / "leaning")
        (Path(place) / "empty").mkdir()
        found["untaught"] = untaught(Path(place) / "empty")
    json.dump(found, sys.stdout)
