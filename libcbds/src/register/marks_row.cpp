#include "register/marks_row.hpp"

#include "cbds/error.hpp"
#include "io/ascii.hpp"
#include "register/readers.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <iterator>
#include <tuple>

namespace cbds::registers {
namespace {

std::size_t place_of(const ColumnPlaces& places, Column column) { return places.place(column).value_or(MarkColumns::kNone); }

/// A cell, without the blanks around it.
std::string_view cell_at(std::span<const std::string_view> cells, std::size_t place) {
    if (place >= cells.size()) return {};
    const std::string_view cell = cells[place];
    const bool trimmed = cell.empty() || (cell.front() > ' ' && cell.back() > ' ');
    return trimmed ? cell : ascii::trimmed(cell);
}

std::uint64_t word_at(const char* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// Keys have mostly 6 to 16 characters: too short for the comparison of the C library.
bool is_same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    if (a.size() >= 8 && a.size() <= 24) {
        const std::size_t last = a.size() - 8;
        const std::size_t middle = last / 2;
        return word_at(a.data()) == word_at(b.data()) && word_at(a.data() + middle) == word_at(b.data() + middle) &&
               word_at(a.data() + last) == word_at(b.data() + last);
    }
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i]) return false;
    return true;
}

std::size_t hash_of_key(const std::array<std::string_view, 3>& parts) {
    std::size_t hash = 0;
    for (const std::string_view part : parts) hash = std::rotl(hash, 21) * 31 + std::hash<std::string_view>()(part);
    return hash;
}

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

MarkColumns::MarkColumns(std::span<const std::string> heading, const ColumnNames& names, const std::string& file) : count(heading.size()) {
    const ColumnPlaces places(heading, names);
    by_number = !places.has(Column::urn) && places.has(Column::laestab);
    key = {place_of(places, by_number ? Column::laestab : Column::urn), place_of(places, Column::upn), place_of(places, Column::pupil_id)};
    date = place_of(places, Column::date);
    session = place_of(places, Column::session);
    code = place_of(places, Column::code);
    minutes_late = place_of(places, Column::minutes_late);
    recorded_at = place_of(places, Column::recorded_at);
    category = place_of(places, Column::category);
    for (const std::size_t place : places.unknown()) unknown.push_back(heading[place]);
    std::string missing;
    const auto need = [&](bool there, std::string_view name) {
        if (!there) missing += (missing.empty() ? "" : ", ") + std::string(name);
    };
    need(key[1] != kNone || key[2] != kNone, "upn or pupil_id");
    need(date != kNone, column_name(Column::date));
    need(session != kNone, column_name(Column::session));
    need(code != kNone, column_name(Column::code));
    if (!missing.empty()) throw DocumentError(file + ":1: a table of marks has no column " + missing + "; --map FILE says what columns are called");
}

bool PupilKeys::is(std::uint32_t number, const std::array<std::string_view, 3>& parts) const noexcept {
    const Key& key = keys_[number];
    return is_same(parts[1], key.parts[1]) && is_same(parts[0], key.parts[0]) && is_same(parts[2], key.parts[2]);
}

std::vector<std::array<std::string, 3>> PupilKeys::take_new() {
    std::vector<std::array<std::string, 3>> taken;
    for (; taken_ < keys_.size(); ++taken_) taken.push_back(keys_[taken_].parts);
    return taken;
}

std::uint32_t PupilKeys::number(const std::array<std::string_view, 3>& parts) {
    if (!keys_.empty()) {
        if (is(last_, parts)) return last_;
        if (const std::uint32_t next = keys_[last_].follower; is(next, parts)) return last_ = next;
    }
    const std::uint32_t found = look_up(parts);
    keys_[last_].follower = found;
    return last_ = found;
}

std::uint32_t PupilKeys::look_up(const std::array<std::string_view, 3>& parts) {
    if (slots_.size() < 2 * (keys_.size() + 1)) grow();
    std::size_t slot = hash_of_key(parts) & (slots_.size() - 1);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
        if (is(slots_[slot] - 1, parts)) return slots_[slot] - 1;
    Key& key = keys_.emplace_back();
    for (std::size_t i = 0; i < parts.size(); ++i) key.parts[i] = parts[i];
    slots_[slot] = static_cast<std::uint32_t>(keys_.size());
    return slots_[slot] - 1;
}

void PupilKeys::grow() {
    slots_.assign(std::max<std::size_t>(1024, 2 * slots_.size()), 0);
    for (std::uint32_t number = 0; number < keys_.size(); ++number) {
        const auto& parts = keys_[number].parts;
        std::size_t slot = hash_of_key({parts[0], parts[1], parts[2]}) & (slots_.size() - 1);
        while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = number + 1;
    }
}

/// Files have few days, many rows for each, and mostly one order of them.
std::optional<std::int32_t> MarkRowReader::day_of(std::string_view text) {
    if (text.size() != std::tuple_size_v<decltype(CachedDate::text)> || !names_.date_form.empty()) {
        const auto date = read_date(text, names_.date_form);
        return date ? std::optional(identifiers::day_number(*date)) : std::nullopt;
    }
    if (text.front() == '\0') return std::nullopt;  // as places that are not used begin
    const auto holds = [&](std::uint16_t place) { return std::memcmp(dates_[place].text.data(), text.data(), dates_[place].text.size()) == 0; };
    if (holds(last_date_)) return dates_[last_date_].day;
    const std::uint16_t next = dates_[last_date_].follower;
    if (holds(next)) return dates_[last_date_ = next].day;
    const auto digit = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i]) & 0xF); };
    const auto place = static_cast<std::uint16_t>((digit(5) * 320 + digit(6) * 32 + digit(8) * 10 + digit(9)) % dates_.size());
    if (!holds(place)) {
        const auto date = read_date(text, names_.date_form);
        if (!date) return std::nullopt;
        std::memcpy(dates_[place].text.data(), text.data(), text.size());
        dates_[place].day = identifiers::day_number(*date);
    }
    dates_[last_date_].follower = place;
    return dates_[last_date_ = place].day;
}

MarkRowReader::MarkRowReader(const MarkColumns& columns, const ColumnNames& names, const std::optional<Period>& period)
    : columns_(columns), names_(names), period_(period) {
    for (unsigned c = 0x21; c < 0x7F; ++c) {
        const char character = static_cast<char>(c);
        code_of_character_[c] = find_code({&character, 1}).value_or(kNoCode);
    }
    std::vector<std::size_t> key;
    std::copy_if(columns.key.begin(), columns.key.end(), std::back_inserter(key), [](std::size_t place) { return place != MarkColumns::kNone; });
    const auto [first, last] = std::minmax_element(key.begin(), key.end());
    key_first_ = *first;
    key_last_ = *last;
    const bool others = columns.minutes_late != MarkColumns::kNone || columns.recorded_at != MarkColumns::kNone || columns.category != MarkColumns::kNone;
    usual_ = key_last_ - key_first_ + 1 == key.size() && !others && names.codes.empty() && names.date_form.empty();
}

bool MarkRowReader::read_usual(std::span<const std::string_view> cells, std::uint32_t line, MarkRows& out) {
    const std::string_view date = cells[columns_.date];
    const std::string_view half = cells[columns_.session];
    const std::string_view code = cells[columns_.code];
    if (!usual_ || code.size() != 1 || half.size() != 2 || half[1] != 'M' || (half[0] != 'A' && half[0] != 'P') || date.size() != 10) return false;
    MarkRow row;
    row.code = code_of_character_[static_cast<unsigned char>(code[0])];
    if (row.code == kNoCode) return false;
    const auto day = day_of(date);
    if (!day) return false;
    row.session = 2 * *day + (half[0] == 'P' ? 1 : 0);
    const char* const key_begin = cells[key_first_].data();
    const std::string_view key(key_begin, static_cast<std::size_t>(cells[key_last_].data() + cells[key_last_].size() - key_begin));
    if (key.empty() || !is_same(key, last_key_)) {
        const std::array<std::string_view, 3> parts{cell_at(cells, columns_.key[0]), cell_at(cells, columns_.key[1]), cell_at(cells, columns_.key[2])};
        if ((parts[1].empty() && parts[2].empty()) || (parts[0].empty() && columns_.key[0] != MarkColumns::kNone)) return false;
        last_pupil_ = pupils_.number(parts);
        last_key_ = key;
    }
    row.pupil = last_pupil_;
    row.line = line;
    if (!period_ || period_->holds(row.session)) out.rows.push_back(row);
    return true;
}

/// What the map says that a cell means.
std::string_view MarkRowReader::code_of(std::string_view cell) const {
    for (const auto& [written, code] : names_.codes)
        if (written == cell) return code;
    return cell;
}

void MarkRowReader::read_code(std::string_view cell, MarkRow& row, MarkRows& out) const {
    if (!names_.codes.empty()) cell = code_of(cell);
    if (const auto code = find_code(cell)) {
        row.code = *code;
        return;
    }
    const MendedCode mended = mend_code(cell);
    if (mended.code) {
        row.code = *mended.code;
        out.notes.push_back({out.rows.size(), Incident::Kind::mended_code, true, std::string(cell), column_name(Column::code)});
        return;
    }
    row.state = MarkRow::State::other_code;
    out.texts.emplace_back(cell.substr(0, 100));
}

void MarkRowReader::read_others(std::span<const std::string_view> cells, MarkRow& row, MarkRows& out) const {
    const auto note = [&](Incident::Kind kind, std::string_view value, Column column) {
        out.notes.push_back({out.rows.size(), kind, true, std::string(value.substr(0, 100)), column_name(column)});
    };
    if (const std::string_view text = cell_at(cells, columns_.recorded_at); !text.empty()) {
        if (const auto time = read_time(text)) row.recorded_at = *time;
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
        out.notes.push_back({out.rows.size(), kind, has_pupil, std::string(value.substr(0, 100)), column});
        row.state = MarkRow::State::left_out;
        out.rows.push_back(row);
    };
    const std::array<std::string_view, 3> key{cell_at(cells, columns_.key[0]), cell_at(cells, columns_.key[1]), cell_at(cells, columns_.key[2])};
    if (key[1].empty() && key[2].empty()) return leave_out(Incident::Kind::no_pupil, false, {}, column_name(Column::upn));
    if (key[0].empty() && columns_.key[0] != MarkColumns::kNone) return leave_out(Incident::Kind::no_pupil, false, {}, column_name(Column::urn));
    row.pupil = pupils_.number(key);
    const auto day = day_of(cell_at(cells, columns_.date));
    if (!day) return leave_out(Incident::Kind::unreadable_date, true, cell_at(cells, columns_.date), column_name(Column::date));
    const std::string_view half_word = cell_at(cells, columns_.session);
    const auto half = half_word == "AM" ? Half::am : half_word == "PM" ? std::optional(Half::pm) : find_half(half_word);
    if (!half) return leave_out(Incident::Kind::unreadable_date, true, half_word, column_name(Column::session));
    row.session = 2 * *day + (*half == Half::pm ? 1 : 0);
    if (period_ && !period_->holds(row.session)) return;
    // The cell as it stands: blanks around a code are told.
    read_code(columns_.code < cells.size() ? cells[columns_.code] : std::string_view(), row, out);
    if (columns_.recorded_at != MarkColumns::kNone || columns_.minutes_late != MarkColumns::kNone || columns_.category != MarkColumns::kNone)
        read_others(cells, row, out);
    out.rows.push_back(row);
}

}  // namespace cbds::registers
