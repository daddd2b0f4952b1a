"""What several code problems share: drawn arrays, windows to be drawn, and wrong ways."""
