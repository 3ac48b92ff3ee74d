#include "cbds/schema/json_schema.hpp"

#include "cbds/error.hpp"
#include "schema/json_schema_scope.hpp"
#include "schema/json_schema_types.hpp"

#include <nlohmann/json.hpp>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace cbds::schema {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kWords =
    "Documents as cbds writes them as JSON, see cbds-json(5); #/$defs/line is for each line of NDJSON. Elements that are not named "
    "here, attributes and \"#content\" are kept when documents are converted, but are not of this schema. The order of members is "
    "not looked at.";

class Writer {
public:
    Writer(const Dictionary& dictionary, const JsonSchemaScope& scope) : dictionary_(dictionary), scope_(scope) {}

    Json write() {
        const ElementRow& root = dictionary_.element(dictionary_.collection(scope_.collection()).root);
        Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"$id", "urn:cbds:schema:" + scope_.name()}};
        schema["title"] = std::string(collection_title(scope_.collection())) + ": " + scope_.name();
        schema["description"] = kWords;
        Json members{{"cbds", {{"const", "document/1"}}}, {"edition", edition()}, {root.name, element(root)}};
        // What a document says of its schema and namespaces is allowed by XML Schema.
        members[std::string(root.name)]["patternProperties"] = attributes();
        close_object(schema, std::move(members), Json::array({root.name}));
        parts_["line"] = line();
        for (const TypeId id : types_) parts_["value." + std::string(dictionary_.type(id).name)] = json_schema_of(dictionary_, id, scope_);
        schema["$defs"] = std::move(parts_);
        return schema;
    }

private:
    static Json attributes() { return {{"^@(xmlns|xsi:)", {{"type", "string"}}}}; }

    static Json reference(const std::string& definition) { return {{"$ref", "#/$defs/" + definition}}; }

    static void close_object(Json& object, Json members, Json required) {
        object["type"] = "object";
        object["properties"] = std::move(members);
        if (!required.empty()) object["required"] = std::move(required);
        object["additionalProperties"] = false;
    }

    [[nodiscard]] Json edition() const {
        if (const auto edition = scope_.edition()) return {{"const", edition_name(*edition)}};
        return {{"type", "string"}, {"pattern", '^' + std::string(collection_name(scope_.collection())) + '@'}};
    }

    /// An element, its number of times aside.
    Json element(const ElementRow& row) {
        Json schema;
        schema["title"] = row.name;
        if (!row.documentation.empty()) schema["description"] = describe(row);
        if (row.content != Content::value) {
            add_children(row, schema);
            return schema;
        }
        types_.insert(row.type);
        schema["$ref"] = "#/$defs/value." + std::string(dictionary_.type(row.type).name);
        return schema;
    }

    static std::string describe(const ElementRow& row) {
        const std::string text(row.documentation);
        return row.numbers.empty() ? text : text + " CBDS " + std::string(row.numbers) + '.';
    }

    void add_children(const ElementRow& row, Json& schema) {
        Json members = Json::object();
        Json required = Json::array();
        Json choices = Json::array();
        for (const JsonSchemaScope::Particle& particle : scope_.particles(row)) {
            for (const ElementRow* child : particle.rows) members[std::string(child->name)] = member(*child);
            if (particle.rows.size() > 1) choices.push_back(choice(particle));
            else if (particle.required) required.push_back(particle.rows[0]->name);
        }
        close_object(schema, std::move(members), std::move(required));
        if (!choices.empty()) schema["allOf"] = std::move(choices);
        if (row.content == Content::any) schema.erase("additionalProperties");
    }

    /// One of several, or none where none is required.
    static Json choice(const JsonSchemaScope::Particle& particle) {
        Json alternatives = Json::array();
        for (const ElementRow* row : particle.rows) alternatives.push_back({{"required", Json::array({row->name})}});
        if (!particle.required) alternatives.push_back({{"not", {{"anyOf", alternatives}}}});
        return {{"oneOf", std::move(alternatives)}};
    }

    /// An element as often as it may occur.
    Json member(const ElementRow& row) {
        Json one = row.part == Part::inside || row.part == Part::frame ? element(row) : part(row);
        if (row.max == 1) return one;
        Json list{{"type", "array"}, {"items", std::move(one)}};
        if (const unsigned min = scope_.minimum(row); min != 0) list["minItems"] = min;
        if (row.max != kUnbounded) list["maxItems"] = row.max;
        return list;
    }

    /// Parts stand by themselves, so that lines of NDJSON can be judged.
    Json part(const ElementRow& row) {
        const std::string name = "part." + std::string(row.name);
        part_names_.emplace_back(row.name);
        parts_[name] = element(row);
        return reference(name);
    }

    [[nodiscard]] Json line() const {
        Json first;
        close_object(first, {{"cbds", {{"const", "records/1"}}}, {"edition", edition()}, {"frame", {{"type", "object"}}}}, Json::array({"cbds"}));
        Json lines = Json::array({std::move(first)});
        for (const std::string& name : part_names_) {
            Json one;
            close_object(one, {{name, reference("part." + name)}}, Json::array({name}));
            lines.push_back(std::move(one));
        }
        lines.push_back(empty_frame());
        return {{"description", "A line of NDJSON."}, {"oneOf", std::move(lines)}};
    }

    /// What encloses parts, where there are none.
    [[nodiscard]] Json empty_frame() const {
        Json members{{"#in", {{"type", "string"}}}};
        for (const ElementRow& row : dictionary_.elements())
            if (row.collection == scope_.collection() && row.part == Part::frame && row.parent != kNoElement)
                members[std::string(row.name)] = {{"type", "object"}, {"maxProperties", 0}};
        Json schema;
        close_object(schema, std::move(members), Json::array({"#in"}));
        schema["minProperties"] = 2;
        schema["maxProperties"] = 2;
        return schema;
    }

    const Dictionary& dictionary_;
    const JsonSchemaScope& scope_;
    Json parts_ = Json::object();
    std::vector<std::string> part_names_;
    std::set<TypeId> types_;
};

void write(const Dictionary& dictionary, const JsonSchemaScope& scope, std::ostream& out) {
    out << Writer(dictionary, scope).write().dump(2) << '\n';
}

}  // namespace

void write_json_schema(const Dictionary& dictionary, Edition edition, std::ostream& out) {
    if (!dictionary.collection(edition.collection).editions.holds(edition.ordinal))
        throw UsageError(edition_name(edition) + ": the dictionary does not cover this edition; `cbds schema --list` names those it does");
    write(dictionary, JsonSchemaScope(dictionary, edition.collection, {edition.ordinal, edition.ordinal}), out);
}

void write_json_schema(const Dictionary& dictionary, Collection collection, std::ostream& out) {
    write(dictionary, JsonSchemaScope(dictionary, collection, dictionary.collection(collection).editions), out);
}

}  // namespace cbds::schema
