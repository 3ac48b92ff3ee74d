#include "cbds/io/encoding.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cbds::io_utf8_test {

using namespace cbds::io;

TEST_CASE("utf-8: what is well formed, by the borders of the standard") {
    for (const std::string text : {"\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF",
                                   "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"})
        CHECK(valid_utf8_prefix(text) == text.size());
    for (const std::string text : {"\x80", "\xBF", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
                                   "\xF5\x80\x80\x80", "\xFF", "\xC2", "\xE2\x82", "\xF0\x9F\x98", "\xC2" "A", "\xE2\x82" "A", "\xF0\x9F\x98" "A"})
        CHECK(valid_utf8_prefix(text) == 0);
}

TEST_CASE("utf-8: the prefix ends at the first fault, at whatever distance") {
    for (std::size_t length = 0; length < 70; ++length) {
        const std::string good = std::string(length, 'x') + "\u00A3" + std::string(length / 2, 'y');
        CHECK(valid_utf8_prefix(good) == good.size());
        CHECK(valid_utf8_prefix(good + "\xA3" + std::string(40, 'z')) == good.size());
    }
}

TEST_CASE("utf-8: counts, across and beside the blocks that they are made in") {
    for (const std::size_t length : {0, 1, 239, 240, 241, 479, 480, 481, 10'000}) {
        std::string text;
        for (std::size_t i = 0; i < length; ++i) text += i % 3 == 0 ? "\n" : i % 3 == 1 ? "\u20AC" : "\U0001D11E";
        CHECK(count_code_points(text) == length);
        CHECK(count_lines(text) == (length + 2) / 3);
        CHECK(original_length(Encoding::utf8, text) == text.size());
        CHECK(original_length(Encoding::utf16_be, text) == 2 * length + 2 * (length / 3));
        CHECK(original_length(Encoding::utf32_le, text) == 4 * length);
    }
    CHECK(count_lines(std::string(1000, '\n')) == 1000);
}

}  // namespace cbds::io_utf8_test
