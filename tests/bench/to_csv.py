"""A peer of `cbds convert`: a census return to a CSV of 12 columns, as Python scripts do it with lxml.

    to_csv.py RETURN.xml OUT.csv
"""
import csv
import sys

from lxml import etree

COLUMNS = {
    "UPN": "PupilIdentifiers/UPN", "Surname": "PupilIdentifiers/Surname", "Forename": "PupilIdentifiers/Forename",
    "DOB": "PupilIdentifiers/DOB", "Sex": "PupilIdentifiers/Sex", "Ethnicity": "PupilCharacteristics/Ethnicity",
    "Language": "PupilCharacteristics/Language", "ServiceChild": "PupilCharacteristics/ServiceChild",
    "EnrolStatus": "PupilStatus/EnrolStatus", "EntryDate": "PupilStatus/EntryDate", "NCyearActual": "PupilStatus/NCyearActual",
    "SENprovision": "SpecialEducationalNeeds/SENprovision",
}


def main():
    paths = list(COLUMNS.values())
    with open(sys.argv[2], "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for _, record in etree.iterparse(sys.argv[1], tag=("PupilOnRoll", "PupilNoLongerOnRoll")):
            writer.writerow([record.findtext(path) for path in paths])
            record.clear()
            while record.getprevious() is not None:
                del record.getparent()[0]


if __name__ == "__main__":
    main()
