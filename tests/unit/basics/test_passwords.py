"""What a verifier costs, asked of a program that no test has made quick."""

import subprocess
import sys

from counter_app.basics.passwords import fits

PASSWORD = "自己的口令 2026"
_MAKES_ONE = (
    "import sys; from counter_app.basics.passwords import make_verifier;"
    "sys.stdout.write(make_verifier(sys.argv[1]))"
)


def test_a_guess_at_a_stolen_verifier_costs_32_mib_and_two_rounds() -> None:
    command = [sys.executable, "-c", _MAKES_ONE, PASSWORD]
    made = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert made.startswith("$argon2id$v=19$m=32768,t=2,p=1$")
    assert fits(made, PASSWORD)
    assert not fits(made, PASSWORD + "7")
