/// @file
/// A row of marks.csv.
#pragma once

#include "cbds/register/builder.hpp"
#include "io/ascii.hpp"
#include "register/columns.hpp"
#include "register/pupil_keys.hpp"
#include "register/row_owner.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::registers {

/// The cells of a row that tell whose it is: URN, authority and establishment, UPN, the software's number; without blanks around them, empty
/// where it has none.
using KeyCells = std::array<std::string_view, 4>;

/// By which numbers the rows of a file name schools.
enum class SchoolKey : std::uint8_t { urn, laestab, both };

/// Where the cells stand that make a mark.
struct MarkColumns {
    /// @param cells  of the heading
    /// @param place  of the heading, for a message: `marks.csv:1`
    /// @throws DocumentError where a column is missing that a mark needs
    MarkColumns(const ColumnPlaces& places, std::size_t cells, const std::string& place);

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    std::array<std::size_t, 4> key{kNone, kNone, kNone, kNone};  ///< as KeyCells has them
    SchoolKey school_key = SchoolKey::urn;
    std::size_t date = kNone;
    std::size_t session = kNone;
    std::size_t code = kNone;
    std::size_t minutes_late = kNone;
    std::size_t recorded_at = kNone;
    std::size_t category = kNone;
    std::size_t count = 0;  ///< cells of a row

    /// Whether there are columns that say more than which mark it is.
    [[nodiscard]] bool has_others() const noexcept { return minutes_late != kNone || recorded_at != kNone || category != kNone; }
};

/// Characters of a date in ISO form.
inline constexpr std::size_t kIsoDate = 10;

/// @param cell  gives the cell of a place
template <typename Cell>
[[nodiscard]] KeyCells key_of_row(const MarkColumns& columns, const Cell& cell) {
    KeyCells key;
    for (std::size_t i = 0; i < key.size(); ++i)
        if (columns.key[i] != MarkColumns::kNone) key[i] = ascii::trimmed(cell(columns.key[i]));
    return key;
}

[[nodiscard]] inline bool lacks_school(const KeyCells& key, const MarkColumns& columns) noexcept {
    return key[0].empty() && key[1].empty() && (columns.key[0] != MarkColumns::kNone || columns.key[1] != MarkColumns::kNone);
}
[[nodiscard]] inline bool lacks_pupil(const KeyCells& key) noexcept { return key[2].empty() && key[3].empty(); }

/// The school of a new pupil, as MarkRowReader writes it: in files that have both numbers a line with each.
[[nodiscard]] std::uint32_t school_of_key(RegisterBuilder& builder, std::string_view text, SchoolKey kind);

/// A row as far as it could be read.
struct MarkRow {
    enum class State : std::uint8_t {
        good,
        other_code,  ///< `texts` of the chunk has what stands there
        left_out,    ///< no mark: a note says why, or it is outside of the period
    };
    std::uint32_t pupil = 0;
    SessionNumber session = 0;
    std::uint32_t line = 0;
    std::uint16_t minutes_late = 0;
    CodeId code = kNoCode;
    State state = State::good;
};

/// A row as most rows are: a pupil, a session and a code of the table. Ten million of them go from one loop to another: two words.
class UsualMark {
public:
    static constexpr SessionNumber kSessions = SessionNumber{1} << 24;  ///< session numbers from 0 to below that fit

    UsualMark() = default;

    /// @param code  `kNoCode` where the row is outside of the period
    UsualMark(std::uint32_t pupil, SessionNumber session, CodeId code) noexcept
        : pupil_(pupil), session_and_code_(static_cast<std::uint32_t>(session) << 8U | code) {}

    [[nodiscard]] std::uint32_t pupil() const noexcept { return pupil_; }
    [[nodiscard]] SessionNumber session() const noexcept { return static_cast<SessionNumber>(session_and_code_ >> 8U); }
    [[nodiscard]] CodeId code() const noexcept { return static_cast<CodeId>(session_and_code_ & 0xFFU); }

private:
    std::uint32_t pupil_ = 0;
    std::uint32_t session_and_code_ = 0;
};

/// Something about a row that becomes an incident.
struct RowNote {
    std::size_t row = 0;  ///< index in the chunk
    Incident::Kind kind{};
    bool has_pupil = false;
    std::string value;
    std::string_view column;
};

/// What one thread made of a stretch of rows.
struct MarkRows {
    std::vector<UsualMark> usual;  ///< the first rows, one of each line; grows only, `usual_count` of them count
    std::size_t usual_count = 0;
    std::vector<MarkRow> rows;     ///< those behind them
    std::vector<std::int64_t> recorded_at;  ///< of the first of `rows`, as far as they have one; 0: not known
    std::deque<std::string> texts;  ///< of other codes, in the order of their rows
    std::vector<RowNote> notes;
    std::vector<std::array<std::string, 3>> new_pupils;  ///< school, UPN, number of who has not come before, in the order of their numbers

    void clear() {
        usual_count = 0;
        rows.clear();
        recorded_at.clear();
        texts.clear();
        notes.clear();
        new_pupils.clear();
    }

    /// Makes room for so many usual rows; more of them are rows as others.
    void make_room(std::size_t count) {
        if (usual.size() < count) usual.resize(count);
    }

    /// Where usual rows from a line on are put; empty once there are others.
    [[nodiscard]] std::span<UsualMark> room(std::uint32_t line) noexcept {
        return line == usual_count && rows.empty() ? std::span(usual).subspan(usual_count) : std::span<UsualMark>();
    }

    void add(const UsualMark& mark, std::uint32_t line) {
        if (const auto free = room(line); !free.empty()) {
            free.front() = mark;
            ++usual_count;
            return;
        }
        if (mark.code() == kNoCode) return;
        MarkRow& row = rows.emplace_back();
        row.pupil = mark.pupil();
        row.session = mark.session();
        row.line = line;
        row.code = mark.code();
    }
};

/// Reads rows. Each thread has its own, and with it its own numbers of pupils.
class MarkRowReader {
public:
    MarkRowReader(const MarkColumns& columns, const ColumnNames& names, const std::optional<Period>& period);

    /// @param cells  views of all cells of the row
    void read(std::span<const std::string_view> cells, std::uint32_t line, MarkRows& out);

    /// The number of a day; nothing where the text is no date.
    [[nodiscard]] std::optional<std::int32_t> day_of(std::string_view text);

    /// The same of a text of kIsoDate characters in a file without a map's form, as long as the text is plain: without blanks and ends of lines.
    [[nodiscard]] std::optional<std::int32_t> plain_day_of(std::string_view text);

    /// The pupil of a text that was met before, if it is the one who was expected.
    [[nodiscard]] std::optional<std::uint32_t> guess_pupil(std::string_view text) noexcept { return pupils_.guess(text); }

    /// The pupil of any text. @param key  what it consists of
    [[nodiscard]] std::uint32_t pupil_of(std::string_view text, const KeyCells& key);

    /// Ends a stretch: puts the pupils that are new in it beside its rows.
    void finish(MarkRows& out) { out.new_pupils = pupils_.take_new(); }

private:
    struct CachedDate {
        std::array<char, 10> text{};
        std::uint16_t follower = 0;  ///< the place of the date that came behind it last time
        std::int32_t day = 0;
    };

    [[nodiscard]] std::uint32_t pupil_of(const KeyCells& key);
    [[nodiscard]] std::string_view school_text(const KeyCells& key);
    void read_code(std::string_view cell, MarkRow& row, MarkRows& out) const;
    void read_others(std::span<const std::string_view> cells, MarkRow& row, MarkRows& out) const;

    const MarkColumns& columns_;
    const ColumnNames& names_;
    std::optional<Period> period_;
    PupilKeys pupils_;
    std::string joined_key_;
    std::string joined_school_;
    std::array<CachedDate, 512> dates_{};
    std::uint16_t last_date_ = 0;  ///< its place
};

/// Whether a file's own word for what a mark counts as - `present`, `attended`, `authorised absence` - contradicts what it counts as. A word that
/// is not known says nothing.
[[nodiscard]] bool contradicts(std::string_view word, AttendanceCategory category) noexcept;

}  // namespace cbds::registers
