"""The papers of a draft and of a received case, as far as they can be told without a screen."""
