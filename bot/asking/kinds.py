"""Which class asks and hears each kind of question."""

from __future__ import annotations

from collections.abc import Mapping

from bot.asking.base import Asking
from bot.asking.choice import ChoiceAsking, ConsentAsking, ContactAsking
from bot.asking.criteria import CriteriaAsking
from bot.asking.digital import DigitalAsking
from bot.asking.function import FunctionAsking
from bot.asking.region import RegionAsking
from bot.asking.told import ToldAsking
from bot.asking.trends import TrendsAsking
from bot.asking.wishes import WishesAsking
from bot.texts.script import Kind

KINDS: Mapping[Kind, type[Asking]] = {
    Kind.CONSENT: ConsentAsking, Kind.FUNCTION: FunctionAsking, Kind.REGION: RegionAsking, Kind.TOLD: ToldAsking,
    Kind.TRENDS: TrendsAsking, Kind.WISHES: WishesAsking, Kind.CHOICE: ChoiceAsking, Kind.CONTACT: ContactAsking, Kind.CRITERIA: CriteriaAsking,
    Kind.DIGITAL: DigitalAsking,
}
