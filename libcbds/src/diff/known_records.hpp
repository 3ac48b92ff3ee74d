/// @file
/// Records of one document known again in another by their bytes.
#pragma once

#include "diff/hash.hpp"
#include "diff/record_entry.hpp"

#include <bit>
#include <span>
#include <string_view>
#include <vector>

namespace cbds::diff {

/// The records of a document that was read before, to be known again by their bytes. Most documents have their pupils in
/// one order: which record comes next is guessed, so that only its bytes have to be compared.
class KnownRecords {
public:
    explicit KnownRecords(std::span<const RecordEntry> records) : records_(records), slots_(std::bit_ceil(2 * records.size() + 1), kNoRecord) {
        for (std::size_t i = records.size(); i-- > 0;)
            if (records[i].upn != 0) slots_[slot_of(records[i].upn)] = static_cast<RecordIndex>(i);
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
        const RecordIndex found = slots_[slot_of(upn)];
        return found == kNoRecord ? kNoRecord : found + 1;
    }

private:
    /// Where the first record of a UPN is noted, or would be.
    [[nodiscard]] std::size_t slot_of(std::uint64_t upn) const noexcept {
        std::size_t slot = upn & (slots_.size() - 1);
        while (slots_[slot] != kNoRecord && records_[slots_[slot]].upn != upn) slot = (slot + 1) & (slots_.size() - 1);
        return slot;
    }

    std::span<const RecordEntry> records_;
    std::vector<RecordIndex> slots_;  ///< an open hash table by UPN, at most half full
};

}  // namespace cbds::diff
