"""What of a plan one member state may be given, and what would let it work out the rest."""
