"""Documents on paper and by mail: frozen values in, PDF, .ics and .eml out; no Qt, no store."""
