"""The recipes on folders of films, from table to table."""
