"""The work: flows, schedules, settings, command line, report pages."""
