"""The tutorial's CSV files, at a scale."""

import generate_data

from . import WORK


def make_data(scale):
    """The CSV files of that scale, made once and kept in build/."""
    folder = WORK / f"data-{scale:g}"
    names = {
        "users": "user_data.csv",
        "article_hits": "article_hits.csv",
        "leads": "form_leads.csv",
    }
    if not (folder / "complete").exists():
        print(f"Making the data: {folder}", flush=True)
        generate_data.generate(folder, scale)
        (folder / "complete").touch()
    return {table: folder / name for table, name in names.items()}
