/// @file
/// The readers of the single forms. Each reads one input into the builder.
#pragma once

#include "cbds/io/stream.hpp"
#include "cbds/register/builder.hpp"
#include "cbds/register/inputs.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cbds::registers {

class CodesById;

/// What a reader is told.
struct ReaderContext {
    const RegisterInputOptions& options;
    const ColumnNames& names;        ///< of `--map`; empty where none was given
    const schema::Dictionary& dictionary;
    const CodesById* codes = nullptr;  ///< of `--codes`; null where none was given
};

/// A mark a row. The fast path: several threads, nothing allocated a row.
void read_marks_csv(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder);

/// A pupil a row.
void read_register_csv(io::ByteStream& stream, const std::string& name, const ReaderContext& context, RegisterBuilder& builder);

/// JSON (one value) or NDJSON (a value a line): register objects, records of Assembly and of Wonde.
void read_register_json(io::ByteStream& stream, const std::string& name, bool lines, const ReaderContext& context, RegisterBuilder& builder);

/// A transfer file or a census return: XML.
void read_register_document(io::Input& input, const ReaderContext& context, RegisterBuilder& builder);

/// A store.
void read_register_store(const std::string& path, const ReaderContext& context, RegisterBuilder& builder);

/// Side tables. @throws InputError, DocumentError
void read_pupils(const std::string& path, const ReaderContext& context, RegisterBuilder& builder);
void read_calendar(const std::string& path, const ReaderContext& context, RegisterBuilder& builder);

/// Dates in the forms that exports have them in, and a time of recording as seconds since 1970 UTC.
/// @param date_form  of a map; empty where there is none. ISO dates are read beside it, others are not
[[nodiscard]] std::optional<Date> read_date(std::string_view text, const std::string& date_form);
[[nodiscard]] std::optional<std::int64_t> read_time(std::string_view text, const std::string& date_form = {});

/// `true`, `1`, `Y`, `yes`, letter case apart, and their opposites.
[[nodiscard]] std::optional<bool> read_flag(std::string_view text);

}  // namespace cbds::registers
