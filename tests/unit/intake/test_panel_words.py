"""What the panel says of several things at once: the category, what lacks, one clause."""

from counter_app.intake.panel_words import first_clause, gathered
from counter_app.intake.review import Trouble
from counter_app.intake.steps import Part


def test_unsigned_papers_are_not_signed_and_assets_are_told_by_category() -> None:
    signs = [Trouble(f"consents.{at}.signed_by", Part.SIGN, "授权书", "", False) for at in "abc"]
    assert (gathered(signs)[0].title, gathered(signs)[0].detail) == ("授权书等", "3 份没签")
    row = "assets.housing_fund.items.r1"
    assets = [
        Trouble(f"{row}.person", Part.ASSETS, "缴存人", "未填", False),
        Trouble(f"{row}.monthly_amount", Part.ASSETS, "月缴存额", "未填", False),
        Trouble("assets.vehicles", Part.ASSETS, "车辆", "未填", False),
    ]
    (line,) = gathered(assets)
    assert (line.title, line.detail) == ("住房公积金等", "2 类未填")


def test_several_clauses_leave_the_title_its_room() -> None:
    clause = "《甘肃省公共租赁住房管理办法》第二十一条、第二十二条、第二十三条"
    assert first_clause(clause) == "第二十一条等"
    assert first_clause("附件3") == "附件 3"
