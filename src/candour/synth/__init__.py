"""An invented authority, calibrated to published figures, whose workers go through the same desk."""
