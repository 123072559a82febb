"""How a desk does, computed and laid out from plain values: periods, figures, plots and tables. No Django in here."""
