#include "register/look.hpp"

#include "cbds/error.hpp"
#include "cbds/io/encoding.hpp"
#include "cbds/io/memory_input.hpp"
#include "cbds/register/store.hpp"
#include "cbds/xml/opening.hpp"
#include "io/ascii.hpp"
#include "register/csv_rows.hpp"
#include "register/look_at_json.hpp"
#include "register/session_heading.hpp"

#include <algorithm>

namespace cbds::registers {
namespace {

/// The first row; empty where it is none.
std::vector<std::string> heading_of(std::string_view first, const ColumnNames& names, std::optional<io::Encoding> encoding) {
    io::MemoryStream stream(first);
    try {
        io::CsvReader csv(stream, {}, csv_options(names, encoding));
        return csv.next() ? csv.heading() : std::vector<std::string>();
    } catch (const DocumentError&) {
        return {};
    }
}

bool has_sessions(const std::vector<std::string>& heading, const ColumnNames& names) {
    const auto is_session = [&](const std::string& each) { return read_session_heading(each, names.date_form).has_value(); };
    return std::any_of(heading.begin(), heading.end(), is_session);
}

InputKind kind_of_heading(const std::vector<std::string>& heading, const ColumnNames& names) {
    const ColumnPlaces places(heading, names);
    const auto has_any = [&](std::initializer_list<Column> columns) {
        return std::any_of(columns.begin(), columns.end(), [&](Column each) { return places.has(each); });
    };
    const bool has_school = has_any({Column::urn, Column::laestab});
    if (places.has_pupil()) {
        if (places.has(Column::date) && places.has(Column::code)) return InputKind::marks_csv;
        if (places.has(Column::marks) || has_sessions(heading, names)) return InputKind::register_csv;
        const bool describes = has_any({Column::valid_from, Column::birth_date, Column::sex, Column::year_group, Column::admission_date,
                                        Column::leaving_date, Column::fsm, Column::sen});
        return describes ? InputKind::pupils : InputKind::unknown;
    }
    if (places.has(Column::date) && places.has(Column::status)) return InputKind::calendar;
    if (has_school && places.has(Column::agreed_from)) return InputKind::agreements;
    if (has_school && has_any({Column::name, Column::la_code, Column::phase, Column::trust_id})) return InputKind::schools;
    return InputKind::unknown;
}

InputKind kind_of_root(std::string_view first) {
    io::MemoryStream stream(first);
    const std::string root = xml::open_document(stream, std::nullopt).root;
    if (root == "CTfile") return InputKind::ctf;
    return root == "Message" ? InputKind::census : InputKind::unknown;
}

/// Bytes of UTF-16 or UTF-32 text as UTF-8.
std::string in_utf8(std::string_view first, const io::EncodingEvidence& evidence) {
    std::string text;
    io::ConversionFault fault;
    first.remove_prefix(evidence.mark_length);
    (void)io::Utf8Converter(evidence.family).convert(first, false, text, fault);
    return text;
}

}  // namespace

InputKind look_at_input(std::string_view first_bytes, const ColumnNames& names, std::optional<io::Encoding> encoding) {
    if (looks_like_store(first_bytes)) return InputKind::store;
    const io::EncodingEvidence evidence = io::look_at(first_bytes);
    const std::string converted = evidence.family == io::Encoding::utf8 ? std::string() : in_utf8(first_bytes, evidence);
    std::string_view text = converted.empty() ? first_bytes : std::string_view(converted);
    if (text.starts_with(io::kByteOrderMark)) text.remove_prefix(io::kByteOrderMark.size());
    text = ascii::trimmed(text);
    if (text.starts_with('<')) return kind_of_root(first_bytes);
    if (text.starts_with('{') || text.starts_with('[')) return look_at_json(text, names);
    return kind_of_heading(heading_of(first_bytes, names, encoding), names);
}

std::optional<Form> form_of(InputKind kind) noexcept {
    switch (kind) {
    case InputKind::marks_csv: return Form::marks_csv;
    case InputKind::register_csv: return Form::register_csv;
    case InputKind::json: return Form::json;
    case InputKind::ndjson: return Form::ndjson;
    case InputKind::ctf: return Form::ctf;
    case InputKind::census: return Form::census;
    case InputKind::store: return Form::store;
    default: return std::nullopt;
    }
}

InputKind kind_of(Form form) noexcept {
    switch (form) {
    case Form::marks_csv: return InputKind::marks_csv;
    case Form::register_csv: return InputKind::register_csv;
    case Form::json: return InputKind::json;
    case Form::ndjson: return InputKind::ndjson;
    case Form::ctf: return InputKind::ctf;
    case Form::census: return InputKind::census;
    default: return InputKind::store;
    }
}

std::optional<Form> look_at_register(std::string_view first_bytes) { return look_at_register(first_bytes, {}, std::nullopt); }

std::optional<Form> look_at_register(std::string_view first_bytes, const ColumnNames& names, std::optional<io::Encoding> encoding) {
    return form_of(look_at_input(first_bytes, names, encoding ? encoding : names.encoding));
}

bool looks_like_side_table(std::string_view first_bytes, const ColumnNames& names, std::optional<io::Encoding> encoding) {
    const InputKind kind = look_at_input(first_bytes, names, encoding ? encoding : names.encoding);
    return kind == InputKind::pupils || kind == InputKind::schools || kind == InputKind::calendar;
}

}  // namespace cbds::registers
