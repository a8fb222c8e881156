"""An advice as a talk: its cards laid side by side, asked about, supposed about, chosen and refused; the plan, and who looks on."""
