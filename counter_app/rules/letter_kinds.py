"""The kinds of letters of a case, by name. Must not know what policy says of them."""

from enum import StrEnum


class Letter(StrEnum):
    """Each kind of letter, as records and files name it; never changed."""

    ACCEPTANCE = "acceptance_notice"
    PROVISIONAL_ACCEPTANCE = "provisional_acceptance"
    CORRECTION = "correction_notice"
    SUPPLEMENT_RECEIPT = "supplement_receipt"
    DECLINE = "decline_notice"
    ENDING = "ending_notice"
    WITHDRAWAL = "withdrawal_confirmation"
    RETURN_LIST = "return_list"
    DEFERRAL_PROMISE = "deferral_promise"
    DEFERRAL_NOTICE = "deferral_notice"
    PROOF_OF_DELIVERY = "proof_of_delivery"
    INQUIRY = "inquiry_letter"
    """核查函: asks a department that has no interface; nobody of the household gets it."""
    CORRECTION_GUIDE = "correction_guide"
    """更正指引: where one person mends what one department keeps; goes with a return."""
    REVIEW_RETURN = "review_return_notice"
    STOP = "stop_notice"
    EXTENSION = "extension_notice"
    REFUSAL_ANNOUNCEMENT = "refusal_announcement"
    RESULT = "result_notice"
    """审核结果告知书: filed or refused, as its act was."""
