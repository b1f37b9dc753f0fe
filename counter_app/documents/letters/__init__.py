"""The letters of a case: what each says (`view`), where it stands (`sheet`), and both outputs."""
