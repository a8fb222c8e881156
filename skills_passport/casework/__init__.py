"""What an employee and a transfer coach do together: sharing, verdicts, a plan, messages, follow-up.

For pages: `employee` (share, end a share, plan, answer), `coach` (open a case, take it, judge, plan, write, follow up);
`store.cases_for` and `store.reminders` are the coach's lists. The other modules hold the shapes and are pure.
"""
