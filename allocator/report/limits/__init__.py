"""What the plan has run into: limits that hold it back, in words and with their legal basis."""
