"""What a hand leaves in a field, put right where it is certain: one function a kind of value.

For the window only; a file is read as it is written (`readers`). A change of more than notation
(width, blanks, case, thousands, missing decimals) is told. What is not certain stays as it was
typed, so that the readers tell what is wrong with it. Must not know a form or a widget.
"""
