#include "attendance/transfer_record.hpp"

#include "attendance/document_editing.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <charconv>

namespace cbds::attendance {
namespace {

using schema::ElementId;
using xml::Element;

/// The value of a child; empty where there is none.
std::string_view child_text(Element& parent, ElementId row) {
    const Element* const found = find_row(parent, row);
    return found == nullptr ? std::string_view() : ascii::trimmed(found->text);
}

int written_number(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// One YearData that is written.
class TransferYearEdit {
public:
    TransferYearEdit(const schema::Plan& plan, Element& record) : plan_(plan), record_(record), setter_(plan) {
        module_ = child_row(plan, record.id, "Attendance");
        entry_ = child_row(plan, module_, "YearData");
    }

    WrittenYear write(const TransferYear& year, const TransferSchool& school) {
        if (entry_ == schema::kNoElement) return {};
        Element& entry = entry_of(year, school);
        const bool fewer = written_number(child_text(entry, child_row(plan_, entry_, "SessionsPossible"))) > static_cast<int>(year.possible);
        set_totals(entry, year, school);
        if (const ElementId sessions = child_row(plan_, entry_, "AttendSessions"); sessions != schema::kNoElement) {
            Element& marks = setter_.make(entry, sessions);
            set(marks, "AttendanceStartDate", identifiers::write_date(year.start));
            set(marks, "AttendanceMarks", year.marks);
        }
        return {is_new_ || setter_.changed(), fewer};
    }

private:
    void set_totals(Element& entry, const TransferYear& year, const TransferSchool& school) {
        set(entry, "Year", std::to_string(year.year));
        set(entry, "LEA", school.authority);
        set(entry, "Estab", school.establishment);
        const bool unnamed = child_text(entry, child_row(plan_, entry_, "SchoolName")).empty();
        if (unnamed && !school.name.empty()) set(entry, "SchoolName", school.name);
        set(entry, "SessionsPossible", std::to_string(year.possible));
        set(entry, "SessionsAuthorised", std::to_string(year.authorised));
        set(entry, "SessionsAttended", std::to_string(year.attended));
        set(entry, "SessionsUnauthorised", std::to_string(year.unauthorised));
    }

    /// The entry of a year at a school; made, behind those of earlier years, where there is none.
    Element& entry_of(const TransferYear& year, const TransferSchool& school) {
        const ElementId year_row = child_row(plan_, entry_, "Year");
        Element& module = setter_.make(record_, module_);
        auto place = module.children.end();
        for (auto each = module.children.begin(); each != module.children.end(); ++each) {
            if (each->id != entry_) continue;
            const int written = written_number(child_text(*each, year_row));
            if (written == year.year && is_of(*each, school)) return *each;
            if (written > year.year && place == module.children.end()) place = each;
        }
        is_new_ = true;
        return *module.children.insert(place, setter_.empty(entry_));
    }

    bool is_of(Element& entry, const TransferSchool& school) const {
        return child_text(entry, child_row(plan_, entry_, "LEA")) == school.authority &&
               child_text(entry, child_row(plan_, entry_, "Estab")) == school.establishment;
    }

    void set(Element& parent, std::string_view name, const std::string& value) {
        setter_.set(parent, child_row(plan_, parent.id, name), value);
    }

    const schema::Plan& plan_;
    Element& record_;
    ElementId module_ = schema::kNoElement;
    ElementId entry_ = schema::kNoElement;
    ElementSetter setter_;
    bool is_new_ = false;  ///< the entry
};

}  // namespace

WrittenYear write_transfer_year(const schema::Plan& plan, Element& record, const TransferYear& year, const TransferSchool& school) {
    return TransferYearEdit(plan, record).write(year, school);
}

}  // namespace cbds::attendance
