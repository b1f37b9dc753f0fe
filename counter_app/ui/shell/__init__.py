"""The window itself, who works at it, and the line to the server. Knows no applicant."""
