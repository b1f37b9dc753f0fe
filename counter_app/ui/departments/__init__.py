"""How departments are asked, for the operator: counts, never a case."""
