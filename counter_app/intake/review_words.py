"""Words of what is decided in review: opinions, and the four ways to decide a difference."""

from collections.abc import Mapping

from counter_app.cases.ways import DecidedBy

WAYS: Mapping[str, str] = {
    DecidedBy.CORRECT: "更正申报",
    DecidedBy.MEND: "到部门更正",
    DecidedBy.TAKE_VERIFIED: "采信核验",
    DecidedBy.TAKE_DECLARED: "采信申报",
}
OPINIONS: Mapping[str, str] = {"agree": "同意", "disagree": "不同意"}
