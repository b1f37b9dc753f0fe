"""What judging a decision needs of the running server, handed in whole. Must not judge."""

from dataclasses import dataclass

from central_server.order import OrderSeals
from central_server.policies import Policies
from central_server.store.rows import Identity


@dataclass(frozen=True, slots=True)
class Office:
    """Policy as it holds, the key under which the register knows people, who the server is."""

    policies: Policies
    register_key: bytes
    identity: Identity
    orders: OrderSeals | None = None
