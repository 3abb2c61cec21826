"""What members propose, and what admins make of it."""
