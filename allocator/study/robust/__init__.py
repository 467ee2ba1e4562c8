"""One plan for several scenarios, and what it costs against knowing which of them comes."""
