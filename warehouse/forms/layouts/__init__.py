"""An office's own layout: proposed to the hub, accepted once, then read by heading path."""
