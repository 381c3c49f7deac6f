"""A city between two months, in a file: saved whole, resumed only where scenario, seed and versions agree."""

import json
import os
import tempfile
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lindung.messages import BadInput, Fault
from lindung.simulation.ledger import Entry
from lindung.simulation.model import City
from lindung.simulation.workers import Workers

FORM: Final = 3  # of the file; a file of another form is refused
_NAMES: Final = ("found", "verified", "passed", "keys", "waiting", "approved")
_OFFICE: Final = ("members", "reported", "charged")
_SOCIAL: Final = ("group", "members")


def taken(city: City) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """All that moves as months go by: what JSON can say, and the arrays (the city's own, not copies)."""
    about = {
        "month": city.month,
        "rows": city.rows,
        "ledger": [asdict(entry) for entry in city.ledger.entries],
        "government": [city.government.left, city.government.lapsed],
        "office": [city.office.list_ends, city.office.opened, city.office.places, city.office.waited],
        "sponsors": [[sponsor.left, sponsor.lapsed] for sponsor in city.sponsors.agents],
        "gathered": city.social_workers.gathered,
        "agents": [[a.active, a.idle, a.away, a.earned] for a in city.agents_network.agents],
        "borrowed": sorted(city.borrowed),
    }
    arrays = {f"workers.{name}": getattr(city.engine.workers, name) for name in Workers._fields}
    arrays |= {f"{what}.{name}": getattr(one, name) for what, one, names in _holders(city) for name in names}
    arrays |= {
        "recruiter": city.agents_network.recruiter,
        "generation": city.generation,
        "cells": city.engine.cells,
    }
    return about, arrays


def given(city: City, about: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> None:
    """Put what `taken` took from one city into another of the same setting; nothing is shared between the two."""
    for name in Workers._fields:
        getattr(city.engine.workers, name)[:] = arrays[f"workers.{name}"]
    for what, one, names in _holders(city):
        for name in names:
            setattr(one, name, arrays[f"{what}.{name}"].copy())
    city.office.judged_by_nothing()
    city.sponsors.members = np.flatnonzero(city.engine.workers.sponsor >= 0)
    city.agents_network.recruiter[:] = arrays["recruiter"]
    city.agents_network.recruits = np.flatnonzero(city.agents_network.recruiter >= 0)
    city.generation[:] = arrays["generation"]
    city.engine.cells = arrays["cells"].copy()
    city.month = about["month"]
    city.rows = [dict(row) for row in about["rows"]]
    city.ledger.entries = [Entry(**entry) for entry in about["ledger"]]
    city.government.left, city.government.lapsed = about["government"]
    city.office.list_ends, city.office.opened, city.office.places = about["office"][:3]
    city.office.waited = list(about["office"][3])
    for sponsor, money in zip(city.sponsors.agents, about["sponsors"], strict=True):
        sponsor.left, sponsor.lapsed = money
    for agent, state in zip(city.agents_network.agents, about["agents"], strict=True):
        agent.active, agent.idle, agent.away, agent.earned = state
    city.social_workers.gathered = about["gathered"]
    city.borrowed = set(about["borrowed"])


def _holders(city: City) -> tuple[tuple[str, object, tuple[str, ...]], ...]:
    """Who holds arrays, by what the file calls them, and which."""
    office, social = city.office, city.social_workers
    return ("names", office.names, _NAMES), ("office", office, _OFFICE), ("social", social, _SOCIAL)


def save(city: City, identity: dict[str, Any], file: Path) -> None:
    """Write the city as it stands after its last month; raises `BadInput` and leaves no half file on failure."""
    about, arrays = taken(city)
    record = {"form": FORM, "identity": identity, **about}
    arrays["about"] = np.frombuffer(json.dumps(record).encode(), dtype=np.uint8)
    temporary: str | None = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".npz", delete=False) as handle:
            temporary = handle.name
            np.savez(handle, allow_pickle=False, **arrays)
        os.replace(temporary, file)  # noqa: PTH105 - atomic where Path.replace is the same call
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise BadInput(Fault("write-failed", {"path": file, "reason": reason})) from None


def resume(city: City, identity: dict[str, Any], file: Path) -> None:
    """Put a saved state into a city just made from the same scenario.

    Raises `BadInput` for a file that is none, or naming what differs between its making and now.
    """
    try:
        with file.open("rb") as handle, np.load(handle, allow_pickle=False) as loaded:
            arrays = {name: loaded[name] for name in loaded.files}
        about = json.loads(arrays.pop("about").tobytes())
    except FileNotFoundError:
        raise BadInput(Fault("file-missing", file=str(file))) from None
    except (OSError, ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise BadInput(Fault("state-unreadable", {"reason": error}, file=str(file))) from None
    missing = {f"workers.{name}" for name in Workers._fields} - arrays.keys()
    if missing or not isinstance(about, dict):
        raise BadInput(Fault("state-unreadable", {"reason": min(missing, default="about")}, file=str(file)))
    if about.get("form") != FORM:
        raise BadInput(Fault("state-differs", {"what": "form", "saved": about.get("form"), "here": FORM}, str(file)))
    saved = about["identity"]
    differing = [what for what in identity if saved.get(what) != identity[what]]
    if differing:
        faults = (
            Fault("state-differs", {"what": what, "saved": saved.get(what), "here": identity[what]}, str(file))
            for what in differing
        )
        raise BadInput(*faults)
    given(city, about, arrays)
