"""The catalogue as HR changes it: entries as forms, a workbook with all of it, and the figures of the labour market."""
