/// Selectors: read, written, and looked for.
#include "diff/selector.hpp"

#include <doctest/doctest.h>

namespace cbds::diff {
namespace {

std::string selector_again(std::string_view text) { return text_of(parse_selector(text)); }

std::string selector_fault(std::string_view text) {
    try {
        (void)parse_selector(text);
    } catch (const SelectorFault& fault) {
        return fault.what();
    }
    return "none";
}

xml::Element leaf(std::string name, std::string text) { return {schema::kNoElement, std::move(name), std::move(text), {}, {}}; }

xml::Element pupil_with_needs() {
    xml::Element pupil = leaf("Pupil", "");
    pupil.children = {leaf("UPN", "A1"), leaf("Needs", "")};
    for (const char* const type : {"SPLD", "HI", "HI"}) {
        xml::Element need = leaf("Need", "");
        need.attributes.push_back({"rank", type});
        need.children = {leaf("Type", type)};
        pupil.children[1].children.push_back(std::move(need));
    }
    return pupil;
}

}  // namespace

TEST_CASE("selector: what is read is written the same") {
    for (const std::string_view text : {"/CTfile/CTFpupilData/Pupil[UPN='A1']/BasicDetails/Forename[.='Ann']/text()",
                                        "/a/b[c/d='1' and @e='2' and f/@g='']/@h", "/x:a/b.c-d", "/a[.=concat('it', \"'s \", '\"both\"')]",
                                        "/a[.=\"it's\"]", "/a[.='\"']"})
        CHECK(selector_again(text) == text);
}

TEST_CASE("selector: blanks, several brackets, and no slash at the beginning") {
    CHECK(selector_again(" a / b [ c = '1' ] [d=\"2\"] / text() ") == "/a/b[c='1' and d='2']/text()");
    CHECK(selector_again("a[.=concat('it',\"'\",'s')]") == "/a[.=\"it's\"]");
    CHECK(selector_again("a[band='1']") == "/a[band='1']");
}

TEST_CASE("selector: values with both kinds of quotes") {
    Selector selector{{{"a", {{{}, {}, "'\"'"}}}}, Selector::Target::element, {}};
    const std::string text = text_of(selector);
    CHECK(text == "/a[.=concat(\"'\", '\"', \"'\")]");
    CHECK(parse_selector(text) == selector);
}

TEST_CASE("selector: what is not understood is refused") {
    for (const char* const text : {"", "/", "//a", "/a//b", "/a[1]", "/a[position()=1]", "/a[last()]", "id('x')", "/a[b]", "/a[b='1' or c='2']", "/a[b!='1']",
                                   "/a[b='1]", "/a[b=1]", "/a[b='1'", "/*", "/a/..", "/a/.", "/a/namespace::x", "/a/@b/c", "/a/text()/b", "/a/text()[.='x']",
                                   "/a | /b", "/a/comment()", "/a[not(b)]", "/a[contains(b,'x')]", "/a[@*='1']", "/a b", "/a['x'='x']", "/a[concat('a','b')='x']"}) {
        CAPTURE(text);
        CHECK(selector_fault(text) != "none");
    }
    CHECK(selector_fault("/a[2]") == "positions are not understood: name the element by what is in it");
    CHECK(selector_fault("/a[last()='1']") == "the function last() is not understood");
}

TEST_CASE("selector: finds by values, attributes and text of all that is inside") {
    const xml::Element pupil = pupil_with_needs();
    CHECK(find_all(pupil, parse_selector("/Pupil[UPN='A1']/Needs/Need[Type='SPLD']"), 0) == std::vector<Way>{{1, 0}});
    CHECK(find_all(pupil, parse_selector("/Pupil/Needs/Need[@rank='HI']/Type[.='HI']"), 0).size() == 2);
    CHECK(find_all(pupil, parse_selector("/Pupil/Needs[.='SPLDHIHI']"), 0).size() == 1);
    CHECK(find_all(pupil, parse_selector("/Pupil[Needs/Need/@rank='HI']"), 0).size() == 1);
    CHECK(find_all(pupil, parse_selector("/Pupil[UPN='A2']/Needs"), 0).empty());
    CHECK(find_all(pupil, parse_selector("/Root/Data/Pupil/UPN"), 2) == std::vector<Way>{{0}});
}

TEST_CASE("selector: how far it goes, and its path without values") {
    const xml::Element pupil = pupil_with_needs();
    const Selector selector = parse_selector("/Pupil/Needs/Need[Type='VI']/Type/text()");
    CHECK(depth_found(pupil, selector, 0) == 2);
    CHECK(path_of(selector) == "Pupil/Needs/Need/Type");
    CHECK(path_of(parse_selector("/a[b='1']/@c")) == "a/@c");
}

}  // namespace cbds::diff
