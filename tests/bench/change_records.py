"""Copies a census return with one value changed of one pupil in so many, another item each time.

    change_records.py RETURN.xml CHANGED.xml [EVERY]

Prints how many values were changed.
"""
import re
import sys

EVERY = 50  # of the pupils, one in so many: 2 %
BLOCK = 1 << 24
START = b"<PupilIdentifiers>"  # of a record, near enough
ITEMS = (b"Surname", b"Language", b"UniquePropertyReferenceNumber", b"SENprovision", b"EntryDate", b"NCyearActual", b"UKcountry", b"PLAA",
         b"Forename", b"DOB")  # none of them tells an entry or a pupil from the others
VALUE = {item: re.compile(b"<" + item + b">([^<]*)</" + item + b">") for item in ITEMS}


def other(value):
    """Another value of the same kind: the last letter or digit is another one."""
    text = value.decode("utf-8")
    last = "1" if text.endswith("2") else "2" if text[-1:].isdigit() else "A" if text.endswith("Z") else "Z"
    return (text[:-1] + last).encode("utf-8")


class Changer:
    def __init__(self, every):
        self._every = every
        self._pupils = 0
        self.changed = 0

    def record(self, record):
        """A record from behind its first tag to that of the next one."""
        self._pupils += 1
        if self._pupils % self._every:
            return record
        wanted = ITEMS[self.changed % len(ITEMS)]
        self.changed += 1
        found = VALUE[wanted].search(record) or VALUE[b"Surname"].search(record)
        return record[:found.start(1)] + other(found[1]) + record[found.end(1):]


def change(original, changed, every=EVERY):
    """Copies the file. Returns how many values were changed."""
    changer = Changer(every)
    with open(original, "rb") as source, open(changed, "wb") as target:
        rest = b""
        first = True  # what stands before the first record
        while block := source.read(BLOCK):
            *whole, rest = (rest + block).split(START)
            for part in whole:
                target.write((part if first else changer.record(part)) + START)
                first = False
        target.write(changer.record(rest))
    return changer.changed


if __name__ == "__main__":
    print(change(sys.argv[1], sys.argv[2], *(int(every) for every in sys.argv[3:])))
