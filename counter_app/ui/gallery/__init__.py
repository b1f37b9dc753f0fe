"""One page or widget alone, in every state: to be looked at, and for tests and pictures.

`python -m counter_app.ui.gallery PIECE [SAMPLE] [WIDTH]`. Nothing of the program may need it.
"""
