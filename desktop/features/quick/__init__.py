"""One typed line anywhere in the program makes a next step with somebody, an action item, or a person."""
