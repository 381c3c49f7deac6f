"""Answers about the law as JSON documents."""

from datetime import date
from typing import Any

from lindung.law.answers import Answer, Table, Value
from lindung.law.instruments import Instrument, Provision
from lindung.law.register import Parameter
from lindung.law.sentences import plain
from lindung.law.values import Amount
from lindung.law.view import View
from lindung.messages import Language


def answer_document(answer: Answer, view: View, language: Language) -> dict[str, Any]:
    """The document of `lindung law show`."""
    value = answer.value
    one = value if isinstance(value, Value) else None
    return {
        "parameter": answer.parameter.id,
        "status": answer.status,
        "value": None if value is None else plain(value.amount),
        "unit": answer.parameter.unit,
        "on": view.day.isoformat(),
        "region": view.region,
        "key": answer.key,
        "provision": None if value is None else value.provision,
        "instrument": None if value is None else value.instrument,
        "from": None if value is None else value.start.isoformat(),
        "until": None if value is None else _iso(value.until),
        "standing": None if value is None else value.standing,
        "why": _why(answer, language),
        "source": None if value is None else value.source,
        "decree": None if one is None else one.rule.decree,
        "note": None if one is None else one.rule.evidence.note,
        "region_of_rule": None if one is None else one.rule.region,
        "reading": None if one is None or one.rule.under is None else dict([one.rule.under]),
        "entries": _entries(value) if isinstance(value, Table) else None,
        "beside": list(answer.beside),
        "known_on": None if view.known_on == date.max else view.known_on.isoformat(),
        "history": [_dated(entry) for entry in answer.history],
    }


def _why(answer: Answer, language: Language) -> str | None:
    if answer.why is not None:
        return answer.why.said(language)
    note = None if answer.value is None else answer.value.note
    return None if note is None else note.said(language)


def _dated(value: Value | Table) -> dict[str, Any]:
    return {
        "from": value.start.isoformat(),
        "until": _iso(value.until),
        "value": plain(value.amount),
        "provision": value.provision,
        "instrument": value.instrument,
        "standing": value.standing,
    }


def _entries(table: Table) -> dict[str, Any]:
    return {key: _dated(value) for key, value in table.entries.items()}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def parameter_document(parameter: Parameter) -> dict[str, Any]:
    """A parameter of the register, for `lindung law list`."""
    return {
        "parameter": parameter.id,
        "name": parameter.name._asdict(),
        "description": parameter.description._asdict(),
        "unit": parameter.unit,
        "shape": parameter.shape,
        "scope": parameter.scope,
        "keys": parameter.keys,
    }


def instrument_document(instrument: Instrument, at: str | None = None) -> dict[str, Any]:
    """The document of `lindung law text`; `at` keeps only the provisions at or below that place."""
    return {
        "instrument": instrument.name,
        "title": instrument.title._asdict(),
        "level": instrument.level,
        "region": instrument.region,
        "signed": _iso(instrument.signed),
        "promulgated": _iso(instrument.promulgated),
        "in_force": instrument.in_force.isoformat(),
        "assumed": instrument.assumed,
        "repeals": list(instrument.repeals),
        "amends": list(instrument.amends),
        "gaps": [{"at": gap.at, "because": gap.because._asdict()} for gap in instrument.gaps],
        "provisions": [
            _provision(p) for p in instrument.provisions if at is None or p.at == at or p.at.startswith(f"{at}/")
        ],
    }


def _provision(provision: Provision) -> dict[str, Any]:
    return {
        "at": provision.at,
        "says": provision.says._asdict(),
        "sets": settings_document(provision),
        "standing": provision.evidence.standing,
        "source": provision.evidence.source,
        "note": provision.evidence.note,
        "from": _iso(provision.start),
        "until": _iso(provision.until),
        "under": None if provision.under is None else dict([provision.under]),
        "effect": provision.effect,
        "because": None if provision.because is None else provision.because._asdict(),
    }


def settings_document(provision: Provision) -> dict[str, Any]:
    """What a provision sets: parameter to value, tables by key, series by the name of their table."""
    found: dict[str, Any] = {}
    for setting in provision.settings:
        amount: Amount | None = setting.amount
        if setting.series is not None:
            found[setting.parameter] = {"series": setting.series}
        elif setting.key is None:
            found[setting.parameter] = plain(amount)
        else:
            found.setdefault(setting.parameter, {})[setting.key] = plain(amount)
    return found
