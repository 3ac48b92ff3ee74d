#include "diff/selector.hpp"

#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::diff {
namespace {

constexpr std::string_view kNotInNames = " \t\r\n/[]()'\"=@,*|<>!+$";

/// Takes a selector apart from its beginning.
class SelectorReader {
public:
    explicit SelectorReader(std::string_view text) : rest_(text) {}

    Selector read() {
        Selector selector;
        if (rest_.starts_with("//")) fail("'//' is not understood: write the whole path");
        take("/");
        do {
            if (!read_end(selector)) selector.steps.push_back(step());
        } while (selector.target == Selector::Target::element && take("/"));
        blanks();
        if (!rest_.empty()) fail("'" + std::string(rest_.substr(0, 1)) + "' is not understood where it stands");
        if (selector.steps.empty()) fail("it names no element");
        return selector;
    }

private:
    [[noreturn]] static void fail(const std::string& reason) { throw SelectorFault(reason); }

    void blanks() {
        while (!rest_.empty() && ascii::is_blank(rest_.front())) rest_.remove_prefix(1);
    }

    bool take(std::string_view text) {
        blanks();
        if (!rest_.starts_with(text)) return false;
        rest_.remove_prefix(text.size());
        return true;
    }

    void expect(std::string_view text) {
        if (!take(text)) fail("'" + std::string(text) + "' is missing");
    }

    /// The target, where it is no element.
    bool read_end(Selector& selector) {
        if (take("@")) {
            selector.target = Selector::Target::attribute;
            selector.attribute = name();
        } else if (take("text()")) {
            selector.target = Selector::Target::text;
        } else {
            return false;
        }
        if (!rest_.empty() && rest_.front() == '[') fail("a condition belongs to an element: write it before the last slash");
        return true;
    }

    std::string name() {
        blanks();
        const std::string_view found = rest_.substr(0, rest_.find_first_of(kNotInNames));
        rest_.remove_prefix(found.size());
        if (found.empty()) fail(rest_.starts_with("*") ? "'*' is not understood: write the name" : "a name is missing");
        if (rest_.starts_with("(")) fail(std::string("the function ").append(found) + "() is not understood");
        if (found.find("::") != std::string_view::npos) fail("axes are not understood");
        if (found == "." || found == ".." || found == "-") fail(std::string("'").append(found) + "' is not understood here");
        return std::string(found);
    }

    Step step() {
        Step made{name(), {}};
        while (take("[")) {
            do made.conditions.push_back(condition());
            while (take_and());
            expect("]");
        }
        return made;
    }

    bool take_and() {
        blanks();
        const bool word = rest_.starts_with("and") && rest_.size() > 3 && kNotInNames.find(rest_[3]) != std::string_view::npos;
        if (word) rest_.remove_prefix(3);
        blanks();
        if (!word && !rest_.empty() && rest_.front() != ']') fail("only ' and ' may join conditions");
        return word;
    }

    Condition condition() {
        blanks();
        if (!rest_.empty() && ascii::is_digit(rest_.front())) fail("positions are not understood: name the element by what is in it");
        Condition made;
        if (rest_.starts_with("..")) fail("'..' is not understood here");
        if (!take(".")) operand(made);
        blanks();
        if (rest_.empty() || rest_.front() != '=') fail("a condition has to compare with '='");
        rest_.remove_prefix(1);
        made.value = value();
        return made;
    }

    void operand(Condition& made) {
        do {
            if (take("@")) {
                made.attribute = name();
                return;
            }
            made.path.push_back(name());
        } while (take("/"));
    }

    std::string value() {
        if (!take("concat")) return literal();
        expect("(");
        std::string made;
        do made += literal();
        while (take(","));
        expect(")");
        return made;
    }

    std::string literal() {
        blanks();
        if (rest_.empty() || (rest_.front() != '\'' && rest_.front() != '"')) fail("a text in quotes has to stand behind '='");
        const std::size_t end = rest_.find(rest_.front(), 1);
        if (end == std::string_view::npos) fail("a quotation mark is not closed");
        std::string made(rest_.substr(1, end - 1));
        rest_.remove_prefix(end + 1);
        return made;
    }

    std::string_view rest_;
};

/// A text as XPath writes it, which knows no escapes.
std::string literal_of(std::string_view value) {
    const auto quoted = [](std::string_view text, char quote) { return quote + std::string(text) + quote; };
    if (value.find('\'') == std::string_view::npos) return quoted(value, '\'');
    if (value.find('"') == std::string_view::npos) return quoted(value, '"');
    std::string made = "concat(";
    while (!value.empty()) {
        const char quote = value.front() == '\'' ? '"' : '\'';
        const std::string_view piece = value.substr(0, value.find(quote));
        made.append(made.ends_with('(') ? "" : ", ").append(quoted(piece, quote));
        value.remove_prefix(piece.size());
    }
    return made + ')';
}

std::string text_of(const Condition& condition) {
    std::string made;
    for (const std::string& name : condition.path) made.append(made.empty() ? "" : "/").append(name);
    if (!condition.attribute.empty()) made.append(made.empty() ? "@" : "/@").append(condition.attribute);
    return (made.empty() ? "." : made) + '=' + literal_of(condition.value);
}

std::string text_of(const Step& step) {
    std::string made = step.name;
    for (const Condition& each : step.conditions) made.append(&each == step.conditions.data() ? "[" : " and ").append(text_of(each));
    return step.conditions.empty() ? made : made + ']';
}

std::string end_of(const Selector& selector) {
    if (selector.target == Selector::Target::attribute) return "/@" + selector.attribute;
    return selector.target == Selector::Target::text ? "/text()" : "";
}

}  // namespace

Selector parse_selector(std::string_view text) { return SelectorReader(text).read(); }

std::string text_of(const Selector& selector) {
    std::string made;
    for (const Step& step : selector.steps) made += '/' + text_of(step);
    return made + end_of(selector);
}

std::string path_of(const Selector& selector) {
    std::string made;
    for (const Step& step : selector.steps) made.append(made.empty() ? "" : "/").append(step.name);
    return made + (selector.target == Selector::Target::attribute ? end_of(selector) : "");
}

}  // namespace cbds::diff
