"""The project file, its journal, backups and lock. Knows no Qt."""
