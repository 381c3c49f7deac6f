"""How a calibration is shown: terminal, JSON, page."""
