"""A researcher's own behaviour in place of one that ships: the month compiled anew around it."""

import importlib
import importlib.util
import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any, Final

from lindung.messages import BadInput, Fault
from lindung.messages.nearest import Nearest
from lindung.simulation.compiled import scalar, unstored

_PACKAGE: Final = "lindung.simulation"
# the decision of each behaviour file that its bare name stands for
_MAIN: Final = {
    "income": "monthly_income",
    "awareness": "awareness_next",
    "enrolment": "try_probability",
    "contribution": "stop_probability",
    "risk": "death_probability",
    "household": "buffer_next",
    "claims": "file_probability",
    "benefit": "jkm_cash",
}
_REBUILT: Final = ("membership", "payments", "events", "month")  # in the order they import each other


def month_with(behaviour: Mapping[str, Callable[..., Any]]) -> Callable[..., None]:
    """The month compiled with these functions in place of those that ship.

    Keys are a behaviour's name (`enrolment`) or one function of it (`enrolment.success_probability`); each function
    takes what the original takes, see `behaviour/`. Raises `BadInput` for a name there is not.
    """
    replaced = dict(_resolve(name, function) for name, function in behaviour.items())
    originals = {f"{_PACKAGE}.{name}": sys.modules.get(f"{_PACKAGE}.{name}") for name in _REBUILT}
    patched: list[tuple[ModuleType, str, Any]] = []
    try:
        for (module_name, function_name), function in replaced.items():
            module = importlib.import_module(f"{_PACKAGE}.behaviour.{module_name}")
            patched.append((module, function_name, getattr(module, function_name)))
            setattr(module, function_name, scalar(function))
        built: ModuleType | None = None
        for name in _REBUILT:
            full = f"{_PACKAGE}.{name}"
            spec = importlib.util.find_spec(full)
            assert spec is not None  # noqa: S101 - our own modules
            assert spec.loader is not None  # noqa: S101
            built = importlib.util.module_from_spec(spec)
            sys.modules[full] = built
            spec.loader.exec_module(built)
        assert built is not None  # noqa: S101
        # the store knows a loop by its file, which is the shipped one's too
        month: Callable[..., None] = unstored(built.run_month.py_func)
        return month
    finally:
        for module, function_name, original in patched:
            setattr(module, function_name, original)
        for full, shipped in originals.items():
            if shipped is None:
                sys.modules.pop(full, None)
            else:
                sys.modules[full] = shipped


def _resolve(name: str, function: Callable[..., Any]) -> tuple[tuple[str, str], Callable[..., Any]]:
    module, _, chosen = name.partition(".")
    chosen = chosen or _MAIN.get(module, "")
    if module in _MAIN:
        found = importlib.import_module(f"{_PACKAGE}.behaviour.{module}")
        if hasattr(found, chosen):
            return (module, chosen), getattr(function, "py_func", function)
    raise BadInput(Fault("behaviour-unknown", {"name": name, "nearest": Nearest(name, tuple(_MAIN))}))
