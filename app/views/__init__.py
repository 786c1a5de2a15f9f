"""What a person sees: paints, has setters and emits intents. Never calls engine operations or storage."""
