"""An open applicant on the screen: place, pages, panel, F8 and F9.

What is decided about them is `counter_app.intake`'s; here it is shown and asked.
"""
