"""How far the work is: charts, plan, quality of the data, reports."""
