"""The quality of the data by the six words of the plan."""

from __future__ import annotations

from digitizer.domain.data_quality import DataQuality, Share, Word, book_share, sampled_shares
from digitizer.domain.progress import Stage
from digitizer.workflow.ports import Ports


def measure_quality(ports: Ports, sample: int) -> DataQuality:
    """Measured now; about ``sample`` finished cases are looked at field by field."""
    with ports.unit_of_work() as unit:
        totals = unit.progress.tally().totals
        finished, read = totals[Stage.CHECKED], totals[Stage.READ]
        shares, sampled = sampled_shares(unit.measures.sample(finished, sample), ports.catalog)
        books = sum((book_share(*one) for one in unit.measures.books()), Share())
        return DataQuality(
            {
                Word.RIGHT: unit.measures.keyed_twice() + unit.measures.sampled(),
                Word.WHOLE: shares[Word.WHOLE] + books,
                Word.CLEAN: Share(max(0, read - unit.measures.doubtful()), read),
                Word.LIVE: shares[Word.LIVE],
                Word.UNIFORM: shares[Word.UNIFORM],
                Word.SHARED: Share(totals[Stage.EXPORTED], read),
            },
            sampled,
            finished,
        )
