"""Every rule of the audit by its id, and the sentences of their findings."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lindung.compliance.assessment.data_rules import DATA_RULES
from lindung.compliance.assessment.lead_rules import LEAD_RULES
from lindung.compliance.assessment.line_rules import LINE_RULES
from lindung.compliance.assessment.other_rules import OTHER_RULES
from lindung.compliance.assessment.rule import Rule
from lindung.messages import Text

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {rule.id: rule for rule in (*LINE_RULES, *OTHER_RULES, *DATA_RULES, *LEAD_RULES)}
)
CANNOT_TELL: Final = "cannot_tell"
BELOW_AS_LEAD: Final = "BASE-BELOW-UMK/lead"
# By the column `template` of a finding; names in braces are columns of the same finding.
TEMPLATES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        **{rule.id: rule.says for rule in RULES.values()},
        CANNOT_TELL: Text("Tidak dapat dipastikan: {reason_id}.", "Cannot tell: {reason_en}."),
        BELOW_AS_LEAD: Text(
            "Dasar iuran bulan {month} dilaporkan {base_reported}, di bawah upah minimum {minimum_wage}. Menurut "
            "pembacaan "
            "yang dipilih dasar iuran tidak punya batas bawah, jadi ini petunjuk, bukan pelanggaran.",
            "The contribution base of {month} was reported as {base_reported}, below the minimum wage of "
            "{minimum_wage}. "
            "Under the reading chosen the base has no floor, so this is a lead, not a breach.",
        ),
    }
)
