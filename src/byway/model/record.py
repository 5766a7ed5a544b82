"""What every noun has in common: typed, immutable, equal by value, plain JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Never, Self

from pydantic import AfterValidator, BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen value.  Unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, every field present."""
        return self.model_dump(mode="json")

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The record again; raises pydantic.ValidationError where a field does not fit."""
        return cls.model_validate(data)


class FrozenDict(dict[str, tuple[str, ...]]):
    """A dict that cannot be changed; unlike MappingProxyType it can be pickled and hashed."""

    def _refuse(self, *args: Any, **kwargs: Any) -> Never:
        raise TypeError("the properties of a record cannot be changed")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[FrozenDict], tuple[dict[str, tuple[str, ...]]]]:
        return FrozenDict, (dict(self),)


Properties = Annotated[dict[str, tuple[str, ...]], AfterValidator(FrozenDict)]
"""FollowTheMoney properties: name to values, read-only."""

NO_PROPERTIES = FrozenDict()
