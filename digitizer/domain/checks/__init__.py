"""What is wrong with a record: field by field, and between fields."""

from digitizer.domain.checks.record import blocking, broken_rules, check_record
from digitizer.domain.checks.rules import RULE_KINDS, check_rule

__all__ = ["RULE_KINDS", "blocking", "broken_rules", "check_record", "check_rule"]
