"""What is open: the folder with its films and their landmarks, kept saved; tables in and out."""
