#include "register/document_pupil.hpp"

#include "io/ascii.hpp"

#include <array>
#include <span>

namespace cbds::registers {
namespace {

using schema::Collection;
using Item = DocumentItem;

struct ItemPath {
    std::string_view path;  ///< below the record
    Item item;
};

constexpr std::string_view kTransferRecord = "CTfile/CTFpupilData/Pupil";
constexpr std::string_view kOnRoll = "Message/Pupils/PupilsOnRoll/PupilOnRoll";
constexpr std::string_view kLeaver = "Message/Pupils/PupilsNoLongerOnRoll/PupilNoLongerOnRoll";

constexpr ItemPath kTransferItems[] = {
    {"UPN", Item::upn},
    {"Surname", Item::surname},
    {"Forename", Item::forename},
    {"DOB", Item::birth_date},
    {"Gender", Item::sex},
    {"Sex", Item::sex},
    {"BasicDetails/NCyearActual", Item::year_group},
    {"BasicDetails/Ethnicity", Item::ethnicity},
    {"BasicDetails/EnrolStatus", Item::enrol_status},
    {"FSMhistory", Item::fsm},
    {"FSMhistory/FSMinstance", Item::fsm_period},
    {"FSMhistory/FSMinstance/FSMstartDate", Item::fsm_start},
    {"FSMhistory/FSMinstance/FSMendDate", Item::fsm_end},
    {"LookedAfter/InCare", Item::in_care},
    {"SENhistory/SEN", Item::sen_entry},
    {"SENhistory/SEN/StartDate", Item::sen_start},
    {"SENhistory/SEN/SENprovision", Item::sen_provision},
    {"Attendance/YearData", Item::year_data},
    {"Attendance/YearData/Year", Item::year},
    {"Attendance/YearData/LEA", Item::year_la},
    {"Attendance/YearData/Estab", Item::year_estab},
    {"Attendance/YearData/SessionsPossible", Item::possible},
    {"Attendance/YearData/SessionsAuthorised", Item::authorised},
    {"Attendance/YearData/SessionsAttended", Item::attended},
    {"Attendance/YearData/SessionsUnauthorised", Item::unauthorised},
    {"Attendance/YearData/AttendSessions/AttendanceStartDate", Item::marks_start},
    {"Attendance/YearData/AttendSessions/AttendanceMarks", Item::marks},
    {"SchoolHistory/School", Item::school},
    {"SchoolHistory/School/LEA", Item::school_la},
    {"SchoolHistory/School/Estab", Item::school_estab},
    {"SchoolHistory/School/URN", Item::school_urn},
    {"SchoolHistory/School/EntryDate", Item::school_entry},
    {"SchoolHistory/School/LeavingDate", Item::school_leaving},
};

/// Of pupils on roll, and of those who left, as far as a return has it of them.
constexpr ItemPath kReturnItems[] = {
    {"PupilIdentifiers/UPN", Item::upn},
    {"PupilIdentifiers/Surname", Item::surname},
    {"PupilIdentifiers/Forename", Item::forename},
    {"PupilIdentifiers/DOB", Item::birth_date},
    {"PupilIdentifiers/Gender", Item::sex},
    {"PupilIdentifiers/Sex", Item::sex},
    {"PupilCharacteristics/Ethnicity", Item::ethnicity},
    {"PupilCharacteristics/FSMeligibility", Item::fsm},
    {"PupilCharacteristics/FSMeligibility/FSMperiod", Item::fsm_period},
    {"PupilCharacteristics/FSMeligibility/FSMperiod/FSMstartDate", Item::fsm_start},
    {"PupilCharacteristics/FSMeligibility/FSMperiod/FSMendDate", Item::fsm_end},
    {"PupilStatus/EnrolStatus", Item::enrol_status},
    {"PupilStatus/EntryDate", Item::entry},
    {"PupilStatus/LeavingDate", Item::leaving},
    {"PupilStatus/Boarder", Item::boarder},
    {"PupilStatus/NCyearActual", Item::year_group},
    {"PupilStatus/NCyearLeaving", Item::year_group},
    {"SpecialEducationalNeeds/SENprovision", Item::sen},
    {"Exclusions/TermlyExclusion/StartDate", Item::exclusion_start},
    {"Attendance/TermlyAttendance", Item::half_term},
    {"Attendance/TermlyAttendance/SessionsPossible", Item::possible},
    {"Attendance/TermlyAttendance/SessionsAuthorised", Item::authorised},
    {"Attendance/TermlyAttendance/SessionsUnauthorised", Item::unauthorised},
    {"Attendance/TermlyAttendance/SessionDetails/SessionDetail", Item::session_detail},
    {"Attendance/TermlyAttendance/SessionDetails/SessionDetail/AttendanceReason", Item::reason},
    {"Attendance/TermlyAttendance/SessionDetails/SessionDetail/Sessions", Item::sessions},
    {"Attendance/TermlyAttendance/SessionDetails/SessionDetail/AbsenceSessions", Item::sessions},
    {"Attendance/SummerHalfTerm2Attendance", Item::second_half},
    {"Attendance/SummerHalfTerm2Attendance/SessionsPossible", Item::possible},
    {"Attendance/SummerHalfTerm2Attendance/SessionsAuthorised", Item::authorised},
    {"Attendance/SummerHalfTerm2Attendance/SessionsUnauthorised", Item::unauthorised},
    {"Attendance/SummerHalfTerm2Attendance/SessionDetails/SessionDetail", Item::session_detail},
    {"Attendance/SummerHalfTerm2Attendance/SessionDetails/SessionDetail/AttendanceReason", Item::reason},
    {"Attendance/SummerHalfTerm2Attendance/SessionDetails/SessionDetail/Sessions", Item::sessions},
    {"Attendance/SummerHalfTerm2Attendance/SessionDetails/SessionDetail/AbsenceSessions", Item::sessions},
};

/// Takes the values of one record in their order.
class PupilTaker {
public:
    explicit PupilTaker(DocumentPupil& pupil) : pupil_(pupil) {}

    void take(Item item, const xml::Node& node);

private:
    [[nodiscard]] std::string* place(Item item);
    [[nodiscard]] std::string* place_of_totals(Item item);
    [[nodiscard]] std::string* place_of_school(Item item);
    void begin(Item item);

    DocumentPupil& pupil_;
};

/// The last entry, which is the one whose values come now.
template <typename Entry>
Entry& last_entry(std::vector<Entry>& entries) {
    return entries.empty() ? entries.emplace_back() : entries.back();
}

/// An element that encloses others begins an entry.
void PupilTaker::begin(Item item) {
    switch (item) {
        case Item::fsm: pupil_.tells_fsm = true; break;
        case Item::fsm_period: pupil_.fsm.emplace_back(); break;
        case Item::sen_entry: pupil_.sen_history.emplace_back(); break;
        case Item::half_term:
        case Item::year_data: pupil_.totals.emplace_back(); break;
        case Item::second_half: pupil_.totals.emplace_back().second_half = true; break;
        case Item::session_detail: last_entry(pupil_.totals).by_reason.emplace_back(); break;
        case Item::school: pupil_.schools.emplace_back(); break;
        default: break;
    }
}

std::string* PupilTaker::place_of_totals(Item item) {
    DocumentTotals& totals = last_entry(pupil_.totals);
    switch (item) {
        case Item::possible: return &totals.possible;
        case Item::authorised: return &totals.authorised;
        case Item::unauthorised: return &totals.unauthorised;
        case Item::attended: return &totals.attended;
        case Item::reason: return &last_entry(totals.by_reason).first;
        case Item::sessions: return &last_entry(totals.by_reason).second;
        case Item::year: return &totals.year;
        case Item::year_la: return &totals.la;
        case Item::year_estab: return &totals.estab;
        case Item::marks_start: return &totals.start;
        default: return &totals.marks;
    }
}

std::string* PupilTaker::place_of_school(Item item) {
    DocumentSchool& school = last_entry(pupil_.schools);
    switch (item) {
        case Item::school_la: return &school.la;
        case Item::school_estab: return &school.estab;
        case Item::school_urn: return &school.urn;
        case Item::school_entry: return &school.entry;
        default: return &school.leaving;
    }
}

/// Where the value of an item belongs; null for what has none.
std::string* PupilTaker::place(Item item) {
    switch (item) {
        case Item::upn: return &pupil_.upn;
        case Item::surname: return &pupil_.surname;
        case Item::forename: return &pupil_.forename;
        case Item::birth_date: return &pupil_.birth_date;
        case Item::sex: return &pupil_.sex;
        case Item::year_group: return &pupil_.year_group;
        case Item::ethnicity: return &pupil_.ethnicity;
        case Item::enrol_status: return &pupil_.enrol_status;
        case Item::in_care: return &pupil_.in_care;
        case Item::boarder: return &pupil_.boarder;
        case Item::entry: return &pupil_.entry;
        case Item::leaving: return &pupil_.leaving;
        case Item::fsm_start: return &last_entry(pupil_.fsm).from;
        case Item::fsm_end: return &last_entry(pupil_.fsm).until;
        case Item::sen: return &pupil_.sen;
        case Item::sen_start: return &last_entry(pupil_.sen_history).first;
        case Item::sen_provision: return &last_entry(pupil_.sen_history).second;
        case Item::exclusion_start: return &pupil_.exclusions.emplace_back();
        default: return nullptr;
    }
}

void PupilTaker::take(Item item, const xml::Node& node) {
    begin(item);
    const bool of_totals = item >= Item::possible && item <= Item::marks && item != Item::year_data;
    const bool of_school = item >= Item::school_la && item <= Item::school_leaving;
    std::string* const value = of_totals ? place_of_totals(item) : of_school ? place_of_school(item) : place(item);
    if (value == nullptr) return;
    // Blanks of the string of marks are sessions.
    *value = item == Item::marks ? node.value() : ascii::trimmed(node.value());
    if (item == Item::marks) last_entry(pupil_.totals).marks_offset = node.offset;
}

}  // namespace

DocumentItems::DocumentItems(const schema::Dictionary& dictionary, Collection collection) : items_(dictionary.elements().size(), Item::none) {
    const auto add = [&](std::string_view record, std::span<const ItemPath> paths) {
        for (const auto& [path, item] : paths) {
            const schema::ElementId id = dictionary.find(collection, std::string(record).append("/").append(path));
            if (id != schema::kNoElement) items_[id] = item;
        }
    };
    if (collection == Collection::ctf) {
        add(kTransferRecord, kTransferItems);
        return;
    }
    add(kOnRoll, kReturnItems);
    add(kLeaver, kReturnItems);
    leaver_ = dictionary.find(collection, kLeaver);
    const schema::ElementId name = dictionary.find(collection, "Message/School/SchoolCharacteristics/SchoolName");
    if (name != schema::kNoElement) items_[name] = Item::name_of_school;
}

DocumentPupil take_pupil(const xml::Part& record, const DocumentItems& items) {
    DocumentPupil pupil;
    pupil.leaver = items.is_leaver(record.element());
    pupil.offset = record.nodes.front().offset;
    PupilTaker taker(pupil);
    for (const xml::Node& node : record.nodes)
        if (const Item item = items.of(node.element); item != Item::none) taker.take(item, node);
    return pupil;
}

}  // namespace cbds::registers
