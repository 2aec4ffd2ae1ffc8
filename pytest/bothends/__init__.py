"""The driver of bothends: reads cases, plays them on two peers, judges, reports."""
