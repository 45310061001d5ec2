"""Links the mentions of a CSV with splink 5; run by a Python that has it, see ``people.py``.

Blocking and comparisons are those that its guide proposes for people; ``m`` and ``u`` are estimated
on the data. Two mentions of one case are never compared, as in our own comparison.
"""

import csv
import sys
from pathlib import Path

import duckdb
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

source, target = sys.argv[1], sys.argv[2]
connection = duckdb.connect()
rows = connection.read_csv(source, header=True, all_varchar=True)
empty = ("dob", "year", "nine", "twelve", "father", "mother", "spouse", "home")
columns = ", ".join(f"NULLIF({column}, '') AS {column}" for column in empty)
rows.project(f"unique_id, name, given, case_id, {columns}").create("mentions")
blocks = [
    block_on("name", "year"),
    block_on("nine"),
    block_on("twelve"),
    block_on("dob"),
    block_on("name", "spouse"),
    block_on("name", "mother"),
]
settings = SettingsCreator(
    link_type="dedupe_only",
    blocking_rules_to_generate_predictions=blocks,
    comparisons=[
        cl.JaroWinklerAtThresholds("name", [0.95, 0.88]).configure(term_frequency_adjustments=True),
        cl.LevenshteinAtThresholds("dob", [1, 2]),
        cl.ExactMatch("year"),
        cl.LevenshteinAtThresholds("nine", [1]),
        cl.LevenshteinAtThresholds("twelve", [1]),
        cl.JaroWinklerAtThresholds("father", [0.95]),
        cl.JaroWinklerAtThresholds("mother", [0.95]),
        cl.JaroWinklerAtThresholds("spouse", [0.95]),
        cl.ExactMatch("home"),
    ],
)
api = DuckDBAPI(connection=connection)
linker = Linker(api.register("mentions"), settings)
linker.training.estimate_probability_two_random_records_match(
    [block_on("twelve"), block_on("nine"), block_on("name", "dob")], recall=0.6
)
linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
for rule in (block_on("name", "year"), block_on("dob"), block_on("nine")):
    linker.training.estimate_parameters_using_expectation_maximisation(rule)
pairs = linker.inference.predict(threshold_match_probability=0.5)
with Path(target).open("w", encoding="utf-8", newline="") as stream:
    writer = csv.writer(stream)
    writer.writerow(("threshold", "cluster_id", "unique_id"))
    for threshold in (0.5, 0.9, 0.99, 0.999):
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            pairs, threshold_match_probability=threshold
        )
        rows = clusters.as_record_list()
        for row in rows:
            writer.writerow((threshold, row["cluster_id"], row["unique_id"]))
