"""What a kind of letter says for itself; the rest of its anatomy is the same for all (`frame`)."""

from dataclasses import dataclass

from counter_app.documents.letters.sheet import Block


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a letter and which of the common parts it has."""

    blocks: tuple[Block, ...]
    addressed: bool = True
    """Begins with a name and a colon."""
    narrow: bool = False
    """Its tables need the narrower margins."""
    seal: str = ""
    """The note beside the seal, by its name among the common words; nothing: no seal."""
    delivered: bool = False
    """Has the block that says how it was handed over."""
    may_be_refused: bool = False
    """That block has room for a refusal and its witness."""
    scanned: bool = True
    """Bears the QR of the case and whom to ask."""
    copies: str = ""
    """The sentence on its copies, where it is not the common one."""
    caption: str = ""
    """What stands under the QR, where it is not the common one."""
