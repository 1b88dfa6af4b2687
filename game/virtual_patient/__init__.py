"""Simulated people: how one plays. The body that sways and lags is the simulated device's."""
