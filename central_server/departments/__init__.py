"""Departments are asked: by the server, under consent that is on record, from acceptance on.

envelope.py   a question in the words of an interface, an answer out of them, by data
"""
