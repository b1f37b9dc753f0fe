"""Papers: what stands on each, set by Typst (PDF, SVG, PNG) and by python-docx. Knows no store."""
