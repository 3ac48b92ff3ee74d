#include "rules/ctf/attendance_marks.hpp"

#include <algorithm>
#include <array>

namespace cbds::rules {

using identifiers::Date;

namespace {

/// Line breaks that a tool has put around the marks; blanks were marks once.
std::string_view without_breaks(std::string_view text) {
    const auto is_break = [](char c) { return c == '\n' || c == '\r' || c == '\t'; };
    while (!text.empty() && is_break(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_break(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace

bool is_attendance_mark(char mark) noexcept {
    static const std::array<bool, 256> known = [] {
        std::array<bool, 256> marks{};
        for (const reference::AttendanceCode& code : reference::attendance_codes()) marks[static_cast<unsigned char>(code.mark)] = code.mark != 0;
        return marks;
    }();
    return is_plain_mark(mark) || known[static_cast<unsigned char>(mark)];
}

AttendanceMarks::AttendanceMarks(const PartView& view, NodeNumber node, std::optional<Date> start) : node_(node) {
    if (node == 0 || !start || view.node(node).fault != schema::ValueFault::none) return;
    marks_ = without_breaks(view.node(node).value());
    first_day_ = identifiers::day_number(*start);
    first_weekday_ = identifiers::weekday(*start);
}

bool AttendanceMarks::is_session(std::size_t place) const noexcept {
    const char mark = marks_[place];
    if (is_plain_mark(mark)) return mark != '#';
    return mark != 'Z' && mark != '-' && is_attendance_mark(mark);
}

std::optional<std::size_t> AttendanceMarks::first_session() const noexcept {
    for (std::size_t place = 0; place < size(); ++place)
        if (is_session(place)) return place;
    return std::nullopt;
}

std::optional<std::size_t> AttendanceMarks::last_session() const noexcept {
    for (std::size_t place = size(); place > 0; --place)
        if (is_session(place - 1)) return place - 1;
    return std::nullopt;
}

bool AttendanceMarks::can_be_counted() const noexcept {
    return !marks_.empty() && marks_.size() % 2 == 0 && std::all_of(marks_.begin(), marks_.end(), [](char mark) { return is_plain_mark(mark) || is_attendance_mark(mark); });
}

void FaultyMarks::add(std::size_t place, schema::Confidence sure) {
    if (count_++ == 0) first_ = place;
    sure_ = std::max(sure_, sure);
}

void FaultyMarks::report(std::string_view fault, std::string expected, Failures& failures) const {
    if (count_ == 0) return;
    std::string message(fault);
    message += count_ == 1 ? ": mark " : ": " + std::to_string(count_) + " marks, the first is mark ";
    message += std::to_string(first_ + 1) + ", the " + (AttendanceMarks::is_morning(first_) ? "morning" : "afternoon") + " of " +
               identifiers::write_date(marks_.day(first_));
    failures.at(marks_.node(), std::move(message), std::move(expected), sure_);
}

}  // namespace cbds::rules
