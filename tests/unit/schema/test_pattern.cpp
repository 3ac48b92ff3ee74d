#include "schema/pattern.hpp"

#include "cbds/error.hpp"
#include "cbds/schema/dictionary.hpp"
#include "xml/documents.hpp"

#include <doctest/doctest.h>
#include <libxml/xmlregexp.h>

#include <initializer_list>
#include <memory>
#include <regex>
#include <string>

using namespace cbds;
using namespace cbds::schema;

namespace {

/// libxml2's regular expressions, which XML Schema's are.
class Judge {
public:
    explicit Judge(const std::string& pattern)
        : pattern_(xmlRegexpCompile(reinterpret_cast<const xmlChar*>(pattern.c_str())), xmlRegFreeRegexp) {}
    [[nodiscard]] bool understands() const { return pattern_ != nullptr; }
    [[nodiscard]] bool matches(const std::string& text) const {
        return xmlRegexpExec(pattern_.get(), reinterpret_cast<const xmlChar*>(text.c_str())) == 1;
    }

private:
    std::unique_ptr<xmlRegexp, void (*)(xmlRegexpPtr)> pattern_;
};

/// A text of characters that the pattern writes, and of others.
std::string random_text(test::Random& random, std::string_view pattern) {
    constexpr std::string_view kOthers[] = {"0", "9", "5", "a", "Z", "A", "z", " ", "-", "\n", "+", "@", ".", "/", "\xC3\xA9", "\xE2\x80\x99"};
    std::string text;
    for (std::size_t length = random.below(20); length > 0; --length) {
        const char c = pattern[random.below(pattern.size())];
        if (random.below(3) != 0 && static_cast<unsigned char>(c) >= ' ') text += c;
        else text += random.one_of(kOthers);
    }
    return text;
}

/// Makes a text that is likely to match: follows the pattern from left to right, a digit for \d and so on.
std::string likely_text(test::Random& random, std::string_view pattern) {
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\' && i + 1 < pattern.size()) {
            const char escaped = pattern[++i];
            text += escaped == 'd' ? static_cast<char>('0' + random.below(10)) : escaped == 's' ? ' ' : escaped;
        } else if (c == '[') {
            const std::size_t end = pattern.find(']', i);
            text += pattern[i + 1 + random.below(end - i - 1)];
            i = end;
        } else if (c == '{' && !text.empty()) {
            const std::size_t times = static_cast<std::size_t>(std::stoi(std::string(pattern.substr(i + 1))));
            text.append(times > 0 ? times - 1 : 0, text.back());
            i = pattern.find('}', i);
        } else if (std::string_view("()?*+|").find(c) == std::string_view::npos) {
            text += c == '.' ? 'x' : c;
        } else if (c == '|' && random.below(2) == 0) {
            text.clear();
        }
    }
    return text;
}

void must_agree(const std::string& pattern, const Judge& judge, const std::string& text) {
    CAPTURE(pattern);
    CAPTURE(text);
    REQUIRE(Pattern(pattern).matches(text) == judge.matches(text));
}

}  // namespace

TEST_CASE("pattern: what each sign means") {
    struct Case {
        std::string pattern;
        std::initializer_list<const char*> good;
        std::initializer_list<const char*> bad;
    };
    const Case cases[] = {
        {"abc", {"abc"}, {"", "ab", "abcd", "ABC"}},
        {"a|bc|", {"a", "bc", ""}, {"b", "abc"}},
        {"a?b*c+", {"c", "abbcc", "ac"}, {"", "ab", "aac"}},
        {"a{2}b{1,3}c{2,}", {"aabcc", "aabbbccccc"}, {"abcc", "aabbbbcc", "aabc"}},
        {"(ab|c)*d", {"d", "abcabd"}, {"ad", "abab"}},
        {"(a{0}b){2}", {"bb"}, {"ab", "b"}},
        {"[a-c\\-x]\\d", {"a0", "-9", "x5"}, {"d0", "aa", "a"}},
        {"[^a]", {"b", "\xC3\xA9", "\n"}, {"a", "", "bb"}},
        {".", {"a", "\xF0\x9F\x98\x80", "]"}, {"\n", "\r", ""}},
        {"\\s\\t\\n\\.\\\\", {"\r\t\n.\\"}, {"a\t\n.\\"}},
        {"^a$", {"^a$"}, {"a"}},
        {"[+-]?[0-9]", {"+1", "-1", "1"}, {"*1"}},
    };
    for (const Case& c : cases) {
        const Pattern pattern(c.pattern);
        const Judge judge(c.pattern);
        CAPTURE(c.pattern);
        for (const char* const text : c.good) CHECK(pattern.matches(text));
        for (const char* const text : c.bad) CHECK_FALSE(pattern.matches(text));
        if (!judge.understands()) continue;
        for (const auto& texts : {c.good, c.bad})
            for (const char* const text : texts) must_agree(c.pattern, judge, text);
    }
}

TEST_CASE("pattern: every pattern of the dictionary, against libxml2") {
    test::Random random(21);
    std::size_t matched = 0;
    for (const TypeRow& type : Dictionary::built_in().types()) {
        if (type.pattern.empty()) continue;
        const std::string pattern(type.pattern);
        const Judge judge(pattern);
        REQUIRE(judge.understands());
        for (int round = 0; round < 200; ++round) {
            std::string text = round % 2 == 0 ? random_text(random, pattern) : likely_text(random, pattern);
            if (round % 4 == 3 && !text.empty()) text[random.below(text.size())] = static_cast<char>(' ' + random.below(95));
            matched += judge.matches(text) ? 1 : 0;
            must_agree(pattern, judge, text);
        }
    }
    CHECK(matched > 500);  // the texts must not all be hopeless
}

/// libxml2 2.9 errs on repetitions within repetitions.
TEST_CASE("pattern: random patterns, against the standard library") {
    constexpr std::string_view kAtoms[] = {"a", "b", "[ab]", "[^a]", "\\d", "(ab)", "(a|b)", "(a?b)", "[a-c0-3]", ".", "(a{0}b)"};
    constexpr std::string_view kTimes[] = {"", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,}"};
    constexpr std::string_view kTexts[] = {"a", "b", "ab", "c", "0"};
    test::Random random(22);
    for (int round = 0; round < 500; ++round) {
        std::string pattern;
        for (std::size_t i = 1 + random.below(5); i > 0; --i) {
            pattern.append(random.one_of(kAtoms)).append(random.one_of(kTimes));
            if (random.below(5) == 0) pattern = '(' + pattern + ')' + std::string(random.one_of(kTimes));
            if (random.below(6) == 0) pattern += '|';
        }
        const std::regex judge(pattern);
        for (int i = 0; i < 10; ++i) {
            std::string text;
            for (std::size_t n = random.below(7); n > 0; --n) text += random.one_of(kTexts);
            CAPTURE(pattern);
            CAPTURE(text);
            REQUIRE(Pattern(pattern).matches(text) == std::regex_match(text, judge));
        }
    }
}

TEST_CASE("pattern: what is not understood, or too much, is refused") {
    std::string deep(100'000, '(');
    std::string repeated = "a{0}";
    for (int i = 0; i < 20; ++i) repeated = '(' + repeated + "){64}";
    for (const std::string& pattern :
         {std::string("("), std::string(")"), std::string("(a"), std::string("a)"), std::string("["), std::string("[a"), std::string("[]"), std::string("]"),
          std::string("a{"), std::string("a{2"), std::string("a{}"), std::string("a{,2}"), std::string("a{3,2}"), std::string("a{65}"),
          std::string("a{99999999999999999999}"), std::string("*"), std::string("a**"), std::string("?a"), std::string("}"), std::string("\\"),
          std::string("\\p{L}"), std::string("\\i"), std::string("[z-a]"), std::string("[a-\\d]"), std::string("[a-z-[b]]"), std::string("\xC3\xA9"),
          std::string("[\xC3\xA0-\xC3\xBC]"), std::string("[a-\xC3\xBC]"), std::string("a{65}"), std::string("(ab){33}"), std::string("[^]"), deep, repeated}) {
        CAPTURE(pattern.substr(0, 40));
        CHECK_THROWS_AS(Pattern{pattern}, DictionaryError);
    }
}

TEST_CASE("pattern: 64 places are enough, and hostile texts are matched in a straight line") {
    CHECK(Pattern("a{64}").matches(std::string(64, 'a')));
    CHECK_FALSE(Pattern("(a*)*b").matches(std::string(100'000, 'a')));
    CHECK(Pattern("((a?){8}){8}").matches(std::string(64, 'a')));
    CHECK_FALSE(Pattern("[^a]*").matches("\xC3\xA9\xFF\x80" "a"));
}
