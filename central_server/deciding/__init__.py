"""Decisions as the server takes them: who may, what lacks, the register, and what follows of it.

Facts never come here. Everything is judged in the transaction that stores the act, under the lock
of its stream.
"""
