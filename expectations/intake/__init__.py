"""Rules on one report: which checks a form has, how they are worded and how they are run."""
