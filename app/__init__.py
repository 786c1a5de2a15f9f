"""The window and the command line. Qt is used below `app` alone, and not by the command line."""
