"""Why a state gives what it gives: the best plan in which it is otherwise, and the price of it."""
