#include "register/usual_rows.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

namespace cbds::registers {

UsualRows::UsualRows(const MarkColumns& columns, const ColumnNames& names, const std::optional<Period>& period, RowLayout& layout, MarkRowReader& reader)
    : columns_(columns), period_(period), layout_(layout), reader_(reader) {
    for (unsigned c = 0x21; c < 0x7F; ++c) {
        const char character = static_cast<char>(c);
        code_of_character_[c] = find_code({&character, 1}).value_or(kNoCode);
    }
    std::vector<std::size_t> key;
    std::copy_if(columns.key.begin(), columns.key.end(), std::back_inserter(key), [](std::size_t place) { return place != MarkColumns::kNone; });
    const auto [first, last] = std::minmax_element(key.begin(), key.end());
    key_first_ = *first;
    key_last_ = *last;
    expected_ = key_last_ - key_first_ + 1 == key.size() && !columns.has_others() && names.codes.empty() && names.date_form.empty();
}

bool UsualRows::learn(const char* row, UsualMark& mark) {
    if (layout_.length() == 0) return false;
    const std::string_view session = layout_.cell(row, columns_.session);
    const std::string_view code = layout_.cell(row, columns_.code);
    if (layout_.cell(row, columns_.date).size() != kIsoDate || session.size() != 2 || code.size() != 1) return false;
    if (!has_key(row)) return false;
    session_at_ = static_cast<std::size_t>(session.data() - row);
    code_at_ = static_cast<std::size_t>(code.data() - row);
    key_ = layout_.mask(key_first_, key_last_);
    date_ = layout_.mask(columns_.date, columns_.date);
    others_ = layout_.all() & ~(key_ | date_ | layout_.mask(columns_.session, columns_.session) | layout_.mask(columns_.code, columns_.code));
    return read_changed(row, layout_.all() & ~layout_.ends(), mark);
}

std::size_t UsualRows::read(std::string_view rows, std::span<UsualMark> marks) {
    const std::size_t length = layout_.length();
    if (length == 0) return 0;
    const std::size_t most = std::min(rows.size() / length, marks.size());
    const char* row = rows.data();
    for (std::size_t i = 0; i < most; ++i, row += length) {
        const ByteMask changed = layout_.changed(row);
        if (!layout_.fits(row, changed, others_) || !read_changed(row, changed, marks[i])) return i;
    }
    return most;
}

/// A date, a session, a code or a key that is known is plain text.
bool UsualRows::read_changed(const char* row, ByteMask changed, UsualMark& mark) {
    const char half = row[session_at_];
    const CodeId code = code_of_character_[static_cast<unsigned char>(row[code_at_])];
    if ((half != 'A' && half != 'P') || row[session_at_ + 1] != 'M' || code == kNoCode) return false;
    std::int32_t day = day_;
    if ((changed & date_) != 0) {
        const auto read = reader_.plain_day_of(layout_.cell(row, columns_.date));
        if (!read || *read < 0 || *read >= UsualMark::kSessions / 2) return false;
        day = *read;
    }
    if ((changed & key_) != 0) {
        const auto pupil = pupil_of(row, changed);
        if (!pupil) return false;
        pupil_ = *pupil;
    }
    if ((changed & (key_ | date_)) != 0) layout_.keep(row);
    day_ = day;
    const SessionNumber session = 2 * day + (half == 'P' ? 1 : 0);
    mark = UsualMark(pupil_, session, !period_ || period_->holds(session) ? code : kNoCode);
    return true;
}

/// Nothing where the row is none of a pupil at a school, or its key is not plain.
std::optional<std::uint32_t> UsualRows::pupil_of(const char* row, ByteMask changed) {
    const std::string_view first = layout_.cell(row, key_first_);
    const std::string_view last = layout_.cell(row, key_last_);
    const std::string_view text(first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data()));
    if (const auto known = reader_.guess_pupil(text)) return known;
    if (!has_key(row) || !layout_.fits(row, changed, key_)) return std::nullopt;
    return reader_.pupil_of(text, key_of(row));
}

KeyCells UsualRows::key_of(const char* row) const {
    return key_of_row(columns_, [&](std::size_t place) { return layout_.cell(row, place); });
}

bool UsualRows::has_key(const char* row) const {
    const KeyCells key = key_of(row);
    return !lacks_pupil(key) && !lacks_school(key, columns_);
}

}  // namespace cbds::registers
