"""What people edit, read and checked: every mistake is named with file, line and field."""

import os

os.environ["OPENPYXL_LXML"] = "False"  # lxml, where another package brings it, would read workbooks without the guard of defusedxml
