#include "cbds/identifiers/check.hpp"
#include "cbds/identifiers/local_authority.hpp"
#include "cbds/identifiers/uci.hpp"
#include "cbds/identifiers/uln.hpp"
#include "cbds/identifiers/upn.hpp"
#include "vectors.hpp"

#include <map>

using namespace cbds::identifiers;
using cbds::test::vectors;

namespace {

/// The first word of the vectors' reasons that our order of faults gives too.
UpnFault upn_fault(const std::string& reason) {
    if (reason.empty()) return UpnFault::none;
    if (reason == "wrong length") return UpnFault::length;
    if (reason == "character 13 is I, O or S") return UpnFault::last_character;
    if (reason == "characters 2-12 not all digits") return UpnFault::digits;
    return reason == "LA code not recognised" ? UpnFault::authority : UpnFault::check_letter;
}

}  // namespace

TEST_CASE("every UPN of the vectors is judged as it must be") {
    const auto rows = vectors("upn.csv");
    REQUIRE(rows.size() == 103);
    for (const auto& row : rows) {
        CAPTURE(row[0]);
        const UpnFault fault = check_upn(row[0]);
        CHECK((fault == UpnFault::none) == (row[1] == "valid"));
        if (fault == UpnFault::authority) {  // comes before the check letter that the vector names
            CHECK_FALSE(is_upn_authority(static_cast<unsigned>(std::stoi(row[0].substr(1, 3)))));
            continue;
        }
        CHECK(fault == upn_fault(row[2]));
        if (row[2].starts_with("check letter should be")) CHECK(describe(fault, row[0]).starts_with("the " + row[2] + ","));
        if (fault == UpnFault::none) CHECK((parse_upn(row[0])->temporary != '\0') == (row[3] == "temporary"));
    }
}

TEST_CASE("every ULN of the vectors is judged as it must be") {
    const std::map<std::string, UlnFault> faults = {{"", UlnFault::none},
                                                    {"not ten digits", UlnFault::length},
                                                    {"first digit is zero", UlnFault::leading_zero},
                                                    {"temporary value", UlnFault::temporary}};
    for (const auto& row : vectors("uln.csv")) {
        CAPTURE(row[0]);
        const UlnFault fault = check_uln(row[0]);
        CHECK((fault == UlnFault::none) == (row[1] == "valid"));
        if (faults.contains(row[2])) CHECK(fault == faults.at(row[2]));
        else CHECK(describe(fault, row[0]).starts_with("the " + row[2] + ","));
    }
}

TEST_CASE("every UCI of the vectors is judged as it must be") {
    for (const auto& row : vectors("uci.csv")) {
        CAPTURE(row[0]);
        CHECK((check_uci(row[0]) == UciFault::none) == (row[1] == "valid"));
    }
}

TEST_CASE("every other identifier of the vectors is judged as it must be") {
    const std::map<std::string, Kind> kinds = {
        {"NINO", Kind::nino},   {"TRN", Kind::trn},         {"POSTCODE", Kind::postcode},  {"UPRN", Kind::uprn}, {"URN", Kind::urn},
        {"UKPRN", Kind::ukprn}, {"LAESTAB", Kind::laestab}, {"EMAIL (CBDS)", Kind::email},
    };
    const auto rows = vectors("other.csv");
    REQUIRE(rows.size() == 44);
    for (const auto& row : rows) {
        CAPTURE(row[0]);
        CAPTURE(row[1]);
        const Verdict verdict = check(kinds.at(row[0]), row[1]);
        CHECK(verdict.valid == (row[2] == "valid"));
        CHECK(verdict.reason.empty() == (verdict.valid && !verdict.query));
    }
}
