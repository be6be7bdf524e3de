"""Personal data and secrecy marks: every kind there is, looked for in any text."""
