#include "formats/sql_functions.hpp"

namespace cbds::formats {
namespace {

std::string_view function_of(ValueKind kind) {
    switch (kind) {
        case ValueKind::whole: return "whole_number_of";
        case ValueKind::decimal: return "decimal_of";
        case ValueKind::boolean: return "boolean_of";
        case ValueKind::date: return "date_of";
        case ValueKind::moment: return "moment_of";
        case ValueKind::clock: return "time_of";
        case ValueKind::text: break;
    }
    return "";
}

/// One expression, so that the planner can put it in the place of the call.
std::string function(std::string_view schema, ValueKind kind, std::string_view type, std::string_view body) {
    return "CREATE FUNCTION " + std::string(schema) + std::string(function_of(kind)) + "(value text) RETURNS " + std::string(type) +
           " LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$\n    SELECT " + std::string(body) + "\n$$;\n";
}

// A day that its month does not have cannot be cast, and neither can the year 0: CASE keeps the casts from being tried.
constexpr std::string_view kDate =
    R"(CASE WHEN btrim(value) ~ '^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$'
        AND right(btrim(value), 2)::integer <= CASE
            WHEN substr(btrim(value), 6, 2) IN ('04', '06', '09', '11') THEN 30
            WHEN substr(btrim(value), 6, 2) <> '02' THEN 31
            WHEN left(btrim(value), 4)::integer % 4 = 0 AND (left(btrim(value), 4)::integer % 100 <> 0 OR left(btrim(value), 4)::integer % 400 = 0) THEN 29
            ELSE 28 END
        THEN btrim(value)::date END)";

}  // namespace

std::string sql_functions(std::string_view schema) {
    const std::string date = std::string(schema) + std::string(function_of(ValueKind::date));
    return function(schema, ValueKind::whole, "bigint", R"(CASE WHEN btrim(value) ~ '^[-+]?\d{1,18}$' THEN btrim(value)::bigint END)") +
           function(schema, ValueKind::decimal, "numeric",
                    R"(CASE WHEN btrim(value) ~ '^[-+]?(\d{1,100}(\.\d{0,100})?|\.\d{1,100})$' THEN btrim(value)::numeric END)") +
           function(schema, ValueKind::boolean, "boolean",
                    "CASE btrim(value) WHEN 'true' THEN true WHEN '1' THEN true WHEN 'false' THEN false WHEN '0' THEN false END") +
           function(schema, ValueKind::date, "date", kDate) +
           function(schema, ValueKind::moment, "timestamp",
                    R"(CASE WHEN btrim(value) ~ '^.{10}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?$'
        THEN )" + date + R"((left(btrim(value), 10)) + substr(btrim(value), 12)::time END)") +
           function(schema, ValueKind::clock, "time",
                    R"(CASE WHEN btrim(value) ~ '^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$' THEN btrim(value)::time END)");
}

std::string sql_as_kind(const std::string& column, ValueKind kind, std::string_view schema) {
    return std::string(schema) + std::string(function_of(kind)) + "(" + column + ")";
}

}  // namespace cbds::formats
