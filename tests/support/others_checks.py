"""Which formats are checked against which programs of others: what the tests run and what the guide says.

A check is one line here and its functions in `others_programs`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OthersCheck:
    """A format of ours and a library on PyPI. `reads`: what we write; `writes`: what we read."""

    kind: str
    package: str
    reads: bool = True
    writes: bool = False

    def function(self, verb: str) -> str:
        """What the function of `others_programs` is called; `verb` is read or write."""
        return f"{verb}_{self.kind}_by_{self.package.replace('-', '_')}"


CHECKS = (
    OthersCheck("coco", "pycocotools"),
    OthersCheck("coco", "sleap-io", writes=True),
    OthersCheck("deeplabcut", "pandas", writes=True),  # as DeepLabCut itself reads and writes its tables
    OthersCheck("deeplabcut", "sleap-io"),
    OthersCheck("fcsv", "slicerio"),
    OthersCheck("imagej", "read-roi"),
    OthersCheck("labelme", "labelme", writes=True),
    OthersCheck("napari", "napari", writes=True),
    OthersCheck("nts", "morphops"),
    OthersCheck("slicer", "slicerio", reads=False, writes=True),
    OthersCheck("sleap", "sleap-io", writes=True),
    OthersCheck("tps", "ktch", writes=True),
    OthersCheck("tps", "py_tps", reads=False, writes=True),  # it reads no IDs but numbers
)
