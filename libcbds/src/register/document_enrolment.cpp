#include "register/document_enrolment.hpp"

#include "cbds/formats/identify.hpp"
#include "cbds/identifiers/laestab.hpp"
#include "cbds/reference/census_calendar.hpp"
#include "cbds/register/marks_text.hpp"
#include "io/ascii.hpp"
#include "io/short_text.hpp"
#include "register/readers.hpp"
#include "register/row_owner.hpp"

#include <algorithm>
#include <charconv>

namespace cbds::registers {
namespace {

/// `2013999`; empty where a number stands for an unknown school (XXXX) or is none.
std::string school_number(std::string_view la, std::string_view estab) {
    const std::string number = std::string(ascii::trimmed(la)).append(ascii::trimmed(estab));
    return number.size() == 7 && ascii::all_digits(number) ? number : std::string();
}

std::optional<std::uint32_t> count_of(std::string_view text) {
    std::uint32_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return count;
}

/// The day of a return is in its header or in the calendar; that of a transfer file is the one on which it was written.
std::optional<Date> day_of(const xml::Opening& opening, schema::Edition edition) {
    const bool transfer = edition.collection == schema::Collection::ctf;
    const std::string_view written = ascii::trimmed(opening.header_value(transfer ? "Header/DateTime" : "Header/CollectionDetails/ReferenceDate"));
    if (const auto date = identifiers::parse_date(written.substr(0, 10))) return date;
    const auto census = transfer ? std::nullopt : reference::census_date(edition);
    return census ? std::optional(census->date) : std::nullopt;
}

std::string_view urn_in_header(const xml::Opening& opening, bool transfer) {
    return ascii::trimmed(opening.header_value(transfer ? "Header/SourceSchool/URN" : "Header/Source/URN"));
}

constexpr bool is_boarder(std::string_view code) { return code == "B" || code == "6" || code == "7"; }

/// Year groups as registers have them: `R`, `1`; a leading nought is none of ours.
std::string year_group_of(std::string_view text) {
    if (text.size() == 2 && text[0] == '0' && ascii::is_digit(text[1])) text.remove_prefix(1);
    return std::string(text);
}

}  // namespace

DocumentEnrolments::DocumentEnrolments(const xml::Opening& opening, schema::Edition edition, const std::string& name, const RegisterInputOptions& options,
                                       RegisterBuilder& builder)
    : edition_(edition), options_(options), builder_(builder), name_(name), file_(builder.file(name)), taken_on_(day_of(opening, edition)) {
    const formats::SourceSchool school = formats::source_school(opening);
    source_number_ = school_number(school.la, school.estab);
    source_ = find_school(school.la, school.estab, urn_in_header(opening, is_transfer()));
    if (is_transfer()) name_school(std::string(ascii::trimmed(opening.header_value("Header/SourceSchool/SchoolName"))));
}

void DocumentEnrolments::name_school(const std::string& name) {
    School& school = builder_.school_at_index(source_);
    if (school.name.empty()) school.name = name;
}

/// A school with both numbers is known by both afterwards.
std::uint32_t DocumentEnrolments::find_school(std::string_view la, std::string_view estab, std::string_view urn) {
    const std::string number = school_number(la, estab);
    const std::uint32_t found = school_of(builder_, urn, number);
    School& school = builder_.school_at_index(found);
    if (school.la_code.empty() && !number.empty()) school.la_code = number.substr(0, 3);
    return found;
}

std::optional<Date> DocumentEnrolments::date_of(std::string_view text, std::string_view column, const DocumentPupil& pupil, std::uint32_t enrolment) {
    if (text.empty()) return std::nullopt;
    const auto date = identifiers::parse_date(text);
    if (!date)
        builder_.incident({Incident::Kind::unreadable_value, enrolment, 0, pupil.line, file_, std::string(io::shortened(text)), std::string(column)});
    return date;
}

void DocumentEnrolments::set_person(const DocumentPupil& pupil, std::uint32_t number) {
    const auto birth_date = date_of(pupil.birth_date, "DOB", pupil, number);
    Enrolment& enrolment = builder_.enrolment_at(number);
    enrolment.listed = true;
    if (!pupil.surname.empty()) enrolment.surname = pupil.surname;
    if (!pupil.forename.empty()) enrolment.forename = pupil.forename;
    if (birth_date) enrolment.birth_date = birth_date;
    if (!pupil.boarder.empty()) enrolment.boarder = is_boarder(pupil.boarder);
    if (pupil.enrol_status == "M") enrolment.main_dual = true;
    if (pupil.enrol_status == "S") enrolment.main_dual = false;
}

/// Whether what holds from a day on holds on the day of the document. A day that nobody can read, or a document without one, says nothing against it.
bool DocumentEnrolments::has_begun(std::string_view from) const {
    const auto day = identifiers::parse_date(from);
    return !day || !taken_on_ || *day <= *taken_on_;
}

/// Whether a period of eligibility is open on the day of the document. What does not tell of free meals says nothing; a return
/// names those who are eligible, so that of a pupil on roll silence is a no.
std::string_view DocumentEnrolments::fsm_of(const DocumentPupil& pupil) const {
    const auto is_open = [&](const WrittenPeriod& period) {
        const auto until = identifiers::parse_date(period.until);
        return has_begun(period.from) && (period.until.empty() || (until && taken_on_ && *taken_on_ <= *until));
    };
    if (std::any_of(pupil.fsm.begin(), pupil.fsm.end(), is_open)) return "Y";
    return pupil.tells_fsm || (!is_transfer() && !pupil.leaver) ? "N" : "";
}

Characteristics DocumentEnrolments::characteristics_of(const DocumentPupil& pupil) const {
    Characteristics row;
    row.valid_from = taken_on_;
    row.sex = pupil.sex;
    row.year_group = year_group_of(pupil.year_group);
    row.ethnicity = pupil.ethnicity;
    row.fsm = fsm_of(pupil);
    row.sen = pupil.sen;
    const auto in_care = read_flag(pupil.in_care);
    if (in_care) row.looked_after = *in_care ? "Y" : "N";
    return row;
}

/// A transfer file tells since when special needs were provided for: of the entries that begin until its day the last one holds.
void DocumentEnrolments::add_characteristics(const DocumentPupil& pupil, std::uint32_t enrolment) {
    Characteristics row = characteristics_of(pupil);
    std::string_view since;
    for (const auto& [start, provision] : pupil.sen_history) {
        if (!has_begun(start) || (!row.sen.empty() && start < since)) continue;
        row.sen = provision;
        since = start;
    }
    builder_.characteristics(enrolment, std::move(row));
}

/// A pupil who left and came back, or who stands among leavers twice, was on roll from the first entry to the last leaving. Who is on
/// roll on the day of a return has not left before it, even if the pupil stands among the leavers too.
void DocumentEnrolments::widen_roll(const DocumentPupil& pupil, std::uint32_t number, std::string_view entry_text, std::string_view leaving_text, bool leaver) {
    const auto entry = date_of(entry_text, "EntryDate", pupil, number);
    const auto leaving = date_of(leaving_text, "LeavingDate", pupil, number);
    Enrolment& enrolment = builder_.enrolment_at(number);
    if (entry && (!enrolment.admission || *entry < *enrolment.admission)) enrolment.admission = entry;
    if (!leaver) {
        on_roll_.insert(number);
        if (enrolment.leaving && taken_on_ && *enrolment.leaving < *taken_on_) enrolment.leaving.reset();
    } else if (leaving && !on_roll_.contains(number) && (!enrolment.leaving || *enrolment.leaving < *leaving)) {
        enrolment.leaving = leaving;
    }
}

void DocumentEnrolments::add(const DocumentPupil& pupil) {
    if (pupil.upn.empty()) {
        builder_.incident({Incident::Kind::no_pupil, Incident::kNoEnrolment, 0, pupil.line, file_, {}, "UPN"});
        return;
    }
    const std::uint32_t enrolment = enrolment_of(builder_, source_, {}, pupil.upn);
    set_person(pupil, enrolment);
    add_characteristics(pupil, enrolment);
    if (is_transfer()) {
        for (const DocumentTotals& totals : pupil.totals) add_year(pupil, totals);
        for (const DocumentSchool& school : pupil.schools)
            if (!source_number_.empty() && school_number(school.la, school.estab) == source_number_)
                widen_roll(pupil, enrolment, school.entry, school.leaving, true);
        return;
    }
    widen_roll(pupil, enrolment, pupil.entry, pupil.leaving, pupil.leaver);
    for (const std::string& start : pupil.exclusions)
        if (const auto date = date_of(start, "StartDate", pupil, enrolment)) builder_.enrolment_at(enrolment).exclusions.push_back(*date);
    auto& exclusions = builder_.enrolment_at(enrolment).exclusions;
    std::sort(exclusions.begin(), exclusions.end());
    exclusions.erase(std::unique(exclusions.begin(), exclusions.end()), exclusions.end());
    for (const DocumentTotals& totals : pupil.totals) add_window(totals, enrolment);
}

/// The attendance that a return has of a window.
void DocumentEnrolments::add_window(const DocumentTotals& totals, std::uint32_t enrolment) {
    const auto window = reference::census_window(edition_, totals.second_half ? reference::Window::second_half : reference::Window::attendance);
    if (!window) return;
    SessionTotals made{{window->from, window->until}, count_of(totals.possible), count_of(totals.attended), count_of(totals.authorised),
                       count_of(totals.unauthorised), {}, totals.second_half ? "census-second-half" : "census"};
    for (const auto& [reason, sessions] : totals.by_reason)
        if (const auto count = count_of(sessions)) made.by_code.emplace_back(builder_.code(reason), *count);
    builder_.enrolment_at(enrolment).totals.push_back(std::move(made));
}

/// A year of attendance at any school.
void DocumentEnrolments::add_year(const DocumentPupil& pupil, const DocumentTotals& totals) {
    const std::string number = school_number(totals.la, totals.estab);
    const bool of_source = number.empty() || number == source_number_;
    const std::uint32_t school = of_source ? source_ : builder_.school_at(number);
    const std::uint32_t enrolment = enrolment_of(builder_, school, {}, pupil.upn);
    if (!of_source && builder_.enrolment_at(enrolment).surname.empty()) {
        Enrolment& elsewhere = builder_.enrolment_at(enrolment);
        elsewhere.surname = pupil.surname;
        elsewhere.forename = pupil.forename;
        elsewhere.birth_date = identifiers::parse_date(pupil.birth_date);
    }
    if (const auto year = count_of(totals.year); year && *year >= 1900 && *year < 9999)
        builder_.enrolment_at(enrolment)
            .totals.push_back({academic_year_period(static_cast<int>(*year)), count_of(totals.possible), count_of(totals.attended),
                               count_of(totals.authorised), count_of(totals.unauthorised), {}, "ctf"});
    if (totals.marks.empty()) return;
    if (date_of(totals.start, "AttendanceStartDate", pupil, enrolment)) add_marks(totals, enrolment);
    else if (totals.start.empty())
        builder_.incident({Incident::Kind::unreadable_date, enrolment, 0, totals.line, file_, {}, "AttendanceStartDate"});
}

/// A closed weekend is no mark: the string has every day of the calendar.
void DocumentEnrolments::add_marks(const DocumentTotals& totals, std::uint32_t enrolment) {
    for (const TextMark& mark : read_marks_text(*identifiers::parse_date(totals.start), totals.marks)) {
        if (is_no_mark(mark.text) || (mark.code == "#" && weekday_of(mark.session) > 5)) continue;
        if (options_.period && !options_.period->holds(mark.session)) continue;
        if (mark.stand_in) ++stand_ins_;
        bool mended = false;
        const CodeId code = builder_.code(mark.code.empty() ? mark.text : mark.code, &mended);
        if (mended)
            builder_.incident({Incident::Kind::mended_code, enrolment, mark.session, totals.line, file_, std::string(mark.text), "AttendanceMarks"});
        builder_.mark(enrolment, {mark.session, code, {0, totals.line, file_, 0}});
    }
}

void DocumentEnrolments::finish() const {
    if (stand_ins_ == 0 || !options_.note) return;
    options_.note({name_, 0, "AttendanceMarks",
                   std::to_string(stand_ins_) + (stand_ins_ == 1 ? " mark is a character" : " marks are characters") +
                       " that one supplier's software writes for a code of two places (J1 is ?); others may mean something else"});
}

}  // namespace cbds::registers
