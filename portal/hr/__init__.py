"""HR's pages: totals, costs, plans and papers. No page here knows a person."""
