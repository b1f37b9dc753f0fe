"""The language of forms: what a field is, how its value is read, how a document is walked.

Knows no matter, no block and no key by name: those are declared in `forms`.
"""
