#include "register/marks_row.hpp"

#include "cbds/error.hpp"
#include "io/ascii.hpp"
#include "io/short_text.hpp"
#include "register/readers.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace cbds::registers {
namespace {

std::size_t place_of(const ColumnPlaces& places, Column column) { return places.place(column).value_or(MarkColumns::kNone); }

/// A cell without the blanks around it.
std::string_view cell_at(std::span<const std::string_view> cells, std::size_t place) {
    return place < cells.size() ? ascii::trimmed(cells[place]) : std::string_view();
}

/// A row that a spreadsheet has left behind.
bool is_emptied(std::span<const std::string_view> cells) { return std::all_of(cells.begin(), cells.end(), ascii::all_blank); }

/// A word, and the categories that it may stand for.
struct CategoryWord {
    std::string_view word;
    AttendanceCategory first;
    AttendanceCategory last;
};

using enum AttendanceCategory;

/// Small letters; `absence` behind another word is cut off before.
constexpr std::array<CategoryWord, 15> kCategoryWords{{{"present", present, present},
                                                       {"attending", present, approved},
                                                       {"attended", present, approved},
                                                       {"attendance", present, approved},
                                                       {"approved educational activity", approved, approved},
                                                       {"approved", approved, approved},
                                                       {"aea", approved, approved},
                                                       {"absence", authorised, unauthorised},
                                                       {"absent", authorised, unauthorised},
                                                       {"authorised", authorised, authorised},
                                                       {"unauthorised", unauthorised, unauthorised},
                                                       {"not required", not_required, not_required},
                                                       {"not counted", not_required, administrative},
                                                       {"administrative", administrative, administrative},
                                                       {"missing", missing, missing}}};

}  // namespace

bool contradicts(std::string_view word, AttendanceCategory category) noexcept {
    for (const std::string_view end : {" absence", " absent"})
        if (ascii::ends_with(word, end)) word.remove_suffix(end.size());
    const auto found = std::find_if(kCategoryWords.begin(), kCategoryWords.end(), [&](const CategoryWord& each) { return ascii::same_but_case(each.word, word); });
    return found != kCategoryWords.end() && (category < found->first || found->last < category);
}

MarkColumns::MarkColumns(const ColumnPlaces& places, std::size_t cells, const std::string& place) : count(cells) {
    key = {place_of(places, Column::urn), place_of(places, Column::laestab), place_of(places, Column::upn), place_of(places, Column::pupil_id)};
    if (places.has(Column::laestab)) school_key = places.has(Column::urn) ? SchoolKey::both : SchoolKey::laestab;
    date = place_of(places, Column::date);
    session = place_of(places, Column::session);
    code = place_of(places, Column::code);
    minutes_late = place_of(places, Column::minutes_late);
    recorded_at = place_of(places, Column::recorded_at);
    category = place_of(places, Column::category);
    std::string missing;
    const auto need = [&](bool there, std::string_view name) {
        if (!there) missing += (missing.empty() ? "" : ", ") + std::string(name);
    };
    need(places.has_pupil(), "upn or pupil_id");
    need(date != kNone, column_name(Column::date));
    need(session != kNone, column_name(Column::session));
    need(code != kNone, column_name(Column::code));
    if (!missing.empty()) throw DocumentError(place + ": a table of marks has no column " + missing + "; --map FILE says what columns are called");
}

std::uint32_t school_of_key(RegisterBuilder& builder, std::string_view text, SchoolKey kind) {
    if (kind == SchoolKey::urn) return school_of(builder, text, {});
    if (kind == SchoolKey::laestab) return school_of(builder, {}, text);
    const std::size_t end = text.find('\n');
    return school_of(builder, text.substr(0, end), text.substr(end + 1));
}

std::optional<std::int32_t> MarkRowReader::day_of(std::string_view text) {
    if (text.size() == kIsoDate && names_.date_form.empty())
        if (const auto day = plain_day_of(text)) return day;
    const auto date = read_date(text, names_.date_form);
    return date ? std::optional(identifiers::day_number(*date)) : std::nullopt;
}

/// Files have few days, many rows for each, and mostly one order of them. A text that is known is plain: with an end of line in it, it would
/// be two rows, one of which nobody would count.
std::optional<std::int32_t> MarkRowReader::plain_day_of(std::string_view text) {
    if (text.front() == '\0') return std::nullopt;  // as places that are not used begin
    const auto holds = [&](std::uint16_t place) { return std::memcmp(dates_[place].text.data(), text.data(), dates_[place].text.size()) == 0; };
    if (const std::uint16_t next = dates_[last_date_].follower; holds(next)) return dates_[last_date_ = next].day;
    if (holds(last_date_)) return dates_[last_date_].day;
    const auto digit = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i]) & 0xF); };
    const auto place = static_cast<std::uint16_t>((digit(5) * 320 + digit(6) * 32 + digit(8) * 10 + digit(9)) % dates_.size());
    if (!holds(place)) {
        const bool plain = std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
        const auto date = plain ? read_date(text, {}) : std::nullopt;
        if (!date) return std::nullopt;
        std::memcpy(dates_[place].text.data(), text.data(), text.size());
        dates_[place].day = identifiers::day_number(*date);
    }
    dates_[last_date_].follower = place;
    return dates_[last_date_ = place].day;
}

MarkRowReader::MarkRowReader(const MarkColumns& columns, const ColumnNames& names, const std::optional<Period>& period)
    : columns_(columns), names_(names), period_(period) {}

/// The number of a pupil whose key need not stand in one place of the row.
std::uint32_t MarkRowReader::pupil_of(const KeyCells& key) {
    joined_key_.clear();
    for (const std::string_view cell : key) joined_key_.append(cell).append(1, '\n');
    return pupil_of(joined_key_, key);
}

std::uint32_t MarkRowReader::pupil_of(std::string_view text, const KeyCells& key) { return pupils_.number(text, {school_text(key), key[2], key[3]}); }

/// As school_of_key() reads it. A URN is one line: that of a cell in quotation marks ends where its first line does.
std::string_view MarkRowReader::school_text(const KeyCells& key) {
    if (columns_.school_key != SchoolKey::both) return columns_.school_key == SchoolKey::urn ? key[0] : key[1];
    joined_school_.assign(key[0].substr(0, key[0].find('\n'))).append(1, '\n').append(key[1]);
    return joined_school_;
}

void MarkRowReader::read_code(std::string_view cell, MarkRow& row, MarkRows& out) const {
    if (!names_.codes.empty()) cell = mapped_code(cell, names_);
    if (const auto code = find_code(cell)) {
        row.code = *code;
        return;
    }
    const MendedCode mended = mend_code(cell);
    if (mended.code) {
        row.code = *mended.code;
        if (mended.mended) out.notes.push_back({out.rows.size(), Incident::Kind::mended_code, true, std::string(io::shortened(cell)), column_name(Column::code)});
        return;
    }
    row.state = MarkRow::State::other_code;
    out.texts.emplace_back(io::shortened(ascii::trimmed(cell)));
}

void MarkRowReader::read_others(std::span<const std::string_view> cells, MarkRow& row, MarkRows& out) const {
    const auto note = [&](Incident::Kind kind, std::string_view value, Column column) {
        out.notes.push_back({out.rows.size(), kind, true, std::string(io::shortened(value)), column_name(column)});
    };
    if (const std::string_view text = cell_at(cells, columns_.recorded_at); !text.empty()) {
        if (const auto time = read_time(text, names_.date_form)) out.recorded_at.back() = *time;
        else note(Incident::Kind::unreadable_value, text, Column::recorded_at);
    }
    if (const std::string_view text = cell_at(cells, columns_.minutes_late); !text.empty()) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), row.minutes_late);
        if (error != std::errc() || end != text.data() + text.size()) note(Incident::Kind::unreadable_value, text, Column::minutes_late);
    }
    const std::string_view category = cell_at(cells, columns_.category);
    if (category.empty() || row.state != MarkRow::State::good) return;
    if (contradicts(category, category_of(row.code, row.session))) note(Incident::Kind::category_differs, category, Column::category);
}

void MarkRowReader::read(std::span<const std::string_view> cells, std::uint32_t line, MarkRows& out) {
    MarkRow row;
    row.line = line;
    const auto leave_out = [&](Incident::Kind kind, bool has_pupil, std::string_view value, std::string_view column) {
        out.notes.push_back({out.rows.size(), kind, has_pupil, std::string(io::shortened(value)), column});
        row.state = MarkRow::State::left_out;
        out.rows.push_back(row);
    };
    const KeyCells key = key_of_row(columns_, [&](std::size_t place) { return place < cells.size() ? cells[place] : std::string_view(); });
    if (lacks_pupil(key) && is_emptied(cells)) return;
    if (lacks_pupil(key)) return leave_out(Incident::Kind::no_pupil, false, {}, column_name(Column::upn));
    if (lacks_school(key, columns_)) return leave_out(Incident::Kind::no_pupil, false, {}, column_name(Column::urn));
    row.pupil = pupil_of(key);
    const auto day = day_of(cell_at(cells, columns_.date));
    if (!day) return leave_out(Incident::Kind::unreadable_date, true, cell_at(cells, columns_.date), column_name(Column::date));
    const std::string_view half_word = cell_at(cells, columns_.session);
    const auto half = half_word == "AM" ? Half::am : half_word == "PM" ? std::optional(Half::pm) : find_half(half_word);
    if (!half) return leave_out(Incident::Kind::unreadable_date, true, half_word, column_name(Column::session));
    row.session = 2 * *day + (*half == Half::pm ? 1 : 0);
    if (period_ && !period_->holds(row.session)) return;
    // The cell as it stands: blanks around a code are told.
    read_code(columns_.code < cells.size() ? cells[columns_.code] : std::string_view(), row, out);
    if (columns_.has_others()) {
        if (columns_.recorded_at != MarkColumns::kNone) out.recorded_at.resize(out.rows.size() + 1);
        read_others(cells, row, out);
    }
    out.rows.push_back(row);
}

}  // namespace cbds::registers
