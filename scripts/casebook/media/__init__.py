"""Files that are no text: pictures, drawings, charts, office files."""
