"""Rasa's own classifier of intents, over features that are weighed by what they tell, and with the fitted model kept as plain numbers.

Rasa gives every word and every run of letters one point. So a long message counts for more than a short one, and 'ik' for as much as
'paspoort'. Here a feature counts by how few examples have it (inverse document frequency), and every message for the same.
That, and leaving out what one single example has, is chosen by cross-validation; the figures are in docs/EVALUATION.md.

A regression knows best what tells two intents apart, and naive Bayes what all examples of one have in common, which carries further to
words that few examples have. So its weights lean a little towards those of naive Bayes (after Wang and Manning, Baselines and Bigrams,
ACL 2012, who interpolate the two); both are linear, so that nothing is added to the model or to a turn.

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
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix
from sklearn.naive_bayes import MultinomialNB

FILE_NAME = "learned.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LightClassifier(LogisticRegressionClassifier):
    """As its parent, over weighed features. In config.yml:

    `length`: that of every message; the longer, the surer it learns to be.
    `leaning`: how much the weights lean towards those of naive Bayes (0: not at all); `smoothing`: how much that has seen of everything beforehand.
    """

    _telling: np.ndarray | None = None
    """How much each feature tells, shape (n_features,); None before anything was learned, when all tell as much."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**LogisticRegressionClassifier.get_default_config(), "length": 10.0, "leaning": 0.0, "smoothing": 1.0}

    def train(self, training_data: TrainingData) -> Resource:
        """Learn what each feature tells, and then the intents."""
        self._telling = None
        examples, intents = self._create_training_matrix(training_data) if training_data.intent_examples else (csr_matrix((0, 0)), [])
        if not intents:
            return self._resource
        having = np.bincount(examples.indices[examples.data != 0], minlength=examples.shape[1])
        self._telling = np.log((1 + examples.shape[0]) / (1 + having)) + 1
        weighed = self._weighed(examples)
        self.clf.fit(weighed, intents)
        self._lean(weighed, intents)
        self.persist()
        return self._resource

    def _lean(self, weighed: csr_matrix, intents: list[str]) -> None:
        """Add the weights of naive Bayes, which counts every message as one; all intents are as likely to it beforehand."""
        length = self.config["length"]
        bayes = MultinomialNB(alpha=self.config["smoothing"]).fit(weighed / length, intents)
        self.clf.coef_ = self.clf.coef_ + self.config["leaning"] / length * bayes.feature_log_prob_

    def _create_X(self, messages: list[Message]) -> csr_matrix:
        """Weighed features, shape (n_messages, n_features)."""
        counted = csr_matrix(super()._create_X(messages), dtype=float)
        return counted if self._telling is None else self._weighed(counted)

    def _weighed(self, counted: csr_matrix) -> csr_matrix:
        """Every feature by what it tells, and every message at the same length; shape (n_messages, n_features)."""
        weighed = csr_matrix(counted.multiply(self._telling))
        lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
        scale = np.divide(self.config["length"], lengths, out=np.zeros_like(lengths), where=lengths > 0)
        return csr_matrix(weighed.multiply(scale[:, None]))

    def persist(self) -> None:
        """Keep what each feature tells, the weights, shape (n_intents, n_features), the intercepts and the names of the intents."""
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(
                folder / FILE_NAME,
                telling=self._telling, weights=self.clf.coef_, intercepts=self.clf.intercept_, intents=np.array(self.clf.classes_, dtype=str),
            )

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **_: Any
    ) -> LightClassifier:
        """The classifier as it was trained; an untrained one when nothing was kept, as Rasa does."""
        component = cls.create(config, model_storage, resource, execution_context)
        try:
            with model_storage.read_from(resource) as folder, np.load(folder / FILE_NAME, allow_pickle=False) as learned:
                component._telling = learned["telling"]
                # As columns: transposed for a product with a sparse row it would be copied whole otherwise, for every message (3 ms).
                component.clf.coef_ = np.asfortranarray(learned["weights"])
                component.clf.intercept_ = learned["intercepts"]
                component.clf.classes_ = learned["intents"]
        except ValueError:  # the storage holds nothing for this component: there were no examples to learn from
            return component
        component.clf.n_features_in_ = component.clf.coef_.shape[1]
        return component
