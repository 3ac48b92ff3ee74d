/// @file
/// Reads registers in every form in which software exports them (cbds-register(5)): CSV with a mark a row or with a pupil a row,
/// JSON and NDJSON of several shapes, transfer files, census returns, a store; files, folders, archives and standard input as
/// cbds/io/inputs.hpp finds them.
#pragma once

#include "cbds/formats/document_inputs.hpp"
#include "cbds/io/inputs.hpp"
#include "cbds/register/builder.hpp"
#include "cbds/register/register.hpp"
#include "cbds/schema/dictionary.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::registers {

/// The forms that are read.
enum class Form : std::uint8_t {
    marks_csv,     ///< `marks-csv`: a mark a row
    register_csv,  ///< `register-csv`: a pupil a row: packed marks, or a column for each date and session
    json,          ///< `json`, `ndjson`: register objects, or records as Assembly and Wonde give them
    ndjson,
    ctf,           ///< the marks and totals of a transfer file
    census,        ///< the attendance of a census return
    store,         ///< a store of `cbds attendance update`
};

inline constexpr std::size_t kForms = 7;
[[nodiscard]] std::string_view form_name(Form form) noexcept;
[[nodiscard]] std::optional<Form> find_form(std::string_view name) noexcept;

/// What a column of a user's CSV file is called with us: `urn`, `upn`, `pupil_id`, `session_date` ...: `--map FILE`, TOML.
struct ColumnNames {
    std::vector<std::pair<std::string, std::string>> columns;  ///< heading of the file, name of ours
    std::string date_form;                                     ///< `DD/MM/YYYY`; empty: as ISO 8601 has it
    std::vector<std::pair<std::string, std::string>> codes;    ///< what a cell says, and the code for it
    char delimiter = '\0';                                     ///< 0: found out
    std::optional<io::Encoding> encoding;                      ///< of the files; RegisterInputOptions::encoding goes before it

    /// @throws InputError, UsageError with its line
    [[nodiscard]] static ColumnNames load(const std::string& path);
};

/// An input that was not read, or not to its end.
struct RefusedInput {
    std::string name;
    std::string message;
    bool unreadable = false;  ///< its bytes could not be read; else they are no good register
};

struct RegisterInputOptions {
    io::InputOptions inputs;                   ///< suffixes are set by read_registers
    std::optional<Form> form;                  ///< `--from`; nothing: each input is looked at
    ConflictPolicy conflicts = ConflictPolicy::last;
    bool keep_details = false;
    unsigned jobs = 1;
    std::optional<Period> period;              ///< marks of other days are passed over
    std::string codes_file;                    ///< `--codes`: ids of codes, for JSON that refers to them
    std::string map_file;                      ///< `--map`
    std::string pupils_file;                   ///< `--pupils`, `--schools`, `--calendar`: empty for none
    std::string schools_file;
    std::string calendar_file;
    std::optional<io::Encoding> encoding;      ///< of CSV
    std::function<void(const formats::ReadingNote&)> note;  ///< may be empty
    std::function<void(std::uint64_t)> progress;            ///< bytes; may be empty
    std::function<void(RefusedInput)> refused;              ///< told of it in the place of a throw, and the others are read; may be empty
};

/// Reads all inputs into one register. What was read of an input before it was refused is part of it.
/// @throws InputError, DocumentError, UsageError; where nothing is there InputError
[[nodiscard]] Register read_registers(const schema::Dictionary& dictionary, const RegisterInputOptions& options);

/// The form of an input by its first bytes: for CSV the heading, for JSON the first object, for XML the root. Nothing: no register of ours.
[[nodiscard]] std::optional<Form> look_at_register(std::string_view first_bytes);

/// The same as read_registers() looks at it.
/// @param names     of `--map`
/// @param encoding  of CSV; nothing: that of the map, else found out
[[nodiscard]] std::optional<Form> look_at_register(std::string_view first_bytes, const ColumnNames& names, std::optional<io::Encoding> encoding);

/// Whether it is a table that stands beside registers: of pupils, of schools, a calendar.
[[nodiscard]] bool looks_like_side_table(std::string_view first_bytes, const ColumnNames& names, std::optional<io::Encoding> encoding);

}  // namespace cbds::registers
