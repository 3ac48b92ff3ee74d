#include "register/columns.hpp"

#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::registers {
namespace {

struct HeadingOfColumn {
    std::string_view heading;  ///< letters and digits alone, small letters
    Column column;
    bool weak = false;
};

/// By column; the first heading of a column, with its underscores put back, is the one that we write (kColumnNames).
/// From our own files, GIAS extracts, Assembly, Wonde and SIMS; those in the last lines of a block are words that schools use.
constexpr HeadingOfColumn kHeadings[] = {
    {"schoolurn", Column::urn},
    {"urn", Column::urn},
    {"school", Column::urn, true},
    {"laestab", Column::laestab},
    {"schoollaestab", Column::laestab},
    {"dfenumber", Column::laestab},
    {"dfeno", Column::laestab},
    {"upn", Column::upn},
    {"uniquepupilnumber", Column::upn},
    {"pupilid", Column::pupil_id},
    {"studentid", Column::pupil_id},
    {"misid", Column::pupil_id},
    {"pupil", Column::pupil_id, true},
    {"sessiondate", Column::date},
    {"date", Column::date},
    {"session", Column::session},
    {"sessionname", Column::session},
    {"ampm", Column::session},
    {"code", Column::code},
    {"mark", Column::code},
    {"attendancemark", Column::code},
    {"attendancecode", Column::code},
    {"minuteslate", Column::minutes_late},
    {"recordedat", Column::recorded_at},
    {"updatedat", Column::recorded_at},
    {"category", Column::category},
    {"source", Column::source},
    {"startdate", Column::start_date},
    {"marks", Column::marks},
    {"validfrom", Column::valid_from},
    {"surname", Column::surname},
    {"legalsurname", Column::surname},
    {"lastname", Column::surname},
    {"forename", Column::forename},
    {"legalforename", Column::forename},
    {"firstname", Column::forename},
    {"dob", Column::birth_date},
    {"dateofbirth", Column::birth_date},
    {"birthdate", Column::birth_date},
    {"sex", Column::sex},
    {"legalsex", Column::sex},
    {"gender", Column::sex},
    {"ncyear", Column::year_group},
    {"yeargroup", Column::year_group},
    {"ncyearactual", Column::year_group},
    {"nationalcurriculumyear", Column::year_group},
    {"year", Column::year_group},
    {"ethnicity", Column::ethnicity},
    {"ethnicitycode", Column::ethnicity},
    {"fsm", Column::fsm},
    {"fsmeligible", Column::fsm},
    {"fsm6", Column::fsm6},
    {"sen", Column::sen},
    {"senprovision", Column::sen},
    {"senstatus", Column::sen},
    {"lac", Column::looked_after},
    {"lookedafter", Column::looked_after},
    {"prevlac", Column::previously_looked_after},
    {"cin", Column::in_need},
    {"childinneed", Column::in_need},
    {"cpp", Column::protection_plan},
    {"admissiondate", Column::admission_date},
    {"dateofadmission", Column::admission_date},
    {"entrydate", Column::admission_date},
    {"leavingdate", Column::leaving_date},
    {"dateofleaving", Column::leaving_date},
    {"boarder", Column::boarder},
    {"dualregmain", Column::main_dual},
    {"name", Column::name},
    {"schoolname", Column::name},
    {"establishmentname", Column::name},
    {"lacode", Column::la_code},
    {"oldlacode", Column::la_code},
    {"estabnumber", Column::estab_number},
    {"establishmentnumber", Column::estab_number},
    {"phase", Column::phase},
    {"phaseofeducationname", Column::phase},
    {"trustid", Column::trust_id},
    {"trustscode", Column::trust_id},
    {"trustname", Column::trust_name},
    {"trustsname", Column::trust_name},
    {"opendate", Column::open_date},
    {"closedate", Column::close_date},
    {"lowage", Column::low_age},
    {"statutorylowage", Column::low_age},
    {"highage", Column::high_age},
    {"statutoryhighage", Column::high_age},
    {"scope", Column::scope},
    {"status", Column::status},
    {"agreedfrom", Column::agreed_from},
    {"withdrawnon", Column::withdrawn_on},
};

constexpr std::array<std::string_view, kColumns> kColumnNames{
    "school_urn",  "laestab",      "upn",           "pupil_id",     "session_date", "session",     "code",     "minutes_late", "recorded_at",
    "category",    "source",       "start_date",    "marks",        "valid_from",   "surname",     "forename", "dob",          "sex",
    "nc_year",     "ethnicity",    "fsm",           "fsm6",         "sen",          "lac",         "prev_lac", "cin",          "cpp",
    "admission_date", "leaving_date", "boarder",    "dual_reg_main", "name",        "la_code",     "estab_number", "phase",    "trust_id",
    "trust_name",  "open_date",    "close_date",    "low_age",      "high_age",     "scope",       "status",   "agreed_from",  "withdrawn_on",
};

bool is_letter_or_digit(char c) { return ascii::is_digit(c) || ascii::is_letter(c) || static_cast<unsigned char>(c) >= 0x80; }

/// `School URN` as `schoolurn`. Headings of another alphabet keep their letters, so that they are nothing of ours.
std::string squeezed(std::string_view heading) {
    std::string made;
    for (const char c : heading)
        if (is_letter_or_digit(c)) made += ascii::lower(c);
    return made;
}

constexpr std::size_t kLongestHeading = 80;  // bytes; no heading of ours is as long

const HeadingOfColumn* find_heading(std::string_view heading) {
    if (heading.size() > kLongestHeading) return nullptr;
    const std::string wanted = squeezed(heading);
    const auto found = std::find_if(std::begin(kHeadings), std::end(kHeadings), [&](const HeadingOfColumn& each) { return each.heading == wanted; });
    return found == std::end(kHeadings) ? nullptr : &*found;
}

}  // namespace

std::string_view column_name(Column column) noexcept { return kColumnNames[static_cast<std::size_t>(column)]; }

std::optional<Column> find_column(std::string_view heading) {
    const HeadingOfColumn* const found = find_heading(heading);
    return found == nullptr ? std::nullopt : std::optional(found->column);
}

std::optional<HeadingMeaning> meaning_of(std::string_view heading, const ColumnNames& names) {
    const std::string_view text = ascii::trimmed(heading);
    for (const auto& [of_file, ours] : names.columns) {
        if (!ascii::same_but_case(of_file, text)) continue;
        const auto named = find_column(ours);
        return named ? std::optional(HeadingMeaning{*named}) : std::nullopt;
    }
    const HeadingOfColumn* const found = find_heading(text);
    const auto names_it = [&](const auto& each) { return find_column(each.second) == found->column; };
    if (found == nullptr || std::any_of(names.columns.begin(), names.columns.end(), names_it)) return std::nullopt;
    return HeadingMeaning{found->column, found->weak};
}

std::optional<Column> find_column(std::string_view heading, const ColumnNames& names) {
    const auto meaning = meaning_of(heading, names);
    return meaning ? std::optional(meaning->column) : std::nullopt;
}

std::string_view mapped_code(std::string_view cell, const ColumnNames& names) noexcept {
    const std::string_view said = ascii::trimmed(cell);
    for (const auto& [text, code] : names.codes)
        if (ascii::same_but_case(text, said)) return code;
    return cell;
}

ColumnPlaces::ColumnPlaces(std::span<const std::string> heading, const ColumnNames& names) {
    std::vector<std::optional<HeadingMeaning>> headings;
    for (const std::string& each : heading) headings.push_back(meaning_of(each, names));
    take(headings, false);
    take(headings, true);
    for (std::size_t place = 0; place < heading.size(); ++place) {
        const bool known = headings[place] && slot(headings[place]->column) == place;
        if (!known && !ascii::all_blank(heading[place])) unknown_.push_back(place);
    }
}

/// Gives the headings that are weak, or those that are not, the columns that nobody has.
void ColumnPlaces::take(std::span<const std::optional<HeadingMeaning>> headings, bool weak) {
    for (std::size_t place = 0; place < headings.size(); ++place) {
        if (!headings[place] || headings[place]->weak != weak) continue;
        const Column column = headings[place]->column;
        const bool beside_upn = weak && column == Column::pupil_id && has(Column::upn);
        if (!slot(column) && !beside_upn) slot(column) = place;
    }
}

std::string_view ColumnPlaces::text(std::span<const io::CsvCell> row, Column column) const noexcept {
    const auto at = place(column);
    return at && *at < row.size() && row[*at] ? ascii::trimmed(*row[*at]) : std::string_view{};
}

}  // namespace cbds::registers
