"""How well the register of people tells who is one person: precision, recall, time.

Run by hand: ``python tests/benchmarks/people.py [--seed 2] [--papers 5000] [--peer PYTHON]``.
The papers go through the real store one by one, as when clerks finish them. ``--peer`` names a
Python that has splink, which then links the same mentions.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from commune import Commune
from commune_faults import invent

from digitizer.domain.case import CaseReading, Region
from digitizer.domain.lifecycle import CaseState
from digitizer.domain.page import PageReading
from digitizer.domain.people.cleaning import findings_of
from digitizer.domain.people.entries import Comparer, PersonEntry, entries_of
from digitizer.domain.people.evidence import Verdict
from digitizer.domain.people.findings import CONTRADICTIONS, Finding
from digitizer.domain.people.mention import Aspect, Mention, MentionId
from digitizer.domain.people.names import name_key
from digitizer.domain.record import FieldReading, ReadingState
from digitizer.domain.schema import Catalog
from digitizer.schemas import load_catalog
from digitizer.store import SqlUnitOfWorkFactory, open_engine, upgrade
from digitizer.workflow.people_case import findings_of_case
from digitizer.workflow.ports import NewScan

_PEER = Path(__file__).parent / "people_peer.py"
Pair = tuple[MentionId, MentionId]


@dataclass(frozen=True)
class Outcome:
    found: int
    right: int
    wanted: int
    reached: int

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 1.0
        recall = self.reached / self.wanted if self.wanted else 1.0
        return (
            f"precision {precision:.4f} ({self.right} of {self.found})"
            f"  recall {recall:.4f} ({self.reached} of {self.wanted})"
        )


def _say(*parts: object) -> None:
    sys.stdout.write(" ".join(map(str, parts)) + "\n")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=2)
    options.add_argument("--papers", type=int, default=5000)
    options.add_argument("--peer", type=Path, default=None)
    options.add_argument("--misses", action="store_true", help="print what was missed or wrong")
    chosen = options.parse_args()
    made = invent(chosen.seed, chosen.papers)
    _say(f"seed {chosen.seed}: {len(made.papers)} papers, {len(made.planted)} planted faults")
    with tempfile.TemporaryDirectory() as folder:
        measure(made, Path(folder), chosen.peer, misses=chosen.misses)


def measure(made: Commune, folder: Path, peer: Path | None, *, misses: bool) -> None:
    catalog = load_catalog()
    engine = open_engine(f"sqlite:///{folder / 'people.db'}")
    upgrade(engine)
    units = SqlUnitOfWorkFactory(engine, catalog)
    case_ids = _store(units, made)
    started = time.perf_counter()
    with units() as unit:
        mentions, links = unit.people.everything()
        comparer = Comparer(catalog.people, {})
        entries = entries_of(mentions, links, comparer)
        found = findings_of(entries, links, unit.people.same_entries(), comparer)
        total = unit.people.count()
    _say(f"all findings of {total} mentions: {time.perf_counter() - started:.2f} s")
    _look(units, catalog, case_ids)
    with units(write=True) as unit:
        started = time.perf_counter()
        unit.people.rebuild()
        _say(f"rebuild: {time.perf_counter() - started:.1f} s")
    truth = {
        MentionId(case_ids[number], key): person
        for number, paper in enumerate(made.papers)
        for key, person in paper.who.items()
    }
    with units() as unit:
        whole = dict(unit.people.get(truth))
    _report(made, case_ids, truth, whole, entries, found, misses=misses)
    maybe = [link for link in links if link.verdict is Verdict.MAYBE and not link.apart]
    same = sum(truth[link.left] == truth[link.right] for link in maybe)
    _say(f"perhaps one person (to look at): {len(maybe)} pairs, {same} of them truly one")
    if peer:
        _peer(peer, folder, whole, truth)
    engine.dispose()


def _store(units: SqlUnitOfWorkFactory, made: Commune) -> list[int]:
    catalog = load_catalog()
    ids = []
    finishing = 0.0
    slowest = 0.0
    with units(write=True) as unit:
        now = datetime(2026, 1, 1, tzinfo=UTC)
        scan = unit.scans.add(NewScan("a" * 64, "a.pdf", 1, "application/pdf", 1, now, None))
        unit.scans.add_pages(scan.id, [(PageReading(1, 10, 10, 300, 0, 0.0, ()), "b" * 64)])
        for paper in made.papers:
            doc_type = catalog.types[paper.doc_type]
            fields = tuple(
                FieldReading(key, value, value, 1.0, ReadingState.ACCEPTED)
                for key, value in paper.values.items()
            )
            reading = CaseReading(doc_type.key, doc_type.version, 1.0, (Region(1),), fields)
            case = unit.cases.add(scan.id, reading, None)
            started = time.perf_counter()
            unit.cases.save(replace(case, state=CaseState.CHECKED), case.revision)
            finishing += (spent := time.perf_counter() - started)
            slowest = max(slowest, spent)
            ids.append(case.id)
        unit.commit()
    mean = 1000 * finishing / len(ids)
    _say(f"finishing a case with its people: mean {mean:.1f} ms, slowest {1000 * slowest:.0f} ms")
    return ids


def _look(units: SqlUnitOfWorkFactory, catalog: Catalog, case_ids: list[int]) -> None:
    """What the register adds to showing one case."""
    some = case_ids[:: max(1, len(case_ids) // 200)]
    with units() as unit:
        cases = [unit.cases.get(case_id) for case_id in some]
        started = time.perf_counter()
        for case in cases:
            doc_type = catalog.type_of(case.record)
            if case.record and doc_type:
                findings_of_case(catalog, unit, case.id, case.record, doc_type)
    mean = 1000 * (time.perf_counter() - started) / len(cases)
    _say(f"contradictions of a case that is shown: mean {mean:.1f} ms")


def _report(
    made: Commune,
    case_ids: list[int],
    truth: dict[MentionId, int],
    whole: dict[MentionId, Mention],
    entries: Iterable[PersonEntry],
    found: Iterable[Finding],
    *,
    misses: bool,
) -> None:
    together = {pair for entry in entries for pair in _pairs(each.id for each in entry.mentions)}
    by_person: dict[int, list[MentionId]] = defaultdict(list)
    for mention_id, person in truth.items():
        by_person[person].append(mention_id)
    all_pairs = {pair for ids in by_person.values() for pair in _pairs(ids)}
    enough = {pair for pair in all_pairs if enough_evidence(*(whole[each] for each in pair))}
    wrong = [pair for pair in together if pair not in all_pairs]
    right = len(together) - len(wrong)
    _say(
        "person pairs, enough evidence:",
        Outcome(len(together), right, len(enough), len(enough & together)),
    )
    _say("person pairs, all:            ", Outcome(len(together), right, len(all_pairs), right))
    _report_planted(made, case_ids, truth, list(found), misses=misses)
    if misses:
        for pair in [*wrong[:25], None, *sorted(enough - together)[:25]]:
            _say("  --- missed:" if pair is None else [_brief(whole[each]) for each in pair])


def enough_evidence(left: Mention, right: Mention) -> bool:
    """Whether the two state enough to tell: a number of one kind, the full day of birth, or the
    year with a parent or the spouse; whatever faults are in it."""
    lengths = ({len(fact.value) for fact in each.numbers} for each in (left, right))
    if set.intersection(*lengths):
        return True
    if left.id.case_id == right.id.case_id:
        return True
    days = [each.value(Aspect.BORN) for each in (left, right)]
    if all(len(day) == 10 for day in days):
        return True
    kin = (Aspect.FATHER, Aspect.MOTHER, Aspect.SPOUSE)
    return all(days) and any(left.value(each) and right.value(each) for each in kin)


def _report_planted(
    made: Commune,
    case_ids: list[int],
    truth: dict[MentionId, int],
    found: list[Finding],
    *,
    misses: bool,
) -> None:
    told = [each for each in found if each.code in CONTRADICTIONS]
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in told:
        by_code[finding.code].append(finding)
    for kind in ("registered-twice", "born", "number", "sex", "after-death", "married-twice"):
        planted = [each for each in made.planted if each.kind == kind]
        cases = {case for each in by_code[kind] for case in each.cases}
        reached = [each for each in planted if case_ids[each.paper] in cases]
        true = [each for each in by_code[kind] if _is_true(each, made, case_ids, truth)]
        _say(f"{kind:>17}:", Outcome(len(by_code[kind]), len(true), len(planted), len(reached)))
        if misses:
            for each in planted:
                if each not in reached:
                    _say("   missed", made.papers[each.paper].values, each.key)
            for each in by_code[kind]:
                if each not in true:
                    _say("   false", _brief(each.left.mention), _brief(each.right.mention))
    names = [each for code in ("name", "father", "mother") for each in by_code[code]]
    true = [each for each in names if _one(each, truth)]
    _say(f"{'names':>17}: {len(names)} found, {len(true)} of one person")
    linked = {
        frozenset(each.cases) for each in found if each.code in ("registered-twice", "same-person")
    }
    pairs = {frozenset((case_ids[one], case_ids[other])) for one, other in made.twice}
    _say(f"  cases that repeat an event, sure or perhaps: {len(pairs & linked)} of {len(pairs)}")


def _one(finding: Finding, truth: dict[MentionId, int]) -> bool:
    return truth[finding.left.mention.id] == truth[finding.right.mention.id]


def _is_true(
    finding: Finding, made: Commune, case_ids: list[int], truth: dict[MentionId, int]
) -> bool:
    """Two sources about one person; a repeated event must be a planted one."""
    if not _one(finding, truth):
        return False
    if finding.code != "registered-twice":
        return True
    number_of = {case_id: number for number, case_id in enumerate(case_ids)}
    numbers = sorted(number_of[case] for case in finding.cases)
    return (numbers[0], numbers[1]) in made.twice


def _pairs(ids: Iterable[MentionId]) -> Iterator[Pair]:
    yield from combinations(sorted(ids), 2)


def _brief(mention: Mention) -> dict[str, str]:
    said = {fact.aspect.value: fact.value for fact in mention.facts}
    return {"id": str(mention.id), **said, "residence": said.get("residence", "").split(",")[0]}


def _peer(
    python: Path, folder: Path, whole: dict[MentionId, Mention], truth: dict[MentionId, int]
) -> None:
    """The same mentions to splink, with the columns that a user of it would give it."""
    source, target = folder / "mentions.csv", folder / "pairs.csv"
    columns = ("unique_id", "name", "given", "dob", "year", "nine", "twelve", "father", "mother")
    columns = (*columns, "spouse", "home", "case_id")
    with source.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        for mention in whole.values():
            writer.writerow(_peer_row(mention))
    started = time.perf_counter()
    subprocess.run([python, _PEER, source, target], check=True)
    _say(f"splink: {time.perf_counter() - started:.1f} s")
    by_person: dict[int, list[MentionId]] = defaultdict(list)
    for mention_id, person in truth.items():
        by_person[person].append(mention_id)
    wanted = {pair for ids in by_person.values() for pair in _pairs(ids)}
    enough = {pair for pair in wanted if enough_evidence(*(whole[each] for each in pair))}
    groups: dict[str, dict[str, list[MentionId]]] = defaultdict(lambda: defaultdict(list))
    with target.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            groups[row["threshold"]][row["cluster_id"]].append(MentionId.parse(row["unique_id"]))
    for threshold, clusters in groups.items():
        found = {pair for ids in clusters.values() for pair in _pairs(ids)}
        outcome = Outcome(len(found), len(found & wanted), len(enough), len(found & enough))
        _say(f"splink at {threshold}, enough evidence:", outcome)


def _peer_row(mention: Mention) -> list[str]:
    born = mention.value(Aspect.BORN)
    key = name_key(mention.name)
    numbers = {len(fact.value): fact.value for fact in mention.numbers}
    kin = [name_key(mention.value(each)) for each in (Aspect.FATHER, Aspect.MOTHER, Aspect.SPOUSE)]
    return [
        str(mention.id),
        key,
        key.split()[-1],
        born if len(born) == 10 else "",
        born[:4],
        numbers.get(9, ""),
        numbers.get(12, ""),
        *kin,
        name_key(mention.value(Aspect.RESIDENCE).split(",")[0]),
        str(mention.id.case_id),
    ]


if __name__ == "__main__":
    main()
