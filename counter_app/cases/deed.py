"""What somebody wants done to a case, before it is judged and sealed. Must not judge."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from counter_app.cases.actions import Kind, Scalar


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: `content` is JSON as its kind brings it."""

    kind: Kind
    facts: Mapping[str, Scalar] = field(default_factory=dict)
    content: bytes | None = None

    def __post_init__(self) -> None:
        # Nothing at all is no JSON: a server reads no batch in which it stands.
        if self.content is not None and not self.content:
            raise ValueError("a content says something, or there is none")

    def with_facts(self, **facts: Scalar) -> "Deed":
        """The same with further facts."""
        return replace(self, facts={**self.facts, **facts})
