#include "cbds/schema/json_schema.hpp"

#include "cbds/error.hpp"
#include "schema/json_schema_types.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace cbds;
using namespace cbds::schema;
using nlohmann::json;

namespace {

template <typename Scope>
json schema_of(Scope scope) {
    std::ostringstream out;
    write_json_schema(Dictionary::built_in(), scope, out);
    return json::parse(out.str());
}

/// Every reference in it leads somewhere.
void check_references(const json& part, const json& schema) {
    if (part.is_object() && part.contains("$ref")) {
        const std::string reference = part["$ref"];
        CAPTURE(reference);
        CHECK(schema.contains(json::json_pointer(reference.substr(1))));
    }
    if (part.is_structured())
        for (const json& each : part) check_references(each, schema);
}

bool has(const json& list, const std::string& word) { return std::find(list.begin(), list.end(), word) != list.end(); }

const json& pupil_of(const json& schema) { return schema["$defs"]["part.Pupil"]; }

TypeRow type_of(Base base) {
    TypeRow row;
    row.base = base;
    return row;
}

}  // namespace

TEST_CASE("JSON Schema: that of every edition and collection hangs together") {
    const Dictionary& dictionary = Dictionary::built_in();
    for (const Collection collection : {Collection::ctf, Collection::school_census}) {
        const json whole = schema_of(collection);
        CHECK(whole["$id"] == "urn:cbds:schema:" + std::string(collection_name(collection)));
        check_references(whole, whole);
        const EditionRange covered = dictionary.collection(collection).editions;
        for (Ordinal ordinal = covered.since; ordinal <= covered.until; ++ordinal) {
            const Edition edition{collection, ordinal};
            const json schema = schema_of(edition);
            CHECK(schema["$id"] == "urn:cbds:schema:" + edition_name(edition));
            CHECK(schema["properties"]["edition"]["const"] == edition_name(edition));
            CHECK(schema["$defs"].contains("line"));
            check_references(schema, schema);
        }
    }
}

TEST_CASE("JSON Schema: an edition has its own elements, and requires its own") {
    const json old = schema_of(ctf_edition(15));
    const json now = schema_of(ctf_edition(26));
    const json all = schema_of(Collection::ctf);
    CHECK(pupil_of(old)["properties"].contains("Gender"));
    CHECK_FALSE(pupil_of(old)["properties"].contains("Sex"));
    CHECK_FALSE(pupil_of(now)["properties"].contains("Gender"));
    CHECK(has(pupil_of(now)["required"], "Sex"));
    CHECK(pupil_of(all)["properties"].contains("Gender"));
    CHECK(pupil_of(all)["properties"].contains("Sex"));
    CHECK(has(pupil_of(all)["required"], "UPN"));
    CHECK_FALSE(has(pupil_of(all)["required"], "Sex"));
    CHECK(pupil_of(now)["additionalProperties"] == false);
}

TEST_CASE("JSON Schema: codes are those of the edition, with their labels") {
    const json schema = schema_of(ctf_edition(26));
    const json& sex = schema["$defs"]["value.Sex"];
    CHECK(sex["enum"] == json({"M", "F"}));
    CHECK(sex["description"].get<std::string>().find("M: Male; F: Female.") != std::string::npos);
}

TEST_CASE("JSON Schema: what may repeat is a list") {
    const json schema = schema_of(ctf_edition(26));
    const json& pupils = schema["properties"]["CTfile"]["properties"]["CTFpupilData"]["properties"]["Pupil"];
    CHECK(pupils["type"] == "array");
    CHECK(pupils["minItems"] == 1);
    CHECK(pupils["items"]["$ref"] == "#/$defs/part.Pupil");
    CHECK_FALSE(schema["$defs"]["part.Header"]["properties"]["CTFversion"].contains("type"));
}

TEST_CASE("JSON Schema: an element that holds anything is open") {
    std::ostringstream out;
    write_json_schema(Dictionary::built_in(), ctf_edition(26), out);
    const std::string text = out.str();
    const json schema = json::parse(text);
    bool open = false;
    const auto look = [&](const json& part, const auto& again) -> void {
        if (part.is_object() && part.contains("properties") && part["properties"].contains("SuppID")) open |= !part.contains("additionalProperties");
        if (part.is_structured())
            for (const json& each : part) again(each, again);
    };
    look(schema, look);
    CHECK(open);
}

TEST_CASE("JSON Schema: an edition that is not covered is refused") {
    std::ostringstream out;
    CHECK_THROWS_WITH_AS(write_json_schema(Dictionary::built_in(), ctf_edition(1), out),
                         "ctf@1.0: the dictionary does not cover this edition; `cbds schema --list` names those it does", UsageError);
    CHECK(out.str().empty());
}

TEST_CASE("JSON Schema: counts are numbers, codes and identifiers are not") {
    CHECK(json_kind(type_of(Base::integer)) == JsonKind::whole);
    CHECK(json_kind(type_of(Base::decimal)) == JsonKind::decimal);
    CHECK(json_kind(type_of(Base::boolean)) == JsonKind::boolean);
    CHECK(json_kind(type_of(Base::date)) == JsonKind::text);
    CHECK(json_kind(type_of(Base::year)) == JsonKind::text);
    TypeRow type = type_of(Base::integer);
    type.code_count = 1;
    CHECK(json_kind(type) == JsonKind::text);
    type = type_of(Base::integer);
    type.identifier = Identifier::urn;
    CHECK(json_kind(type) == JsonKind::text);
    type = type_of(Base::integer);
    type.pattern = "[0-9]{4}";
    CHECK(json_kind(type) == JsonKind::text);
}

TEST_CASE("JSON Schema: patterns get the anchors that XML Schema takes for granted") {
    CHECK(ecma_pattern("[0-9]{3}|XXX") == "^(?:[0-9]{3}|XXX)$");
    CHECK(ecma_pattern("a^b$[^c$]\\$\\[$") == "^(?:a\\^b\\$[^c$]\\$\\[\\$)$");
}
