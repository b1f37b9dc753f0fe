"""The central server: takes what counters push, gives what they pull, shows the applicant's page.

Imports `counter_app`'s wire, cases, rules, forms and basics, and nothing else of the counter.
"""
