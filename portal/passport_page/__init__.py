"""The parts of the employee's own page beside what they told: skills with who stands for them, advices over time, the plan, the coach."""
