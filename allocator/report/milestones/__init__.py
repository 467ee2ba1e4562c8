"""Sheet `milestones`: what must be decided, ordered, crewed and delivered by when."""
