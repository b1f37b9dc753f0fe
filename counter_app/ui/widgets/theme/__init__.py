"""How everything looks: colours, fonts, sizes, the one style sheet. Knows no screen."""
