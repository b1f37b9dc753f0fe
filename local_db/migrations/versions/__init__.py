"""The steps, in order. A step that was shipped is never changed."""
