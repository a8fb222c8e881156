"""Between an employee and their coach, in the talk: what the coach did is told, and answered; and who may look on."""
