#include "register/written.hpp"

#include "register/columns.hpp"
#include "register/seconds.hpp"

#include <algorithm>

namespace cbds::registers {
namespace {

constexpr std::size_t kWorthWriting = std::size_t{64} << 10;  // bytes

io::CsvCell cell_of(const std::string& text) { return text.empty() ? io::CsvCell() : io::CsvCell(text); }

void append_two_digits(std::int64_t number, std::string& text) {
    text += static_cast<char>('0' + number / 10);
    text += static_cast<char>('0' + number % 10);
}

}  // namespace

KeyColumns::KeyColumns(const Register& source) : source_(source) {
    const auto& schools = source.schools;
    const bool some_without_urn = std::any_of(schools.begin(), schools.end(), [](const School& each) { return each.urn.empty(); });
    const bool all_with_number = std::all_of(schools.begin(), schools.end(), [](const School& each) { return !each.laestab.empty(); });
    by_number_ = some_without_urn && all_with_number;
    upn_ = std::any_of(source.enrolments.begin(), source.enrolments.end(), [](const Enrolment& each) { return !each.upn.empty(); });
    pupil_id_ = !upn_ || std::any_of(source.enrolments.begin(), source.enrolments.end(), [](const Enrolment& each) { return !each.pupil_id.empty(); });
}

void KeyColumns::append_heading(std::vector<std::string>& heading) const {
    heading.emplace_back(column_name(by_number_ ? Column::laestab : Column::urn));
    if (upn_) heading.emplace_back(column_name(Column::upn));
    if (pupil_id_) heading.emplace_back(column_name(Column::pupil_id));
}

/// Where some schools have this number only and some that one, the one that there is stands in the column.
void KeyColumns::append(const Enrolment& enrolment, std::vector<io::CsvCell>& cells) const {
    const School& school = source_.schools[enrolment.school];
    cells.push_back(cell_of(by_number_ || school.urn.empty() ? school.laestab : school.urn));
    if (upn_) cells.push_back(cell_of(enrolment.upn));
    if (pupil_id_) cells.push_back(cell_of(enrolment.pupil_id));
}

bool is_recorded(const Enrolment& enrolment, SessionNumber session) noexcept {
    if (enrolment.marks.at(session) != kNoCode) return true;
    const MarkDetail* const detail = enrolment.detail(session);
    return detail != nullptr && detail->recorded_at != 0;
}

SessionRange sessions_of(const Enrolment& enrolment, const std::optional<Period>& period) noexcept {
    SessionRange range{enrolment.marks.first(), enrolment.marks.end()};
    if (period) range = {std::max(range.first, period->first()), std::min(range.end, period->end())};
    return range;
}

std::set<SessionNumber> sessions_with_marks(const Register& source, const std::optional<Period>& period) {
    std::set<SessionNumber> sessions;
    for (const Enrolment& enrolment : source.enrolments) for_each_mark(enrolment, period, [&](SessionNumber session) { sessions.insert(session); });
    return sessions;
}

std::string session_heading(SessionNumber session) {
    return identifiers::write_date(date_of(session)).append(" ").append(half_name(half_of(session)));
}

std::string time_text(std::int64_t seconds) {
    const std::int64_t day = seconds >= 0 ? seconds / kSecondsOfADay : (seconds + 1) / kSecondsOfADay - 1;
    const std::int64_t time = seconds - day * kSecondsOfADay;
    std::string text = identifiers::write_date(identifiers::date_of_day_number(static_cast<int>(day)));
    text += 'T';
    append_two_digits(time / 3600, text);
    text += ':';
    append_two_digits(time / 60 % 60, text);
    text += ':';
    append_two_digits(time % 60, text);
    return text += 'Z';
}

void WrittenText::row(std::span<const io::CsvCell> cells) {
    io::append_csv_row(text_, cells);
    flush_if_long();
}

void WrittenText::row(const std::vector<std::string>& cells) {
    std::vector<io::CsvCell> views;
    for (const std::string& cell : cells) views.push_back(cell_of(cell));
    row(views);
}

void WrittenText::flush_if_long() {
    if (text_.size() >= kWorthWriting) flush();
}

void WrittenText::flush() {
    out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
}

}  // namespace cbds::registers
