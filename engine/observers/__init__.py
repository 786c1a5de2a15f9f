"""How a person reads films, and what that says of a machine's points: values and figures, without torch."""
