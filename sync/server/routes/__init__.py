"""The office's HTTP interface, a module for each thing a device asks for."""
