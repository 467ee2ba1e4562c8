"""What a scenario and a plan are: frozen, strict records that know no file, sheet or solver."""
