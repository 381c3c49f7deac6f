"""Every decision that takes a random draw, numbered once. A number is never reused and never changes its meaning.

A draw is a pure function of (seed, worker, month, decision): decision `d` is word `d % 4` of Philox block `d // 4`, so
decisions that are drawn for every worker every month stand together in blocks, and rare ones apart.
"""

from typing import Final

# blocks 0 and 1: for every worker every month
INCOME_PERSISTENT: Final = 0
INCOME_TRANSITORY: Final = 1
INCOME_ZERO: Final = 2
SHOCK: Final = 3
CHOOSES: Final = 4  # a member whether to pay, others whether to try to join or to register again: once a month
INJURED: Final = 5
DIES: Final = 6
LEAVES: Final = 7
EVERYBODYS: Final = 8  # how many those are
# blocks 2 to 4: only for the few that something happens to
COMPLETES: Final = 8
SEVERITY: Final = 12
DEGREE: Final = 13
COST: Final = 14
FILES: Final = 15
WORK_RELATED: Final = 16
CHILDREN: Final = 17
DECLARES: Final = 18
KEEPS_PAYING: Final = 19
# block 5: offices
OFFICE_TIE: Final = 20
OFFICE_REACH: Final = 21
OFFICE_FOUND: Final = 22
OFFICE_VERIFIED: Final = 23
# block 6: reports and contacts
REPORTED: Final = 24
SOCIAL_REACH: Final = 25  # whom social workers meet singly
AGENT_REACH: Final = 26
AGENT_CHEATS: Final = 27
# block 7: what happens to those listed; sponsors
MONITORED: Final = 28
REPORTED_MEMBER: Final = 29
RECHECKED: Final = 30
SPONSOR_TIE: Final = 31
# blocks 8 to 12: birth of a worker, drawn at month 0 of its life
BORN_AGE_SEX: Final = 32
BORN_AGE_WITHIN: Final = 33
BORN_TRADE: Final = 34
BORN_AREA: Final = 35
BORN_INCOME: Final = 36
BORN_FRAILTY: Final = 37
BORN_HOUSEHOLD: Final = 38
BORN_DEPENDANTS: Final = 39
BORN_MARRIED: Final = 40
BORN_DISABLED: Final = 41
BORN_RESIDENT: Final = 42
BORN_LISTED: Final = 43
BORN_REGISTRY: Final = 44
BORN_AWARE: Final = 45
BORN_TRUST: Final = 46
BORN_MEMBER: Final = 47
BORN_BUFFER: Final = 48
BORN_PERSISTENT: Final = 49
BORN_TENURE: Final = 50
BORN_ROW: Final = 51
# block 13: social workers
GROUP_TIE: Final = 52  # who of a cell is in its peer group
ADVOCATED_AREA: Final = 53  # drawn for a kelurahan by its number, at month 0
TRIAL_ENROLS: Final = 54  # who takes part in an experiment among members (`experiments/`)
TRIAL_AUTO_DEBIT: Final = 55  # who agrees to auto-debit in an experiment
