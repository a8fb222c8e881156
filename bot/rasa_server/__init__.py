"""The Rasa server beside us: trained, started, watched, asked, and waited for when it is silent."""
