"""A matplotlib figure that shows itself in a notebook, also where nobody imported pyplot."""

import io
from typing import Final

from matplotlib.figure import Figure

_DPI: Final = 200  # dots an inch of the picture
_SHOWN: Final = 130  # dots an inch on the screen: letters of 7 points are 13 dots high


class Picture(Figure):
    """A figure, drawn as a sharp PNG where it is the value of a cell."""

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        written = io.BytesIO()
        self.savefig(written, format="png", dpi=_DPI, metadata={"Software": None})
        width, height = (round(side * _SHOWN) for side in self.get_size_inches())
        return written.getvalue(), {"width": width, "height": height}

    def __repr__(self) -> str:
        width, height = (round(side * _SHOWN) for side in self.get_size_inches())
        return f"<picture of {width} x {height}>"
