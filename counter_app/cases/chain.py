r"""The hash chain over a device's actions. Must not store: it seals and checks what it is given.

    content_hash = SHA-256(salt ‖ content)                     hex; salt 16 random bytes
    hash         = SHA-256(fields ‖ previous ‖ content_hash)   previous and content_hash as
                                                               32 raw bytes, zeros where empty
    fields       = every field but `previous`, `content_hash`, `hash` as canonical JSON:
                   keys sorted, no spaces, UTF-8, only `"`, `\` and control characters escaped

"Same id, other content" compares `hash`.
"""

import hashlib
import operator
import secrets

import msgspec

from counter_app.cases.actions import Action, Content

FIRST = "0" * 64
_canonical = msgspec.json.Encoder(order="deterministic")
_LINKS = ("previous", "content_hash", "hash")
_FIELDS = sorted(name for name in Action.__struct_fields__ if name not in _LINKS)
_get_fields = operator.attrgetter(*_FIELDS)
_Fields = msgspec.defstruct("_Fields", _FIELDS)
"""The canonical fields in the order of their names; the encoder sorts the facts."""


def new_content(action_id: str, raw: bytes) -> Content:
    """Content with a salt of its own; `raw` is JSON and stays as it is."""
    return Content(action_id, secrets.token_hex(16), msgspec.Raw(raw))


def hash_of_content(content: Content) -> str:
    """What an action keeps of its content when the content itself is erased."""
    digest = hashlib.sha256(bytes.fromhex(content.salt))
    digest.update(content.content)
    return digest.hexdigest()


def hash_of(action: Action) -> str:
    """The hash that the action should carry."""
    digest = hashlib.sha256(_canonical.encode(_Fields(*_get_fields(action))))
    digest.update(bytes.fromhex(action.previous))
    digest.update(bytes.fromhex(action.content_hash or FIRST))
    return digest.hexdigest()


def seal(
    action: Action, previous: str, content: Content | None = None, **place: str | int
) -> Action:
    """The action linked to the one before it, with its content's hash and its own.

    `place`: device, incarnation and sequence, where it gets another place in a chain.
    """
    content_hash = hash_of_content(content) if content else ""
    return relink(action, previous, content_hash=content_hash, **place)


def relink(action: Action, previous: str, **other: str | int) -> Action:
    """The action with another predecessor, and what else is other; the content stays its own."""
    linked = msgspec.structs.replace(action, previous=previous, **other)
    # Nobody else has seen this copy yet: a second copy for its hash alone would cost as much.
    msgspec.structs.force_setattr(linked, "hash", hash_of(linked))
    return linked


def is_whole(action: Action) -> bool:
    """Whether the record itself is as it was sealed, whatever became of its content."""
    try:
        return hash_of(action) == action.hash
    except ValueError:
        return False


def has_its_content(action: Action, content: Content | None) -> bool:
    """Whether the content is the action's; None is where there is none or it was erased."""
    try:
        return content is None or hash_of_content(content) == action.content_hash
    except ValueError:
        return False


def is_sound(action: Action, content: Content | None) -> bool:
    """Whether the hashes fit; `content` is None where there is none or it was erased."""
    return has_its_content(action, content) and is_whole(action)
