# Tables: what reading them leaves open, and their editor on the desk.

problem-table-rows-unsure = No rules part the rows of the table: compare each row with the image.
problem-table-columns-not-found = No heading found on the paper for: { $columns_en }. Type these cells if the paper has them.

ui-table-add-row = Add row ({ $keys })
ui-table-remove-row = Remove row ({ $keys })
ui-table-cell = { $table }, row { $row }, { $column }
ui-tick-yes = Ticked
ui-tick-no = Not ticked
ui-tick-unsaid = Not said yet: press Space to choose
