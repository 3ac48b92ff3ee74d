/// @file
/// A row of marks.csv, and the pupils that rows are about.
#pragma once

#include "cbds/register/builder.hpp"
#include "register/columns.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::registers {

/// Where the cells stand that make a mark.
struct MarkColumns {
    /// @throws DocumentError where a column is missing that a mark needs
    MarkColumns(std::span<const std::string> heading, const ColumnNames& names, const std::string& file);

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    std::array<std::size_t, 3> key{kNone, kNone, kNone};  ///< URN (or number of the school), UPN, the software's number
    bool by_number = false;                               ///< the first of the key is authority and establishment
    std::size_t date = kNone;
    std::size_t session = kNone;
    std::size_t code = kNone;
    std::size_t minutes_late = kNone;
    std::size_t recorded_at = kNone;
    std::size_t category = kNone;
    std::size_t count = 0;             ///< cells of a row
    std::vector<std::string> unknown;  ///< headings that nothing is known of
};

/// The pupils of a file by what their rows say, numbered in the order in which they come.
class PupilKeys {
public:
    struct Key {
        std::array<std::string, 3> parts;
        std::uint32_t follower = 0;  ///< who came after the pupil last time
    };

    /// The keys that came since the last call.
    [[nodiscard]] std::vector<std::array<std::string, 3>> take_new();

    /// The number of a pupil. In most files the next row is about the same pupil, or about the one who came next last time.
    [[nodiscard]] std::uint32_t number(const std::array<std::string_view, 3>& parts);

private:
    [[nodiscard]] bool is(std::uint32_t number, const std::array<std::string_view, 3>& parts) const noexcept;
    [[nodiscard]] std::uint32_t look_up(const std::array<std::string_view, 3>& parts);
    void grow();

    std::vector<Key> keys_;
    std::size_t taken_ = 0;  ///< how many of them were handed on
    std::vector<std::uint32_t> slots_;  ///< numbers plus 1, by hash; 0 is empty
    std::uint32_t last_ = 0;
};

/// A row as far as it could be read.
struct MarkRow {
    enum class State : std::uint8_t {
        good,
        other_code,  ///< `texts` of the chunk has what stands there
        left_out,    ///< no mark: a note says why, or it is outside of the period
    };
    std::int64_t recorded_at = 0;
    std::uint32_t pupil = 0;
    SessionNumber session = 0;
    std::uint32_t line = 0;
    std::uint16_t minutes_late = 0;
    CodeId code = kNoCode;
    State state = State::good;
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
    std::vector<MarkRow> rows;
    std::deque<std::string> texts;  ///< of other codes, in the order of their rows
    std::vector<RowNote> notes;
    std::vector<std::array<std::string, 3>> new_pupils;  ///< who has not come before, in the order of their numbers

    void clear() {
        rows.clear();
        texts.clear();
        notes.clear();
        new_pupils.clear();
    }
};

/// Reads rows. Each thread has its own, and with it its own numbers of pupils.
class MarkRowReader {
public:
    MarkRowReader(const MarkColumns& columns, const ColumnNames& names, const std::optional<Period>& period);

    /// @param cells  views of all cells of the row
    void read(std::span<const std::string_view> cells, std::uint32_t line, MarkRows& out);

    /// The same for rows as most of them are, in a file of nothing but schools, pupils, dates, sessions and codes: the date in ISO form,
    /// AM or PM, a code of one place.
    /// @returns false where the row is another one: nothing was done
    [[nodiscard]] bool read_usual(std::span<const std::string_view> cells, std::uint32_t line, MarkRows& out);

    /// Ends a stretch: puts the pupils that are new in it beside its rows.
    void finish(MarkRows& out) {
        out.new_pupils = pupils_.take_new();
        last_key_ = {};
    }

private:
    struct CachedDate {
        std::array<char, 10> text{};
        std::uint16_t follower = 0;  ///< the place of the date that came behind it last time
        std::int32_t day = 0;
    };

    [[nodiscard]] std::optional<std::int32_t> day_of(std::string_view text);
    [[nodiscard]] std::string_view code_of(std::string_view cell) const;
    void read_code(std::string_view cell, MarkRow& row, MarkRows& out) const;
    void read_others(std::span<const std::string_view> cells, MarkRow& row, MarkRows& out) const;

    const MarkColumns& columns_;
    const ColumnNames& names_;
    std::optional<Period> period_;
    PupilKeys pupils_;
    std::array<CachedDate, 512> dates_{};
    std::uint16_t last_date_ = 0;            ///< its place
    bool usual_ = false;                     ///< there are no other columns, and no map of codes or dates
    std::size_t key_first_ = 0;              ///< the cells of the key stand side by side, from this one
    std::size_t key_last_ = 0;
    std::string_view last_key_;              ///< of the row before, in the text of the stretch
    std::uint32_t last_pupil_ = 0;
    std::array<CodeId, 256> code_of_character_{};
};

/// Whether a file's own word for what a mark counts as - `present`, `attended`, `authorised absence` - contradicts what it counts as. A word that
/// is not known says nothing.
[[nodiscard]] bool contradicts(std::string_view word, AttendanceCategory category) noexcept;

}  // namespace cbds::registers
