"""What a person can do: the one table of actions, its Qt side, what each does, and when it can be done."""
