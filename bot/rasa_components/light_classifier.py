"""Rasa's own classifier of intents, with the fitted model kept as plain numbers.

Rasa keeps it with `skops`, whose import walks through all of scikit-learn: some 7 of the 18 seconds of a start
(measured with Rasa 3.6.21 and skops 0.9). What was learned is three arrays; the rest stands in
config.yml. They are read without pickle, so that a model file can run no code.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier

FILE_NAME = "learned.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LightClassifier(LogisticRegressionClassifier):
    """Learns and answers as its parent, to the last digit."""

    def persist(self) -> None:
        """Keep the weights, shape (n_intents, n_features), the intercepts and the names of the intents."""
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(
                folder / FILE_NAME,
                weights=self.clf.coef_, intercepts=self.clf.intercept_, intents=np.array(self.clf.classes_, dtype=str),
            )

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **_: Any
    ) -> LightClassifier:
        """The classifier as it was trained; an untrained one when nothing was kept, as Rasa does."""
        component = cls.create(config, model_storage, resource, execution_context)
        try:
            with model_storage.read_from(resource) as folder, np.load(folder / FILE_NAME, allow_pickle=False) as learned:
                component.clf.coef_ = learned["weights"]
                component.clf.intercept_ = learned["intercepts"]
                component.clf.classes_ = learned["intents"]
        except ValueError:  # the storage holds nothing for this component: there were no examples to learn from
            return component
        component.clf.n_features_in_ = component.clf.coef_.shape[1]
        return component
