"""Intents of the views become edits of the document or jobs. No painting here."""
