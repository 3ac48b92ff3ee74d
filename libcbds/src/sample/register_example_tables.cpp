#include "sample/register_example_tables.hpp"

#include "cbds/error.hpp"
#include "cbds/identifiers/upn.hpp"
#include "cbds/io/csv.hpp"

#include <array>
#include <charconv>

namespace cbds::sample {

using registers::Date;
using registers::Half;
using registers::SessionNumber;

namespace {

constexpr std::string_view kFirstUrn = "999001";
constexpr std::string_view kSecondUrn = "999002";
constexpr std::array<std::string_view, 9> kColumns{"surname",      "forename", "dob",           "nc_year", "admission_date",
                                                  "leaving_date", "boarder",  "dual_reg_main", "pupil_id"};

std::string upn_of(int serial) { return identifiers::make_upn({201, 3999, 19, static_cast<std::uint16_t>(serial), '\0'}); }

/// The part before the next separator, which is taken away; all of it where there is none.
std::string_view taken(std::string_view& text, char separator = ':') {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

Date written_day(std::string_view text) {
    const auto day = identifiers::parse_date(text);
    if (!day) throw DictionaryError(std::string(text) + " is no date");
    return *day;
}

registers::Period days_of(std::string_view text) {
    const std::size_t range = text.find("..");
    if (range == std::string_view::npos) return {written_day(text), written_day(text)};
    return {written_day(text.substr(0, range)), written_day(text.substr(range + 2))};
}

std::size_t number_of(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) throw DictionaryError(std::string(text) + " is no number");
    return number;
}

/// An empty cell is written as nothing.
io::CsvCell cell_of(std::string_view text) { return text.empty() ? io::CsvCell() : io::CsvCell(text); }

std::string csv_row(std::initializer_list<std::string_view> cells) {
    std::vector<io::CsvCell> row;
    for (const std::string_view cell : cells) row.push_back(cell_of(cell));
    std::string text;
    io::append_csv_row(text, row);
    return text;
}

}  // namespace

RegisterTables::RegisterTables() : days_{{2026, 9, 7}, {2026, 9, 18}} { fill(); }

void RegisterTables::fill() {
    pupils_.clear();
    marks_.clear();
    add_school(kFirstUrn, 1);
    if (second_school_) add_school(kSecondUrn, 501);
    for (std::size_t pupil = 0; pupil < pupils_.size(); ++pupil)
        for (SessionNumber session = days_.first(); session < days_.end(); ++session)
            if (registers::weekday_of(session) <= 5) marks_[{pupil, session}].code.assign(1, registers::half_of(session) == Half::am ? '/' : '\\');
}

/// Birth dates differ, so that no two pupils are the same person.
void RegisterTables::add_school(std::string_view urn, int first_serial) {
    for (std::size_t number = 0; number < count_; ++number) {
        Pupil& pupil = pupils_.emplace_back();
        pupil.urn = urn;
        pupil.upn = upn_of(first_serial + static_cast<int>(number));
        pupil.cells["dob"] = identifiers::write_date(identifiers::add_days({2013, 10, 1}, static_cast<int>(number)));
        pupil.cells["nc_year"] = "8";
        pupil.cells["admission_date"] = "2018-09-03";
    }
}

std::vector<std::size_t> RegisterTables::pupils_of(std::string_view word) const {
    std::vector<std::size_t> found;
    if (word == "all") {
        for (std::size_t i = 0; i < pupils_.size(); ++i) found.push_back(i);
        return found;
    }
    const bool second = word.starts_with('B');
    const std::size_t place = number_of(word.substr(second ? 1 : 0)) - 1 + (second ? count_ : 0);
    if (place >= pupils_.size()) throw DictionaryError("there is no pupil " + std::string(word));
    return {place};
}

/// The sessions of `PUPIL:DAY:HALF`, which are taken off the text.
std::vector<RegisterTables::Place> RegisterTables::places(std::string_view& rest) const {
    const std::vector<std::size_t> pupils = pupils_of(taken(rest));
    const registers::Period days = days_of(taken(rest));
    const std::string_view word = taken(rest);
    const auto half = registers::find_half(word);
    if (!half && word != "both") throw DictionaryError(std::string(word) + ": AM, PM or both");
    std::vector<Place> places;
    for (const std::size_t pupil : pupils)
        for (SessionNumber session = days.first(); session < days.end(); ++session)
            if (!half || registers::half_of(session) == *half) places.emplace_back(pupil, session);
    return places;
}

void RegisterTables::set_marks(std::string_view rest, bool category) {
    const bool is_range = rest.find("..") != std::string_view::npos;
    for (const Place& place : places(rest)) {
        if (is_range && registers::weekday_of(place.second) > 5) continue;
        if (category) marks_[place].category = rest;
        else if (rest.empty()) marks_.erase(place);
        else marks_[place].code = rest;
    }
    has_category_ |= category;
}

void RegisterTables::add_again(std::string_view rest) {
    const std::vector<Place> at = places(rest);
    for (const Place& place : at) more_rows_.push_back(row(place, rest, ""));
}

void RegisterTables::set_cell(std::string_view rest) {
    const std::vector<std::size_t> pupils = pupils_of(taken(rest));
    const std::string column(taken(rest));
    for (const std::size_t pupil : pupils) {
        if (column == "upn") pupils_[pupil].upn = rest;
        else pupils_[pupil].cells[column] = rest;
    }
}

void RegisterTables::add_calendar(std::string_view rest) {
    const registers::Period days = days_of(taken(rest));
    for (Date day = days.from; day <= days.until; day = identifiers::add_days(day, 1))
        calendar_ += csv_row({"national", identifiers::write_date(day), "", rest});
}

void RegisterTables::add_exclusion(std::string_view rest) {
    const Pupil& pupil = pupils_[pupils_of(taken(rest)).front()];
    exclusions_.push_back({pupil.urn, pupil.upn, registers::session_number(written_day(rest), Half::am), ""});
}

void RegisterTables::add_unknown_id(std::string_view rest) {
    for (const auto& [place, session] : places(rest)) unknown_ids_.push_back({pupils_[place].urn, pupils_[place].upn, session, std::string(rest)});
}

void RegisterTables::edit(std::string_view edit) {
    std::string_view rest = edit;
    const std::string_view verb = taken(rest, '=');
    if (verb == "days" || verb == "pupils" || verb == "schools") {
        if (verb == "days") days_ = days_of(rest);
        else if (verb == "pupils") count_ = number_of(rest);
        else second_school_ = number_of(rest) == 2;
        return fill();
    }
    if (verb == "mark" || verb == "category") return set_marks(rest, verb == "category");
    if (verb == "again") return add_again(rest);
    if (verb == "row") return void(more_rows_.push_back(std::string(rest) + '\n'));
    if (verb == "unknown-id") return add_unknown_id(rest);
    if (verb == "pupil") return set_cell(rest);
    if (verb == "-pupil") return void(pupils_[pupils_of(rest).front()].listed = false);
    if (verb == "calendar") return add_calendar(rest);
    if (verb == "reference") return void(reference_date_ = written_day(rest));
    if (verb == "exclusion") return add_exclusion(rest);
    throw DictionaryError("this is no edit of a register");
}

std::string RegisterTables::row(const Place& place, std::string_view code, std::string_view category) const {
    const Pupil& pupil = pupils_[place.first];
    const std::string day = identifiers::write_date(registers::date_of(place.second));
    const std::string_view half = registers::half_name(registers::half_of(place.second));
    return has_category_ ? csv_row({pupil.urn, pupil.upn, day, half, code, category}) : csv_row({pupil.urn, pupil.upn, day, half, code});
}

std::string RegisterTables::marks() const {
    std::string text = "school_urn,upn,session_date,session,code";
    text += has_category_ ? ",category\n" : "\n";
    for (const auto& [place, mark] : marks_) text += row(place, mark.code, mark.category);
    for (const std::string& each : more_rows_) text += each;
    return text;
}

std::string RegisterTables::pupils() const {
    std::string text = "school_urn,upn";
    for (const std::string_view column : kColumns) text.append(",").append(column);
    text += '\n';
    for (const Pupil& pupil : pupils_) {
        if (!pupil.listed) continue;
        std::vector<io::CsvCell> cells{pupil.urn, pupil.upn};
        for (const std::string_view column : kColumns) {
            const auto cell = pupil.cells.find(column);
            cells.push_back(cell_of(cell == pupil.cells.end() ? std::string_view() : std::string_view(cell->second)));
        }
        io::append_csv_row(text, cells);
    }
    return text;
}

std::string RegisterTables::calendar() const { return calendar_.empty() ? calendar_ : "scope,date,session,status\n" + calendar_; }

}  // namespace cbds::sample
