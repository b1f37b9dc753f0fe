"""The policy that a command works under, told once on stderr where rows of it are switched off."""

from pathlib import Path

from counter_app.basics.streams import complain
from counter_app.rules.policy import Policy, load_policy


def policy_for(file: Path | None) -> Policy:
    """The shipped policy with the tables of the file; raises POLICY_UNREADABLE."""
    policy = load_policy(file)
    if file is not None:
        tell_switched_off(policy)
    return policy


def tell_switched_off(policy: Policy) -> None:
    """Name the rows that are not acted on, for the person at the terminal."""
    from counter_app.rules.policy_check import switched_off_in

    for sentence in switched_off_in(policy):
        complain(sentence)
