"""What every noun has in common: typed, immutable, equal by value, plain JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer


class Record(BaseModel):
    """A frozen value.  Unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, every field present."""
        return self.model_dump(mode="json")

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The record again; raises pydantic.ValidationError where a field does not fit."""
        return cls.model_validate(data)


Properties = Annotated[
    Mapping[str, tuple[str, ...]],
    AfterValidator(lambda given: MappingProxyType(dict(given))),
    PlainSerializer(lambda held: {name: list(values) for name, values in held.items()}),
]
"""FollowTheMoney properties: name to values, read-only."""

NO_PROPERTIES: Mapping[str, tuple[str, ...]] = MappingProxyType({})
