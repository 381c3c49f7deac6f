"""An experiment as data: whose people, what each arm was offered, what was published; and where the files lie."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, Self

from lindung.law.corpus import Corpus
from lindung.messages import BadInput, Fault, Text
from lindung.messages.nearest import Nearest
from lindung.simulation.declared import Declared, Standing
from lindung.simulation.scenario import Scenario, home
from lindung.simulation.validation.fact import Unit

type Against = Literal["less", "times", "left"]
AGAINST: Final = ("less", "times", "left")


@dataclass(frozen=True, slots=True)
class Arm:
    """What the people of one arm are offered. Months count from the experiment's first, or from own enrolment.

    `pays` is the share of the contribution asked of a self-payer. It and `helped` hold for who enrols in the first
    `open_for` months; the subsidy lasts `months`, counted from the experiment's start, or from own enrolment where
    `from_enrolment`. `auto_debit_months` is what the subsidy lasts for those who agree to auto-debit.
    """

    key: str
    says: Text
    pays: float = 1.0
    open_for: int = 0
    months: int = 0
    from_enrolment: bool = False
    taught: bool = False  # everyone is told of the scheme, once
    helped: bool = False  # with the papers, whoever tries
    auto_debit_months: int = 0  # 0: not offered
    informed_friends: float = 0.0  # more than the others have


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure, or one that is predicted: `low` and `high` None.

    `measure` of arm `of` after `month` months; set `against` another arm as a difference (`less`), a ratio (`times`),
    or as what is left of a difference that there was after `since` months (`left`). `fitted` names the calibration
    target that already uses the figure, so that a hit there proves nothing.
    """

    key: str
    says: Text
    of: str
    measure: str
    month: int
    unit: Unit
    against: str | None = None
    how: Against = "less"
    since: int = 0
    value: float | None = None
    low: float | None = None
    high: float | None = None
    fitted: str | None = None
    source: Text | None = None
    standing: Standing | None = None
    cause: Text | None = None  # what the model lacks where it misses

    @property
    def is_prediction(self) -> bool:
        """Whether nothing is published to hold it against."""
        return self.low is None and self.high is None


@dataclass(frozen=True, slots=True)
class Experiment:
    """One study. `scenario` is the place with the study's people in it, nobody a member."""

    name: str
    title: Text
    study: Text
    file: Path
    base: Scenario = field(repr=False)  # the place as it is
    scenario: Scenario = field(repr=False)
    own: Mapping[str, Declared] = field(repr=False)  # numbers that the file states itself, by name
    cohort: bool  # the people are new members from the first month on, instead of outsiders
    auto_debit_uptake: float  # share who agree where it is asked
    differs: tuple[Text, ...]  # from the study, in people, product or outcome
    arms: tuple[Arm, ...]
    published: tuple[Published, ...]
    digest: str  # SHA-256 of the files read

    @classmethod
    def load(cls, name_or_path: str | Path, corpus: Corpus | None = None) -> Self:
        """A shipped experiment by name, or one from a YAML file. Raises `BadInput` with every fault of the file."""
        from lindung.simulation.experiments.reader import read_experiment  # the reader builds this class

        path = Path(name_or_path)
        if path.suffix in (".yaml", ".yml"):
            return read_experiment(cls, path, str(path), corpus)
        if str(name_or_path) not in shipped():
            nearest = Nearest(str(name_or_path), shipped())
            raise BadInput(Fault("experiment-unknown", {"name": name_or_path, "nearest": nearest}))
        return read_experiment(
            cls, folder() / f"{name_or_path}.yaml", f"scenarios/experiments/{name_or_path}.yaml", corpus
        )

    @property
    def arm_by_key(self) -> Mapping[str, Arm]:
        """The arms by name."""
        return {arm.key: arm for arm in self.arms}

    @property
    def is_planned(self) -> bool:
        """Whether no figure of it has been published."""
        return all(one.is_prediction for one in self.published)


def folder() -> Path:
    """Where the experiments that ship lie."""
    return home() / "experiments"


def shipped() -> tuple[str, ...]:
    """Names of the experiments that ship."""
    return tuple(sorted(file.stem for file in folder().glob("*.yaml")))
