"""What a codebook says in; a sheet in Markdown or HTML, English or Chinese, out. No database here."""
