"""OneMark as a library: `import onemark`."""

from engine.version import VERSION

__version__ = VERSION
