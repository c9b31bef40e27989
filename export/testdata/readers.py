"""Reads lists with the readers that other people use, and prints what they saw:
for each reader its id, title, year and address of every reference."""
import json
import sys
import warnings

import bibtexparser
import pybtex.database
import rispy
from citeproc.source.json import CiteProcJSON

ris, bibtex, csl = (open(path, encoding="utf-8", newline="").read() for path in sys.argv[1:])
seen = {}
seen["rispy"] = [[r["id"], r["title"], r.get("year", ""), r["urls"][0]] for r in rispy.loads(ris)]
library = bibtexparser.parse_string(bibtex)
if library.failed_blocks:
    sys.exit(f"bibtexparser: {library.failed_blocks}")
strip = lambda title: title.removeprefix("{").removesuffix("}")
seen["bibtexparser"] = [[e.key, strip(e["title"]), e.fields_dict["year"].value if "year" in e.fields_dict else "", e["url"]] for e in library.entries]
entries = pybtex.database.parse_string(bibtex, "bibtex").entries
seen["pybtex"] = [[key, strip(e.fields["title"]), e.fields.get("year", ""), e.fields["url"]] for key, e in entries.items()]
warnings.simplefilter("ignore")
source = CiteProcJSON(json.loads(csl))
seen["citeproc"] = [[key, str(r["title"]), str(r["issued"]["year"]) if "issued" in r else "", str(r["URL"])] for key, r in source.items()]
json.dump(seen, sys.stdout)
