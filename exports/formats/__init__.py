"""Open formats for sharing: XML with its schema, descriptions of the CSV and JSON tables, and the
metadata of official documents. Each module's exporter is offered as a plug-in."""
