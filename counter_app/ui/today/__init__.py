"""今日: lists, search, what came back. Must not know an open applicant or a case's screen."""
