"""How fast a month is simulated, beside whole-array numpy, one object per worker, and the machine's copying.

uv run python benchmarks/simulation.py

The two peers do the dense stages only, those that every worker goes through every month: income, awareness and trust,
the probability of trying to join, the household's savings and poverty, and the risks of injury, death and departure.
They leave out the scheme's payments, arrears, registrations, claims, benefits, contacts made by offices, counts by cell
and the law; the full month does all of that, so the ratios understate it. The same people, tables and parameters go in;
the peers draw from generators of their own, and their mean income and poverty must agree with the full month's.
"""

import math
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import mesa
import numba
import numpy as np
from draws import months_draws
from llvmlite.binding import get_host_cpu_name  # type: ignore[import-untyped]
from machine import processor
from numpy.typing import NDArray

from lindung.simulation import counters as c
from lindung.simulation import workers as w
from lindung.simulation.compiled import fingerprint
from lindung.simulation.context import AGENT, BLOCK, CHEATED, EDUCATED, STAFF, Now, Tables
from lindung.simulation.draws import key_of
from lindung.simulation.engine import Engine
from lindung.simulation.model import City, Setting
from lindung.simulation.parameters import Parameters
from lindung.simulation.scenario import Scenario
from lindung.simulation.statute import Statute
from lindung.simulation.workers import Workers

type Column = NDArray[np.float32]
type Context = tuple[NDArray[np.uint8], Tables, Statute, Now]

RUNS = 5
MONTHS = 12
CITY, MILLION, SHELL, PEER, NATION = 184_000, 1_000_000, 1_000, 2_000, 84_000_000
START = date(2024, 1, 1)  # Padang's subsidy is in force; its list is fixed in the fourth month
COPIED = 1 << 26  # float32: 256 MB, far out of cache
INCOME_TOLERANCE = 0.05  # relative; the mean of 2,000 workers alone has a standard error of 2 %
TWO_THREADS_OF_DRAWS = f"draws alone, {MILLION:,} workers, 2 threads"
POOR_TOLERANCE = 0.03  # of the share of workers
ROOT = Path(__file__).parents[1]
SHELL_BYTES = 10  # a slot: contacts, names found, verified, passed (1 each), recruiter (2), generation (4)


class TimedEngine(Engine):
    """The engine, with the seconds and the input of each month kept."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.seconds: list[float] = []
        self.last: Context | None = None

    def step(self, reach: NDArray[np.uint8], tables: Tables, statute: Statute, now: Now) -> NDArray[np.int64]:
        """The engine's month on a clock."""
        self.last = reach, tables, statute, now
        start = time.perf_counter()
        total = super().step(reach, tables, statute, now)
        self.seconds.append(time.perf_counter() - start)
        return total


def timed_city(setting: Setting, threads: int) -> tuple[City, TimedEngine]:
    """A city on a copy of the setting's workers, its engine on a clock."""
    city = City(replace(setting, workers=setting.workers.copy()), setting.scenario.corpus, threads=threads)
    plain = city.engine
    engine = TimedEngine(plain.workers, plain.n_cells, plain.seed, plain.parameters, threads, month=plain.month)
    city.engine = engine
    return city, engine


def engine_rate(setting: Setting, threads: int) -> float:
    """Million worker-months a second of the engine alone, over the months of one run."""
    city, engine = timed_city(setting, threads)
    for _ in range(MONTHS):
        city.step()
    return setting.workers.size * MONTHS / sum(engine.seconds) / 1e6


def shell(setting: Setting) -> tuple[float, float]:
    """Milliseconds a month of everything but the engine, and of the engine: the median month of one run."""
    city, engine = timed_city(setting, 1)
    whole = []
    for _ in range(MONTHS):
        start = time.perf_counter()
        city.step()
        whole.append(time.perf_counter() - start)
    outside = [all_of_it - inside for all_of_it, inside in zip(whole, engine.seconds, strict=True)]
    return 1e3 * statistics.median(outside), 1e3 * statistics.median(engine.seconds)


def draw_rate(ids: NDArray[np.uint32], threads: int = 1) -> float:
    """Million worker-months a second of the three dense blocks of draws alone, a block of workers at a time.

    Threads share nothing here, so two of them show how much of two cores the machine gives at the moment.
    """

    def draws_of(part: NDArray[np.uint32]) -> None:
        u = np.zeros((12, BLOCK), dtype=np.float32)
        for month in range(MONTHS):
            months_draws(u, part, BLOCK, month, *key_of(1371))

    with ThreadPoolExecutor(threads) as pool:
        start = time.perf_counter()
        list(pool.map(draws_of, np.array_split(ids, threads)))
        return ids.size * MONTHS / (time.perf_counter() - start) / 1e6


def whole_arrays(
    x: Workers, reach: NDArray[np.uint8], t: Tables, due: Column, now: Now, p: Parameters, rng: np.random.Generator
) -> tuple[float, float, int]:
    """A month of the dense stages in numpy, one array operation at a time, float32; changes `x`.

    Draws 2 normals and 5 uniforms a worker from numpy's own generator. Gives mean income, the share that is poor and
    how many have an injury, a death or a departure; nobody joins, pays or claims.
    """
    n, one = x.size, np.float32(1)

    def u() -> Column:
        return rng.random(n, dtype=np.float32)

    # income
    x.persistent[:] = p.rho * x.persistent + p.sd_persistent * rng.standard_normal(n, dtype=np.float32)
    level, sd = x.level + now.price_level, t.sd_transitory[x.trade]
    centre = np.float32(0.5) * (sd * sd + p.sd_persistent * p.sd_persistent / (one - p.rho * p.rho))
    shock = sd * rng.standard_normal(n, dtype=np.float32)
    earned = np.exp(level + x.persistent + t.season[x.trade] + shock - centre)
    x.income[:] = np.where(u() < t.zero_month[x.trade], np.float32(0), earned)
    mean = np.exp(level)
    # awareness and trust
    members, paid, refused = t.members[x.cell], t.paid[x.cell], t.refused[x.cell]
    kinds = (EDUCATED | STAFF, EDUCATED, STAFF, AGENT, CHEATED)
    taught, educated, staff, agent, cheated = ((reach & bits != 0).astype(np.float32) for bits in kinds)
    learnt = np.minimum(p.contact_gain * taught + p.peer_gain * members + p.claim_gain * paid, one)
    kept = x.awareness * (one - p.awareness_decay)
    x.awareness[:] = kept + (one - kept) * learnt
    gain = np.minimum(p.trust_paid_claim * paid, one)
    loss = np.minimum(p.trust_refused_claim * refused + p.trust_false_agent * cheated, one)
    x.trust[:] = x.trust + (one - x.trust) * gain - x.trust * loss
    # probability of trying to join; the price is never nothing here
    price, cash = due[x.trade], x.income + x.buffer
    felt = np.log(price / p.reference_price) + p.friends * members * np.log(one - p.peer_premium_cut)
    factor = np.minimum(np.exp(p.price_elasticity * felt), p.zero_price_jump)
    own = p.enrol_base * factor * x.awareness * x.trust * np.exp(p.selection * x.frailty)
    own = np.minimum(own + p.information_effect * educated, one)
    asked = np.minimum((p.contact_enrolment * staff + p.agent_enrolment * agent) * x.trust, one)
    tries = np.where(price > cash, np.float32(0), own + (one - own) * asked)
    # household
    needed = now.poverty_line * (one + x.dependants.astype(np.float32)) * (one - p.other_income_share)
    costs = np.where(u() < p.shock_probability, mean * p.shock_months, np.float32(0))
    spent = np.where(x.income >= needed, x.income, np.minimum(cash, needed))
    poor = (spent < needed) & (x.status != w.EMPTY)
    left = x.income - needed - costs
    x.buffer[:] = np.where(left > 0, x.buffer + p.saving_share * left, np.maximum(x.buffer + left, np.float32(0)))
    x.months_poor[:] += poor
    # risk
    age = np.clip((now.calendar - x.birth_month) // 12, 0, 120)
    hazard = t.death[(x.flags & w.FEMALE != 0).astype(np.int8), age]
    injured = u() < one - np.exp(-p.injury_rate * t.injury_risk[x.trade] / np.float32(12_000))
    dies = u() < one - np.exp(-hazard * p.mortality_factor * np.exp(x.frailty) / np.float32(12))
    leaves = (u() < p.exit_rate) | (x.birth_month < now.calendar - int(p.last_age) * 12)
    assert 0 < float(tries.mean()) < 1
    return float(x.income.mean(dtype=np.float64)), float(poor.mean()), int((injured | dies | leaves).sum())


class Worker(mesa.Agent["Village"]):  # type: ignore[misc]  # Mesa ships no types
    """One worker as an object, its numbers plain Python."""

    def __init__(self, model: "Village", x: Workers, k: int) -> None:
        super().__init__(model)
        self.trade, self.cell, self.birth_month = int(x.trade[k]), int(x.cell[k]), int(x.birth_month[k])
        self.female, self.dependants = int(x.flags[k] & w.FEMALE != 0), int(x.dependants[k])
        self.level, self.frailty, self.persistent = float(x.level[k]), float(x.frailty[k]), float(x.persistent[k])
        self.buffer, self.awareness, self.trust = float(x.buffer[k]), float(x.awareness[k]), float(x.trust[k])
        self.reach = int(model.reach[k])
        self.income = self.mean = self.tries = 0.0
        self.poor = self.event = False
        self.months_poor = 0

    def step(self) -> None:
        """One month of the dense stages."""
        self.earn()
        self.learn()
        self.consider()
        self.keep_house()
        self.meet_risks()

    def earn(self) -> None:
        """Income of the month."""
        p, t, rng = self.model.p, self.model.t, self.random
        self.persistent = p.rho * self.persistent + rng.gauss(0, p.sd_persistent)
        self.mean = math.exp(self.level + t.price_level)
        sd = t.sd_transitory[self.trade]
        centre = 0.5 * (sd * sd + p.sd_persistent**2 / (1 - p.rho**2))
        shocks = self.persistent + t.season[self.trade] + rng.gauss(0, sd) - centre
        self.income = 0.0 if rng.random() < t.zero_month[self.trade] else self.mean * math.exp(shocks)

    def learn(self) -> None:
        """Awareness and trust."""
        p, t = self.model.p, self.model.t
        paid, refused = t.paid[self.cell], t.refused[self.cell]
        learnt = p.peer_gain * t.members[self.cell] + p.claim_gain * paid
        learnt += p.contact_gain if self.reach & (EDUCATED | STAFF) else 0
        kept = self.awareness * (1 - p.awareness_decay)
        self.awareness = kept + (1 - kept) * min(learnt, 1)
        gain = min(p.trust_paid_claim * paid, 1)
        loss = min(p.trust_refused_claim * refused + (p.trust_false_agent if self.reach & CHEATED else 0), 1)
        self.trust += (1 - self.trust) * gain - self.trust * loss

    def consider(self) -> None:
        """Probability of trying to join."""
        p, t, price = self.model.p, self.model.t, self.model.due[self.trade]
        if price > self.income + self.buffer:
            self.tries = 0.0
            return
        friends = p.friends * t.members[self.cell]
        felt = math.log(price / p.reference_price) + friends * math.log(1 - p.peer_premium_cut)
        factor = min(math.exp(p.price_elasticity * felt), p.zero_price_jump)
        own = p.enrol_base * factor * self.awareness * self.trust * math.exp(p.selection * self.frailty)
        own = min(own + (p.information_effect if self.reach & EDUCATED else 0), 1)
        asked = p.contact_enrolment if self.reach & STAFF else 0
        asked += p.agent_enrolment if self.reach & AGENT else 0
        self.tries = own + (1 - own) * min(asked * self.trust, 1)

    def keep_house(self) -> None:
        """Poverty and savings."""
        p, t = self.model.p, self.model.t
        needed = t.poverty_line * (1 + self.dependants) * (1 - p.other_income_share)
        spent = self.income if self.income >= needed else min(self.income + self.buffer, needed)
        self.poor = spent < needed
        self.months_poor += self.poor
        costs = self.mean * p.shock_months if self.random.random() < p.shock_probability else 0
        left = self.income - needed - costs
        self.buffer = self.buffer + p.saving_share * left if left > 0 else max(self.buffer + left, 0)

    def meet_risks(self) -> None:
        """Whether anything happens: injury, death, departure."""
        p, t, rng = self.model.p, self.model.t, self.random
        age = min(max((t.calendar - self.birth_month) // 12, 0), 120)
        injury = 1 - math.exp(-p.injury_rate * t.injury_risk[self.trade] / 12_000)
        death = 1 - math.exp(-t.death[self.female][age] * p.mortality_factor * math.exp(self.frailty) / 12)
        leaves = rng.random() < p.exit_rate or self.birth_month < t.calendar - p.last_age * 12
        self.event = rng.random() < injury or rng.random() < death or leaves


class Village(mesa.Model):  # type: ignore[misc]
    """Workers as objects under the tables of one month: `t` holds lists and numbers, `p` the parameters."""

    def __init__(self, x: Workers, reach: NDArray[np.uint8], t: Tables, due: Column, now: Now, p: Parameters) -> None:
        super().__init__(rng=1371)
        self.random = random.Random(1371)  # noqa: S311 - no secret
        self.reach, self.due = reach, due.tolist()
        tables = {name: column.tolist() for name, column in zip(Tables._fields, t, strict=True)}
        numbers = {name: float(getattr(now, name)) for name in ("price_level", "poverty_line")}
        self.t = SimpleNamespace(**tables, **numbers, calendar=now.calendar)
        self.p = SimpleNamespace(**{name: float(value) for name, value in zip(Parameters._fields, p, strict=True)})
        for k in range(x.size):
            Worker(self, x, k)

    def step(self) -> None:
        """A month of every worker."""
        self.agents.do("step")


def due_by_trade(t: Tables, rules: Statute) -> Column:
    """What a worker of each trade would pay in the lowest band."""
    return np.array([rules.due(0, transport=bool(drives)) for drives in t.transport], dtype=np.float32)


def numpy_rate(setting: Setting, context: Context) -> tuple[float, float, float]:
    """Million worker-months a second of the whole-array months, last month's mean income and share of poor."""
    reach, tables, rules, now = context
    x, rng, due = setting.workers.copy(), np.random.default_rng(1371), due_by_trade(tables, rules)
    p = setting.scenario.parameters()
    start = time.perf_counter()
    for _ in range(MONTHS):
        income, poor, _ = whole_arrays(x, reach, tables, due, now, p, rng)
    return x.size * MONTHS / (time.perf_counter() - start) / 1e6, income, poor


def objects_rate(setting: Setting, context: Context) -> tuple[float, float, float]:
    """The same of the first so many workers as Mesa agents; making them is not timed."""
    reach, tables, rules, now = context
    x = Workers._make(column[:PEER] for column in setting.workers.columns())
    village = Village(x, reach[:PEER], tables, due_by_trade(tables, rules), now, setting.scenario.parameters())
    start = time.perf_counter()
    for _ in range(MONTHS):
        village.step()
    seconds = time.perf_counter() - start
    people = list(village.agents)
    incomes, poor = sum(one.income for one in people), sum(one.poor for one in people)
    return PEER * MONTHS / seconds / 1e6, incomes / PEER, poor / PEER


def copy_rate(source: Column, target: Column) -> float:
    """Gigabytes a second copied within memory on one thread; each is read once and written once."""
    start = time.perf_counter()
    np.copyto(target, source)
    return source.nbytes / (time.perf_counter() - start) / 1e9


def repeated(setting: Setting, context: Context) -> tuple[float, float]:
    """Mean income and share of poor after the peers' months, by the engine: one month's input, again and again."""
    _, engine = timed_city(setting, 2)
    reach, tables, statute, now = context
    for month in range(MONTHS):
        total = engine.step(reach, tables, statute, now._replace(month=month))
    return float(total[c.INCOME] / total[c.WORKERS]), float(total[c.POOR] / total[c.WORKERS])


def check(name: str, found: tuple[float, float], wanted: tuple[float, float]) -> None:
    """Stop where a peer computes something else."""
    (income, poor), (income_wanted, poor_wanted) = found, wanted
    assert abs(income / income_wanted - 1) < INCOME_TOLERANCE, (name, income, income_wanted)
    assert abs(poor - poor_wanted) < POOR_TOLERANCE, (name, poor, poor_wanted)


def measure() -> dict[str, list[float]]:
    """Every figure of every run, in the order of the table."""
    scenario = replace(Scenario.load("padang"), start=START, months=MONTHS)
    settings = {n: Setting.of(scenario, workers=n) for n in (CITY, MILLION)}
    small = Setting.of(scenario, workers=SHELL)
    contexts: dict[int, Context] = {}
    for n, setting in settings.items():
        city, engine = timed_city(setting, 2)
        for _ in range(MONTHS):
            city.step()  # compile, or fetch what was compiled; the last month's input is the peers'
        assert engine.last is not None
        contexts[n] = engine.last
    wanted = repeated(settings[MILLION], contexts[MILLION])
    draw_rate(small.workers.id)  # compile
    source = np.ones(COPIED, dtype=np.float32)
    target = source.copy()
    figures: dict[str, list[float]] = {}

    def note(name: str, value: float) -> None:
        figures.setdefault(name, []).append(value)

    for _ in range(RUNS):
        for n, setting in settings.items():
            for threads in (1, 2):
                note(f"month, {n:,} workers, {counted(threads)}", engine_rate(setting, threads))
        for n, setting in settings.items():
            note(f"draws alone, {n:,} workers, 1 thread", draw_rate(setting.workers.id))
        note(TWO_THREADS_OF_DRAWS, draw_rate(settings[MILLION].workers.id, 2))
        for n, setting in settings.items():
            rate, *found = numpy_rate(setting, contexts[n])
            note(f"numpy, dense stages, {n:,} workers", rate)
            check("numpy", (found[0], found[1]), wanted)
        rate, *found = objects_rate(settings[MILLION], contexts[MILLION])
        note(f"Mesa objects, dense stages, {PEER:,} workers", rate)
        check("objects", (found[0], found[1]), wanted)
        outside, inside = shell(small)
        note(f"shell a month, {SHELL:,} workers", outside)
        note(f"engine a month, {SHELL:,} workers", inside)
        note("copy", copy_rate(source, target))
    return figures


def counted(threads: int) -> str:
    """`1 thread`, `2 threads`."""
    return f"{threads} thread{'s' if threads > 1 else ''}"


def ratios(median: dict[str, float]) -> dict[str, str]:
    """What each figure is beside another of the same run."""
    found = {}
    objects = f"Mesa objects, dense stages, {PEER:,} workers"
    for n in (CITY, MILLION):
        one, two = (f"month, {n:,} workers, {counted(threads)}" for threads in (1, 2))
        draws, dense = f"draws alone, {n:,} workers, 1 thread", f"numpy, dense stages, {n:,} workers"
        found[one] = f"{median[one] / median[dense]:.1f} x numpy, {median[one] / median[objects]:,.0f} x Mesa objects"
        found[two] = f"{median[two] / median[one]:.2f} x 1 thread"
        found[draws] = f"{100 * median[one] / median[draws]:.0f} % of the month's time"
        found[dense] = f"{median[dense] / median[objects]:.0f} x Mesa objects"
    one_thread = f"draws alone, {MILLION:,} workers, 1 thread"
    found[TWO_THREADS_OF_DRAWS] = f"{median[TWO_THREADS_OF_DRAWS] / median[one_thread]:.2f} x 1 thread"
    whole, inside = f"shell a month, {SHELL:,} workers", f"engine a month, {SHELL:,} workers"
    found[whole] = f"{median[whole] / median[inside]:.0f} x the engine"
    traffic = Workers.empty(0).bytes_each * median[f"month, {MILLION:,} workers, 1 thread"] / 1e3
    found["copy"] = f"the columns pass at {traffic:.1f} GB/s in a month of one thread"
    return found


def unit(figure: str) -> str:
    """What a figure counts."""
    return {"shell": "ms", "engin": "ms", "copy": "GB/s"}.get(figure[:5], "M worker-months/s")


def machine() -> str:
    """Processor, versions and what was measured, in one sentence."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        wide = "AVX-512 not known"
    else:
        wide = "AVX-512" if " avx512f" in flags else "no AVX-512"
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    return (
        f"{processor()} ({get_host_cpu_name()}, {wide}), {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"numba {numba.__version__}, numpy {np.__version__}, Mesa {mesa.__version__}, commit {commit.stdout.strip()}, "
        f"simulation {fingerprint()}, {RUNS} runs of {MONTHS} months, "
        f"load before {os.getloadavg()[0]:.1f}"
    )


def main() -> None:
    """Print a table: median, least and most of each figure, and the ratio to another; then memory by arithmetic."""
    about = machine()
    figures = measure()
    median = {name: statistics.median(values) for name, values in figures.items()}
    beside = ratios(median)
    sys.stdout.write(f"{about}\n\n")
    sys.stdout.write("| figure | median | least | most | unit | ratio |\n|---|---:|---:|---:|---|---|\n")
    for name, values in figures.items():
        row = " | ".join(f"{value:.3g}" for value in (median[name], min(values), max(values)))
        sys.stdout.write(f"| {name} | {row} | {unit(name)} | {beside.get(name, '')} |\n")
    each = Workers.empty(0).bytes_each
    columns, with_offices = (NATION * size / 1e9 for size in (each, each + SHELL_BYTES))
    sys.stdout.write(
        f"\n{each} bytes a worker in columns, {SHELL_BYTES} in the offices' arrays: {NATION:,} workers take "
        f"{columns:.2f} GB, {with_offices:.2f} GB with them.\n"
    )


if __name__ == "__main__":
    main()
