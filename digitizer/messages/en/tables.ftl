# Tables: what reading them leaves open, and their editor on the desk.

problem-table-rows-unsure = No rules part the rows of the table: compare each row with the image.
problem-table-columns-not-found = No heading found on the paper for: { $english }. Type these cells if the paper has them.
