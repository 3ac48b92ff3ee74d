/// @file
/// Registers written out (cbds-register(5)).
#pragma once

#include "cbds/io/output.hpp"
#include "cbds/register/register.hpp"

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::registers {

/// The forms that are written: `marks-csv`, `register-csv` (packed), `wide-csv` (a column a date and session), `ndjson` and `json` (register
/// objects), `assembly-json`, `xlsx` (wide).
enum class WrittenForm : std::uint8_t { marks_csv, register_csv, wide_csv, ndjson, json, assembly_json, xlsx };

[[nodiscard]] std::optional<WrittenForm> find_written_form(std::string_view name) noexcept;
[[nodiscard]] std::string_view written_form_name(WrittenForm form) noexcept;

struct RegisterWriteOptions {
    std::optional<Period> period;  ///< marks of these days only
};

/// Writes all marks of a register as text. Not for xlsx.
void write_register(const Register& source, WrittenForm form, const RegisterWriteOptions& options, std::ostream& out);

/// Writes any form to a file: whole or not at all.
void write_register_file(const Register& source, WrittenForm form, const RegisterWriteOptions& options, const std::string& path,
                         const io::OutputOptions& output, std::ostream* standard_output);

/// Writes pupils.csv, schools.csv of a register: what is known beside marks.
void write_pupils(const Register& source, std::ostream& out);
void write_schools(const Register& source, std::ostream& out);

}  // namespace cbds::registers
