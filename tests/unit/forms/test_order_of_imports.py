"""What a block is read by does not hang on which module was imported first."""

import subprocess
import sys

READ_A_BLOCK_FIRST = """
from datetime import date
from counter_app.asking.plans import plans
from counter_app.asking.walk import Walk, read_block
from counter_app.forms.household import Applicant

read_block(Walk(date(2026, 11, 2), plans({}, {})), Applicant, {"id_number": "123"}, "applicant")

from counter_app.forms.checks import judge

judged = judge({"format": 1, "applicant": {"id_number": "123"}}, date(2026, 11, 2))
print([error.code for error in judged.errors if error.field == "applicant.id_number"])
"""


def test_an_id_number_is_judged_although_a_block_was_read_before_the_checks_were_known() -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ_A_BLOCK_FIRST], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['id_format']"
