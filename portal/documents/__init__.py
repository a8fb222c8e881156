"""The passport on paper and in other programs: pictures, PDF, workbook, Europass, Open Badges. Starts reading at `dossier.py`."""
