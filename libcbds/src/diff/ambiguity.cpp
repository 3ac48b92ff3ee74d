#include "diff/ambiguity.hpp"

#include "diff/record_source.hpp"
#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::diff {
namespace {

std::vector<std::uint64_t> record_numbers(const std::vector<RecordIndex>& records) {
    std::vector<std::uint64_t> made;
    for (const RecordIndex record : records) made.push_back(std::uint64_t{record} + 1);
    return made;
}

/// Reads values of the first of some records.
class FirstRecord {
public:
    FirstRecord(const IndexedDocument& document, const std::vector<RecordIndex>& records, std::span<const RecordItems> items)
        : element_(read(document, std::span(records).first(1))), items_(items_of(items, element_.id)) {}

    [[nodiscard]] std::string value(schema::ElementId RecordItems::* item) const { return value_of(element_, items_.*item); }

private:
    static xml::Element read(const IndexedDocument& document, std::span<const RecordIndex> record) {
        xml::ReaderMemory memory = document.memory;
        return std::move(read_records(document, record, memory).front());
    }

    xml::Element element_;
    RecordItems items_;
};

}  // namespace

Ambiguity ambiguity_of(const IndexedDocument& before, const IndexedDocument& after, const AmbiguousRecords& records,
                       std::span<const RecordItems> items) {
    Ambiguity made{records.by, {}, record_numbers(records.before), record_numbers(records.after)};
    if (records.by == MatchedBy::name_and_birth_date) return made;
    const FirstRecord newer(after, records.after, items);
    made.key = newer.value(records.by == MatchedBy::uln ? &RecordItems::uln : &RecordItems::upn);
    if (records.by != MatchedBy::former_upn) return made;
    // The UPN of one is the former one of the other, whichever of them that is.
    const std::string old_upn = FirstRecord(before, records.before, items).value(&RecordItems::upn);
    if (!old_upn.empty() && ascii::same_but_case(old_upn, newer.value(&RecordItems::former_upn))) made.key = old_upn;
    return made;
}

}  // namespace cbds::diff
