"""From one annotated film to the landmarks of all others."""
