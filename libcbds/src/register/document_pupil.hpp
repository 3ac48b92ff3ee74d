/// @file
/// What a transfer file or a census return says of a pupil that registers want to know, taken out of its record.
#pragma once

#include "cbds/register/session.hpp"
#include "cbds/schema/dictionary.hpp"
#include "cbds/xml/part.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::registers {

/// An item of the two collections, by what it is.
enum class DocumentItem : std::uint8_t {
    none,
    upn, surname, forename, birth_date, sex, year_group, ethnicity, enrol_status, in_care, boarder, entry, leaving,
    fsm, fsm_period, fsm_start, fsm_end,          // eligibility for free meals
    sen, sen_entry, sen_start, sen_provision,     // special needs: of a census one value, of a transfer file a history
    exclusion_start,
    half_term, second_half, session_detail, possible, authorised, unauthorised, attended, reason, sessions,
    year_data, year, year_la, year_estab, marks_start, marks,
    school, school_la, school_estab, school_urn, school_entry, school_leaving,  // of a pupil's history
    name_of_school,
};

/// The items of a dictionary by element.
class DocumentItems {
public:
    DocumentItems(const schema::Dictionary& dictionary, schema::Collection collection);

    [[nodiscard]] DocumentItem of(schema::ElementId element) const noexcept {
        return element < items_.size() ? items_[element] : DocumentItem::none;
    }

    /// Whether the element is a record of those who have left.
    [[nodiscard]] bool is_leaver(schema::ElementId element) const noexcept { return element == leaver_; }

private:
    std::vector<DocumentItem> items_;
    schema::ElementId leaver_ = schema::kNoElement;
};

/// A period of time, as it is written.
struct WrittenPeriod {
    std::string from;
    std::string until;
};

/// Attendance of a census's window, or of a year of a transfer file.
struct DocumentTotals {
    bool second_half = false;
    std::string year, la, estab;  ///< of a transfer file
    std::string possible, authorised, unauthorised, attended;
    std::vector<std::pair<std::string, std::string>> by_reason;  ///< code, sessions
    std::string start, marks;     ///< of a transfer file
    std::uint32_t marks_offset = 0;
    std::uint32_t line = 0;       ///< of the marks, once it is known
};

struct DocumentSchool {
    std::string la, estab, urn, entry, leaving;
};

struct DocumentPupil {
    bool leaver = false;
    std::string upn, surname, forename, birth_date, sex, year_group, ethnicity, enrol_status, in_care, boarder, entry, leaving;
    bool tells_fsm = false;
    std::vector<WrittenPeriod> fsm;
    std::string sen;
    std::vector<std::pair<std::string, std::string>> sen_history;  ///< since, provision
    std::vector<std::string> exclusions;
    std::vector<DocumentTotals> totals;
    std::vector<DocumentSchool> schools;
    std::uint32_t offset = 0;  ///< of the record in its stretch
    std::uint32_t line = 0;
};

[[nodiscard]] DocumentPupil take_pupil(const xml::Part& record, const DocumentItems& items);

}  // namespace cbds::registers
