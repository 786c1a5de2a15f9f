"""Models, registration, image reading and metrics of OneMark. Never imports Qt or `app`."""
