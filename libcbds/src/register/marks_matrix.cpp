#include "register/marks_matrix.hpp"

#include <array>
#include <span>
#include <utility>

namespace cbds::registers {
namespace {

/// So many pupils are taken out of the lines of sessions at a time.
constexpr std::size_t kTogether = 64;

bool has_mark(std::span<const CodeId> codes) {
    return std::any_of(codes.begin(), codes.end(), [](CodeId code) { return code != kNoCode; });
}

}  // namespace

/// Lines have whole days, if they are those of pupils.
void MarksMatrix::make_room(std::uint32_t line, std::size_t place) {
    if (line >= lines_.size()) lines_.resize(std::max<std::size_t>(line + 1, 2 * lines_.size()));
    line_ = &lines_[line];
    line_number_ = line;
    longest_ = std::max(longest_, (place + 2) / 2 * 2);
    if (place >= line_->size()) line_->resize(longest_, kNoCode);
}

void MarksMatrix::give(RegisterBuilder& builder) {
    if (order_ == Order::by_session) return give_sessions(builder);
    for (std::size_t i = 0; i < lines_.size(); ++i)
        if (has_mark(lines_[i])) builder.marks(static_cast<std::uint32_t>(i), first_, std::move(lines_[i]));
}

/// Of the days that have marks; a day has two lines.
void MarksMatrix::give_sessions(RegisterBuilder& builder) const {
    const auto is_used = [](const std::vector<CodeId>& line) { return !line.empty(); };
    const auto begin = static_cast<std::size_t>(std::find_if(lines_.begin(), lines_.end(), is_used) - lines_.begin()) / 2 * 2;
    const auto end = (static_cast<std::size_t>(std::find_if(lines_.rbegin(), lines_.rend(), is_used).base() - lines_.begin()) + 1) / 2 * 2;
    std::size_t pupils = 0;
    for (const std::vector<CodeId>& line : lines_) pupils = std::max(pupils, line.size());
    for (std::size_t pupil = 0; begin < end && pupil < pupils; pupil += kTogether) {
        std::array<std::vector<CodeId>, kTogether> rows;
        for (std::vector<CodeId>& row : rows) row.resize(end - begin, kNoCode);
        for (std::size_t session = begin; session < std::min(end, lines_.size()); ++session) {
            const std::vector<CodeId>& line = lines_[session];
            for (std::size_t i = 0; i < kTogether && pupil + i < line.size(); ++i) rows[i][session - begin] = line[pupil + i];
        }
        for (std::size_t i = 0; i < kTogether; ++i)
            if (has_mark(rows[i])) builder.marks(static_cast<std::uint32_t>(pupil + i), first_ + static_cast<SessionNumber>(begin), std::move(rows[i]));
    }
}

}  // namespace cbds::registers
