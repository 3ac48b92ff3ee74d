/// @file
/// Rows of marks.csv as most of them are: each has its cells where the one before had them, a date in ISO form, AM or PM, and a
/// code of one place.
#pragma once

#include "register/marks_row.hpp"
#include "register/row_layout.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace cbds::registers {

class UsualRows {
public:
    /// @param reader  whose pupils and days these are
    UsualRows(const MarkColumns& columns, const ColumnNames& names, const std::optional<Period>& period, RowLayout& layout, MarkRowReader& reader);

    /// Whether the file may have such rows: nothing but schools, pupils, dates, sessions and codes tells of marks, and no map changes them.
    [[nodiscard]] bool are_expected() const noexcept { return expected_; }

    /// Takes the row that the layout has learnt.
    /// @returns false where it is another one
    [[nodiscard]] bool learn(const char* row, UsualMark& mark);

    /// Reads such rows one after the other, up to one that is none. What has not changed since a row before is not read again.
    /// @returns how many there were; none where `marks` has no room
    [[nodiscard]] std::size_t read(std::string_view rows, std::span<UsualMark> marks);

private:
    [[nodiscard]] bool read_changed(const char* row, ByteMask changed, UsualMark& mark);
    [[nodiscard]] std::optional<std::uint32_t> pupil_of(const char* row, ByteMask changed);
    [[nodiscard]] KeyCells key_of(const char* row) const;
    [[nodiscard]] bool has_key(const char* row) const;

    const MarkColumns& columns_;
    std::optional<Period> period_;
    RowLayout& layout_;
    MarkRowReader& reader_;
    bool expected_ = false;
    std::size_t key_first_ = 0;  ///< the cells of the key stand side by side, from this one
    std::size_t key_last_ = 0;
    std::array<CodeId, 256> code_of_character_{};

    // of the layout
    ByteMask key_ = 0;
    ByteMask date_ = 0;
    ByteMask others_ = 0;           ///< bytes of which only the layout can say that they are plain
    std::size_t session_at_ = 0;
    std::size_t code_at_ = 0;

    // of the row that it keeps
    std::int32_t day_ = 0;
    std::uint32_t pupil_ = 0;
};

}  // namespace cbds::registers
