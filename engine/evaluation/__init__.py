"""How far predictions are from the truth, in the terms of the papers."""
