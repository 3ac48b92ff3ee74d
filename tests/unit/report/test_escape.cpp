#include "cbds/report/escape.hpp"

#include <doctest/doctest.h>

namespace cbds::report_escape_test {

using cbds::report::printable;

TEST_CASE("what can be seen stays as it is") {
    CHECK(printable("") == "");
    CHECK(printable("autumn/a b.XML") == "autumn/a b.XML");
    CHECK(printable("Zo\u00EB \u0141ucja \u738B") == "Zo\u00EB \u0141ucja \u738B");
    CHECK(printable("C:\\returns\\a.xml") == "C:\\returns\\a.xml");
}

TEST_CASE("what a terminal would act on is written out") {
    CHECK(printable("\033[2J") == "\\x1B[2J");
    CHECK(printable("a\nb\r\tc") == "a\\nb\\r\\tc");
    CHECK(printable(std::string_view("\0\x7F", 2)) == "\\x00\\x7F");
    CHECK(printable("\u009B31m") == "\\x9B31m");
    CHECK(printable("gnp.\u202Eexe") == "gnp.\\u202Eexe");
    CHECK(printable("a\u2028b\U000E0041") == "a\\u2028b\\U000E0041");
}

TEST_CASE("bytes that are not UTF-8 are written out one by one") {
    CHECK(printable("Zo\xEB") == "Zo\\xEB");
    CHECK(printable("\xC3") == "\\xC3");
    CHECK(printable("\xED\xA0\x80!") == "\\xED\\xA0\\x80!");
}

}  // namespace cbds::report_escape_test
