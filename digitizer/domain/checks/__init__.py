"""What is wrong with a record: field by field, and between fields."""

from digitizer.domain.checks.batch import (
    BATCH_RULE_KINDS,
    BatchFinding,
    Entry,
    check_batch,
    check_batch_rule,
)
from digitizer.domain.checks.pages import check_pages
from digitizer.domain.checks.record import blocking, broken_rules, check_record
from digitizer.domain.checks.rules import RULE_KINDS, check_rule
from digitizer.domain.checks.scan_order import ScanPlace

__all__ = [
    "BATCH_RULE_KINDS",
    "RULE_KINDS",
    "BatchFinding",
    "Entry",
    "ScanPlace",
    "blocking",
    "broken_rules",
    "check_batch",
    "check_batch_rule",
    "check_pages",
    "check_record",
    "check_rule",
]
