"""Windows are drawn nowhere, unless the person who runs the tests wants to see them."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
