/// @file
/// Rules across the documents of one run (`--across`, rules ACR): who is in two of them, and does that fit.
///
/// A pupil takes about 75 bytes: numbers and hashes of names, never a text. What does not fit is told in the later
/// document, so that nothing waits for the end of the run. Rolls and exclusions are compared between returns of one edition and
/// different schools; persons between all documents.
#pragma once

#include "cbds/rules/selection.hpp"
#include "cbds/schema/plan.hpp"
#include "rules/draft.hpp"
#include "rules/facts.hpp"
#include "rules/part_view.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace cbds::rules {

/// The items of a record that are compared.
enum class AcrossItem : std::uint8_t { upn, surname, forename, dob, sex, uln, eligibility, status };
inline constexpr std::size_t kAcrossItems = 8;

/// Where an edition has them.
struct AcrossColumns {
    explicit AcrossColumns(const schema::Plan& plan);

    struct InRecord {
        schema::ElementId record = schema::kNoElement;
        std::array<schema::ElementId, kAcrossItems> items{};
        schema::ElementId exclusion = schema::kNoElement;
        schema::ElementId category = schema::kNoElement;
        schema::ElementId start = schema::kNoElement;
    };
    std::vector<InRecord> records;
};

/// One record as it is compared. Numbers are 0 where the item is missing or at fault.
struct AcrossRecord {
    std::uint64_t upn = 0;
    std::uint64_t uln = 0;
    std::uint64_t eligibility = 0;
    std::uint64_t person = 0;   ///< hash of names, birth date and sex
    std::uint32_t surname = 0;  ///< hash
    std::uint32_t dob = 0;      ///< YYYYMMDD
    char sex = 0;
    char status = 0;  ///< of one on roll
    std::vector<std::uint64_t> exclusions;
    std::string key;
    std::string year_group;
    std::uint64_t record = 0;  ///< as `Draft::record`
    std::array<std::uint32_t, kAcrossItems> offsets{};
    std::uint32_t exclusion_offset = 0;
    const AcrossColumns::InRecord* columns = nullptr;
};

/// Reads what is compared of the record that `maker` has begun. @returns false for a part that is none
bool read_record(const AcrossColumns& columns, const PartView& view, FindingMaker& maker, AcrossRecord& record);

inline constexpr std::uint32_t kNoPlace = UINT32_MAX;

/// A table from numbers to the places of what has them. The numbers themselves stand elsewhere.
class PlaceTable {
public:
    /// Puts the place of a number, in the stead of the one before.
    /// @param key_at  gives the number of a place
    /// @returns the place before; `kNoPlace` for a new number
    template <typename KeyAt>
    std::uint32_t put(std::uint64_t key, std::uint32_t place, KeyAt key_at) {
        if (used_ * 4 >= slots_.size() * 3) grow(key_at);
        std::uint32_t& slot = slots_[slot_of(key, key_at)];
        used_ += slot == 0 ? 1 : 0;
        return std::exchange(slot, place + 1) - 1;
    }

private:
    template <typename KeyAt>
    [[nodiscard]] std::size_t slot_of(std::uint64_t key, KeyAt key_at) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t slot = (key * 0x9E3779B97F4A7C15U >> 20) & mask;
        while (slots_[slot] != 0 && key_at(slots_[slot] - 1) != key) slot = (slot + 1) & mask;
        return slot;
    }

    template <typename KeyAt>
    void grow(KeyAt key_at) {
        std::vector<std::uint32_t> old(slots_.empty() ? 1024 : slots_.size() * 2);
        old.swap(slots_);
        for (const std::uint32_t place : old)
            if (place != 0) slots_[slot_of(key_at(place - 1), key_at)] = place;
    }

    std::vector<std::uint32_t> slots_;  ///< a place and 1; 0 is free
    std::size_t used_ = 0;
};

/// Everybody in the documents of a run so far.
class AcrossChecks {
public:
    explicit AcrossChecks(const Selection& selection) : selection_(selection) {}

    /// Begins the next document. @param school  its DfE number; empty where it is not known
    void begin(std::string_view name, std::string_view school, schema::Edition edition);

    /// Compares a record with those of earlier documents, and notes it.
    void note(const AcrossRecord& record, std::uint64_t first_record, const schema::Plan& plan, std::vector<Draft>& drafts);

    /// The earlier document that is of the same school and edition; null where there is none.
    [[nodiscard]] const std::string* same_return() const;

private:
    struct Document {
        std::string name;
        std::string school;
        schema::Edition edition;
    };
    struct Pupil {
        std::uint64_t upn;
        std::uint64_t person;
        std::uint32_t surname;
        std::uint32_t dob;
        std::uint32_t document;
        std::uint32_t record;
        std::uint32_t earlier;  ///< the one before with the same UPN; `kNoPlace` for none
        char sex;
        char status;
    };
    /// A number that only some have, and the pupil who has it.
    struct Number {
        std::uint64_t number;
        std::uint32_t pupil;
    };
    struct Numbers {
        std::vector<Number> all;
        PlaceTable table;
    };

    class Comparison;

    static std::uint32_t put(Numbers& numbers, std::uint64_t number, std::uint32_t pupil);

    const Selection& selection_;
    std::vector<Document> documents_;
    std::vector<Pupil> pupils_;
    PlaceTable by_upn_;
    PlaceTable by_person_;
    Numbers ulns_;
    Numbers eligibilities_;
    Numbers exclusions_;
};

}  // namespace cbds::rules
