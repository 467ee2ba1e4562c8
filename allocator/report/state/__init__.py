"""One member state's part in the plan: its facts, sentences, tables and sheet."""
