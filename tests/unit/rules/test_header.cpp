#include "rules/cases.hpp"

namespace cbds::rules_header_test {

using namespace cbds;
using namespace cbds::test;
using enum rules::Severity;

namespace {

constexpr const char* kCensusName = "autumn/2013999_SC1_201LL26_001.XML";
constexpr const char* kCtfName = "2013999_CTF_2022345_001.xml";

/// The code, severity and item of the findings of a document under a name.
std::string under_name(const std::string& document, std::string name) {
    std::string all;
    for (const rules::Finding& f : validate(document, reading_only(), std::move(name)).findings)
        all.append(all.empty() ? "" : " ").append(f.rule->code).append("/").append(rules::severity_name(f.severity)).append("/").append(f.item);
    return all;
}

std::string on_day(identifiers::Date today, const std::string& document) {
    rules::ValidateOptions options = reading_only();
    options.reference_date = today;
    return validate(document, options).codes();
}

}  // namespace

TEST_CASE("header: a transfer file against itself") {
    check_cases(ctf_document(), {{{{"<LEA>201", "<LEA>299"}}, "HDR102", error, "LEA", "<LEA>299", "three digits", "no local authority"},
                                 {{{"<LEA>202", "<LEA>299"}}, "HDR102", error, "LEA", "<LEA>299"},
                                 {{{"Year>2026", "Year>2025"}}, "HDR104", query, "AcademicYear", "<AcademicYear>", "2026"}});
    const std::string ctf = ctf_document();
    for (const Change& change :
         {Change{"<LEA>202</LEA><Estab>2345<", "<LEA>XXX</LEA><Estab>XXXX<"}, Change{"<LEA>202</LEA><Estab>2345<", "<LEA>MMM</LEA><Estab>MMMM<"},
          Change{"<Estab>2345<", "<Estab>LLLL<"}})
        CHECK_FALSE(validate(with_changes(ctf, {change})).has("HDR102"));
    // Before 15.0 the version was not the year.
    CHECK(validate(with_changes(ctf, {{"26.0", "14.0"}, {"<Sex>F</Sex>", "<Gender>F</Gender>"}})).codes() == "");
}

TEST_CASE("header: a census against itself") {
    check_cases(census_document(), {{{{"2026-01-15<", "2026-01-16<"}}, "SC100", error, "ReferenceDate", "<ReferenceDate>", "2026-01-15", "spring census 2026"},
                                    {{{"<LEA>201", "<LEA>299"}}, "HDR102", error, "LEA", "<LEA>"}});
    // The day of a census to come is a guess, and so is what rests on it.
    const Validation later = validate(with_changes(census_document(), {{"<Term>SPR", "<Term>SUM"}, {"<Year>2026", "<Year>2027"}}), only({"SC100"}));
    CHECK(later.of("SC100").severity == info);
    rules::ValidateOptions general = only({"HDR"});
    const rules::Finding date = validate(changed(census_document(), "2026-01-15<", "2026-01-16<"), general).of("HDR101");
    CHECK(date.severity == query);  // the general rule rests on a calendar that is likely
}

TEST_CASE("header: a school number that is not four digits, alone") {
    const Validation census = validate(changed(census_document(), "<Estab>3999", "<Estab>399"), only({"HDR103"}));
    CHECK(census.codes() == "HDR103");
    CHECK(census.of("HDR103").severity == error);
    CHECK(census.of("HDR103").expected == "four digits");
    const Validation ctf = validate(changed(ctf_document(), "<Estab>2345", "<Estab>234X"), only({"HDR103"}));
    CHECK(ctf.codes() == "HDR103");
    CHECK(validate(changed(ctf_document(), "<Estab>2345", "<Estab>XXXX"), only({"HDR103"})).codes() == "");
}

TEST_CASE("header: the name of a transfer file") {
    const std::string ctf = ctf_document();
    for (const char* name : {kCtfName, "2013998.xml", "x.txt", "folder/2013999_CTF_2022345_001.xml", "1_CTFX_2.xml"})
        CHECK_MESSAGE(under_name(ctf, name) == "", name);
    CHECK(under_name(ctf, "2013998_CTF_2022345_001.xml") == "HDR106/error/Estab");
    CHECK(under_name(ctf, "2023999_CTF_2022345_001.xml") == "HDR106/error/LEA");
    CHECK(under_name(ctf, "2013999_CTF_2032346_001.xml") == "HDR106/error/LEA HDR106/error/Estab");
    CHECK(under_name(ctf, "2013999_CTF_203LLLL_001.xml") == "HDR106/error/LEA CTF103/info/Estab");
    // What stands for several schools: how an authority is written in the header is a guess.
    CHECK(under_name(ctf, "2013999_CTF_XXXXXXX_001.xml") == "CTF103/query/LEA");
    CHECK(under_name(ctf, "MMMMMMM_CTF_2022345_001.xml") == "CTF103/query/LEA");
    CHECK(under_name(ctf, "2013999_CTF_202LLLL_001.xml") == "CTF103/info/Estab");
    CHECK(under_name(ctf, "201LLLL_CTF_2022345_001.xml") == "CTF103/info/Estab");
    CHECK(under_name(ctf, "2013999_CTF_2022345_001 (1).XML") == "CTF102/query/Header");
    CHECK(under_name(ctf, "2013999_ctf_2022345_001.xml") == "CTF101/query/Header");
    CHECK(under_name(ctf, "2013999_CTF_2022345_000.xml") == "CTF108/query/Header");
    CHECK(under_name(ctf, "2013999_ULN_2022345_001.xml") == "CTF104/query/Header");
    CHECK(under_name(ctf, "2013999_MTC_2022345_001.xml") == "");
}

TEST_CASE("header: the name of a census") {
    const std::string census = census_document();
    for (const char* name : {kCensusName, "2013999_SC1_201LL26_01.XML", "2013998.xml"}) CHECK_MESSAGE(under_name(census, name) == "", name);
    CHECK(under_name(census, "2013998_SC1_201LL26_001.XML") == "HDR106/error/Estab");
    CHECK(under_name(census, "2023999_SC1_201LL26_001.XML") == "HDR106/error/LEA");
    CHECK(under_name(census, "2013999_SC2_201LL26_001.XML") == "HDR107/error/Term");
    CHECK(under_name(census, "2013999_SC1_201LL25_001.XML") == "HDR107/error/Term");
    CHECK(under_name(census, "2013999_SC1_201LL26_002.XML") == "HDR108/info/SerialNo");
    CHECK(under_name(changed(census, "<SerialNo>001", "<SerialNo>1"), kCensusName) == "");
    // The edition comes from the name where the header does not tell: then they cannot differ.
    CHECK(under_name(changed(census, "<Term>SPR</Term>", ""), kCensusName) == "XSD011/query/Term");
}

TEST_CASE("header: what is in the future depends on the day that is given, not on the clock") {
    CHECK(on_day({2026, 1, 14}, census_document()) == "HDR109");
    CHECK(on_day({2026, 1, 15}, census_document()) == "");
    CHECK(on_day({2026, 9, 2}, ctf_document()) == "HDR109");
    CHECK(on_day({2026, 9, 3}, ctf_document()) == "");
    CHECK(validate(changed(census_document(), "2026-01-15T", "2999-01-15T")).codes() == "");
    rules::ValidateOptions options = reading_only();
    options.reference_date = identifiers::Date{2026, 1, 14};
    const Validation validation = validate(census_document(), options);
    CHECK(validation.of("HDR109").severity == query);
    CHECK(validation.of("HDR109").item == "DateTime");
    CHECK(validation.of("HDR109").expected == "a day not after 2026-01-14");
}

}  // namespace cbds::rules_header_test
