"""The parts of an open case, a page each. None knows another, nor what may be done."""
