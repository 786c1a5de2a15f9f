"""How a person reads films: the order of review, and checks that need no labels."""
