"""A desk in simulated time: the real services and the real database, with people, a clock and a broker of its own."""
