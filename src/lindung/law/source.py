"""YAML read with its line numbers, every fault collected instead of the first one raised."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from lindung.messages.faults import BadInput, Fault
from lindung.messages.nearest import Nearest

type Path_ = tuple[str | int, ...]
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOLEANS: Final = {"true": True, "false": False}


class Source:
    """One YAML file as plain values: mappings, lists, text, whole numbers, dates, true/false, null.

    Numbers with units stay text (`0.24%`, `Rp16_800`). `line(path)` tells the 1-based line of a value by the keys
    that lead to it. `fault(...)` collects; `raise_faults()` raises them all at once.
    """

    def __init__(self, file: Path, shown: str | None = None) -> None:
        self.name = shown or str(file)
        self.faults: list[Fault] = []
        self._lines: dict[Path_, int] = {}
        self.value: Any = None
        try:
            text = file.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise BadInput(Fault("file-missing", file=self.name)) from None
        except (UnicodeDecodeError, OSError) as error:
            raise BadInput(Fault("file-unreadable", {"reason": error}, file=self.name)) from None
        try:
            loader = _LOADER(text)
            try:
                root = loader.get_single_node()
            finally:
                loader.dispose()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            reason = getattr(error, "problem", None) or getattr(error, "reason", None) or type(error).__name__
            line = None if mark is None else mark.line + 1
            raise BadInput(Fault("yaml-broken", {"reason": reason}, file=self.name, line=line)) from None
        if root is not None:
            self.value = self._plain(root, ())

    def _plain(self, node: Any, path: Path_) -> Any:
        self._lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            result: dict[str, Any] = {}
            for key_node, value_node in node.value:
                key = str(getattr(key_node, "value", key_node))
                if key in result:
                    self._lines[(*path, key)] = key_node.start_mark.line + 1
                    self.fault("key-duplicate", (*path, key), key=key)
                result[key] = self._plain(value_node, (*path, key))
                self._lines[(*path, key)] = key_node.start_mark.line + 1
            return result
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, (*path, position)) for position, item in enumerate(node.value)]
        return self._scalar(node)

    @staticmethod
    def _scalar(node: Any) -> Any:
        text: str = node.value
        if node.style in ("'", '"', "|", ">"):
            return text
        match node.tag.rpartition(":")[2]:
            case "null":
                return None
            case "bool":
                return _BOOLEANS.get(text.lower(), text)
            case "int" if text.replace("_", "").isdigit() and not text.startswith("0_"):
                return int(text.replace("_", ""))
            case "timestamp" if len(text) == 10:
                try:
                    return date.fromisoformat(text)
                except ValueError:
                    return text
        return text

    def line(self, path: Path_) -> int | None:
        """The line of the value at `path`, or of the nearest thing around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path)

    def fault(self, code: str, path: Path_, *, place: str | None = None, **details: Any) -> None:
        """Note a fault at `path`."""
        self.faults.append(Fault(code, details, file=self.name, line=self.line(path), place=place))

    def keys(
        self,
        value: object,
        path: Path_,
        *,
        required: Iterable[str] = (),
        optional: Iterable[str] = (),
        place: str | None = None,
    ) -> dict[str, Any]:
        """`value` as a mapping with these keys only; faults for the rest. Unusable input gives an empty mapping."""
        if not isinstance(value, dict):
            self.fault("yaml-not-mapping", path, place=place, found=kind(value))
            return {}
        required, known = tuple(required), (*required, *optional)
        for key in value:
            if key not in known:
                self.fault("key-unknown", (*path, key), place=place, key=key, nearest=Nearest(key, known))
        for key in required:
            if value.get(key) is None:
                self.fault("key-missing", path, place=place, key=key)
        return value

    def items(self, value: object, path: Path_, *, key: str, place: str | None = None) -> list[Any]:
        """`value` as a list; nothing given is an empty list."""
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault("yaml-not-list", path, place=place, key=key, found=kind(value))
            return []
        return value

    def raise_faults(self) -> None:
        """Raise `BadInput` with every fault noted so far, if any."""
        if self.faults:
            raise BadInput.of(self.faults)


def kind(value: object) -> str:
    """What a value is, for a message."""
    match value:
        case None:
            return "(kosong/empty)"
        case dict():
            return "{...}"
        case list():
            return "[...]"
    return repr(value)
