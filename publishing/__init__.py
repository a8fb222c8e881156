"""From draft to live: everything people edit as whole versions, who wrote and reviewed them, and which one is served now."""
