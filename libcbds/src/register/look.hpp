/// @file
/// What an input is, by its first bytes: a register in one of its forms, or a table that stands beside registers.
#pragma once

#include "register/readers.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace cbds::registers {

enum class InputKind : std::uint8_t { unknown, marks_csv, register_csv, json, ndjson, ctf, census, store, pupils, schools, calendar, agreements };

/// How many of the first bytes are needed: a year of sessions makes a long heading.
inline constexpr std::size_t kFirstBytes = std::size_t{64} << 10;

/// @param names     of `--map`
/// @param encoding  of CSV
[[nodiscard]] InputKind look_at_input(std::string_view first_bytes, const ColumnNames& names, std::optional<io::Encoding> encoding);

/// The form of a register; nothing for a table beside it.
[[nodiscard]] std::optional<Form> form_of(InputKind kind) noexcept;
[[nodiscard]] InputKind kind_of(Form form) noexcept;

}  // namespace cbds::registers
