/// @file
/// Records of one document known again in another by their bytes.
#pragma once

#include "diff/hash.hpp"
#include "diff/record_entry.hpp"
#include "io/hash_index.hpp"

#include <span>
#include <string_view>

namespace cbds::diff {

/// The records of a document that was read before, to be known again by their bytes. Most documents have their pupils in
/// one order: which record comes next is guessed, so that only its bytes have to be compared.
class KnownRecords {
public:
    explicit KnownRecords(std::span<const RecordEntry> records) : records_(records), by_upn_(records.size()) {
        for (std::size_t i = 0; i < records.size(); ++i)
            if (records[i].upn != 0 && behind(records[i].upn) == kNoRecord) by_upn_.add(records[i].upn, static_cast<RecordIndex>(i));
    }

    /// Whether the record with that number begins the text.
    [[nodiscard]] bool begins(RecordIndex number, schema::ElementId element, std::string_view text) const noexcept {
        if (number >= records_.size()) return false;
        const RecordEntry& entry = records_[number];
        const bool fits = entry.by_bytes && entry.element == element && entry.length <= text.size();
        return fits && hash_of(text.substr(0, entry.length)) == entry.content;
    }
    [[nodiscard]] const RecordEntry& operator[](RecordIndex number) const noexcept { return records_[number]; }

    /// The number of the record behind the first one of a UPN; `kNoRecord` where there is no such UPN.
    [[nodiscard]] RecordIndex behind(std::uint64_t upn) const noexcept {
        const auto found = by_upn_.find(upn, [&](RecordIndex each) { return records_[each].upn == upn; });
        return found ? *found + 1 : kNoRecord;
    }

private:
    std::span<const RecordEntry> records_;
    io::HashIndex by_upn_;
};

}  // namespace cbds::diff
