"""Words of what is decided in review: opinions, and the four ways to decide a difference."""

from collections.abc import Mapping

WAYS: Mapping[str, str] = {
    "correct_declaration": "更正申报",
    "mend_at_department": "到部门更正",
    "take_verified": "采信核验",
    "take_declared": "采信申报",
}
OPINIONS: Mapping[str, str] = {"agree": "同意", "disagree": "不同意"}
