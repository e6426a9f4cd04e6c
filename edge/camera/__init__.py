"""Camera: every source of frames behind one port."""
