#include "cbds/reference/attendance_codes.hpp"

#include "reference/attendance_rows.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace cbds::reference {
namespace {

using identifiers::Date;

/// The row of the day, else the last one before it, else the first.
const AttendanceCode* of_day(std::span<const AttendanceCode> rows, Date day) {
    if (rows.empty()) return nullptr;
    const AttendanceCode* best = &rows.front();
    for (const AttendanceCode& row : rows)
        if (!row.since || *row.since <= day) best = &row;
    return best;
}

/// The rows of every character: a string of marks has hundreds of them.
class RowsByMark {
public:
    RowsByMark() {
        const auto rows = attendance_codes();
        for (std::size_t first = 0; first < rows.size();) {
            std::size_t end = first;
            while (end < rows.size() && rows[end].mark == rows[first].mark) ++end;
            rows_[static_cast<unsigned char>(rows[first].mark)] = rows.subspan(first, end - first);
            first = end;
        }
    }

    [[nodiscard]] std::span<const AttendanceCode> of(char mark) const noexcept { return rows_[static_cast<unsigned char>(mark)]; }

private:
    std::array<std::span<const AttendanceCode>, 256> rows_;
};

}  // namespace

std::span<const AttendanceCode> attendance_codes() noexcept {
    static const std::vector<AttendanceCode> codes(attendance_rows().begin(), attendance_rows().end());
    return codes;
}

const AttendanceCode* find_attendance_code(std::string_view code, Date day) noexcept {
    const auto codes = attendance_codes();
    const auto is_it = [=](const AttendanceCode& row) { return row.code == code; };
    const auto first = std::find_if(codes.begin(), codes.end(), is_it);
    const auto last = std::find_if_not(first, codes.end(), is_it);
    return of_day({first, last}, day);
}

const AttendanceCode* find_attendance_mark(char mark, Date day) noexcept {
    static const RowsByMark rows;
    return of_day(rows.of(mark), day);
}

}  // namespace cbds::reference
