#include "schema/json_schema_types.hpp"

#include <array>

namespace cbds::schema {
namespace {

using Json = nlohmann::ordered_json;

/// What the bases of XML Schema look like; a type's own pattern is narrower.
constexpr std::array<std::string_view, 9> kBasePatterns{"",
                                                        "",
                                                        "-?[0-9]{4,}-[0-9]{2}-[0-9]{2}(Z|[+\\-][0-9]{2}:[0-9]{2})?",
                                                        "-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+\\-][0-9]{2}:[0-9]{2})?",
                                                        "[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+\\-][0-9]{2}:[0-9]{2})?",
                                                        "",
                                                        "[+\\-]?[0-9]+",
                                                        "[+\\-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)",
                                                        "-?[0-9]{4,}(Z|[+\\-][0-9]{2}:[0-9]{2})?"};

/// The codes, and in the description what they stand for.
void add_codes(const Dictionary& dictionary, const TypeRow& type, const JsonSchemaScope& scope, Json& schema) {
    std::set<std::string_view> seen;
    Json codes = Json::array();
    std::string labels;
    for (const CodeRow& code : dictionary.codes(type)) {
        if (!scope.holds(code) || !seen.insert(code.code).second) continue;
        codes.push_back(code.code);
        if (!code.label.empty()) labels.append(labels.empty() ? "" : "; ").append(code.code).append(": ").append(code.label);
    }
    if (!labels.empty()) {
        std::string text = schema.contains("description") ? schema["description"].get<std::string>() + ' ' : std::string();
        schema["description"] = text + labels + '.';
    }
    schema["enum"] = std::move(codes);
}

void add_text(const TypeRow& type, Json& schema) {
    const TypeRow usual;
    schema["type"] = "string";
    if (type.base == Base::date) schema["format"] = "date";
    if (type.min_length != usual.min_length) schema["minLength"] = type.min_length;
    if (type.max_length != usual.max_length) schema["maxLength"] = type.max_length;
    const std::string_view pattern = type.pattern.empty() ? kBasePatterns[static_cast<std::size_t>(type.base)] : type.pattern;
    if (!pattern.empty()) schema["pattern"] = ecma_pattern(pattern);
}

void add_number(const TypeRow& type, bool whole, Json& schema) {
    const TypeRow usual;
    schema["type"] = whole ? "integer" : "number";
    if (type.min_value != usual.min_value) schema["minimum"] = type.min_value;
    if (type.max_value != usual.max_value) schema["maximum"] = type.max_value;
}

}  // namespace

JsonKind json_kind(const TypeRow& type) noexcept {
    if (type.code_count != 0 || type.identifier != Identifier::none || !type.pattern.empty()) return JsonKind::text;
    if (type.base == Base::integer) return JsonKind::whole;
    if (type.base == Base::decimal) return JsonKind::decimal;
    return type.base == Base::boolean ? JsonKind::boolean : JsonKind::text;
}

std::string ecma_pattern(std::string_view pattern) {
    std::string out = "^(?:";
    bool in_class = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '[') in_class = true;
        else if (c == ']') in_class = false;
        if (!in_class && (c == '^' || c == '$')) out += '\\';
        out += c;
        if (c == '\\' && i + 1 < pattern.size()) out += pattern[++i];
    }
    return out + ")$";
}

Json json_schema_of(const Dictionary& dictionary, TypeId id, const JsonSchemaScope& scope) {
    const TypeRow& type = dictionary.type(id);
    Json schema = Json::object();
    if (!type.documentation.empty()) schema["description"] = type.documentation;
    if (type.code_count != 0) {
        add_codes(dictionary, type, scope, schema);
        return schema;
    }
    switch (json_kind(type)) {
        case JsonKind::text: add_text(type, schema); break;
        case JsonKind::boolean: schema["enum"] = {true, false, "1", "0"}; break;
        case JsonKind::whole: add_number(type, true, schema); break;
        case JsonKind::decimal: add_number(type, false, schema); break;
    }
    return schema;
}

}  // namespace cbds::schema
