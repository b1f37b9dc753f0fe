"""What stands on the desk: protocols and stand-ins. Drivers that need Qt are in `ui.devices`."""
