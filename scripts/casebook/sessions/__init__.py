"""Training sessions: slides, papers, quizzes, and the kits that the session builder puts together."""
