/// Any bytes are validated as one document, by the fast reader on one and on two threads and by the libxml2 reader
/// alone. All have to find the same, and every place has to be the one that a plain count gives.
///
/// So that few bytes make a document of several chunks, the byte 01 stands for a long run of blanks, and 02 for a
/// longer one.

#include "cbds/rules/validator.hpp"
#include "cbds/io/memory_input.hpp"

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace cbds;

constexpr std::size_t kShortRun = std::size_t{70} << 10;   // more than the reader's first look
constexpr std::size_t kLongRun = (std::size_t{1} << 20) + 1000;  // more than a block
constexpr std::size_t kLongest = std::size_t{4} << 20;

class Findings final : public rules::FindingSink {
public:
    void finding(const rules::Finding& finding) override { all.push_back(finding); }
    std::vector<rules::Finding> all;
};

std::string written_out(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) {
        if (c == '\x01') text.append(kShortRun, ' ');
        else if (c == '\x02') text.append(kLongRun, ' ');
        else text += c;
        if (text.size() > kLongest) break;
    }
    return text;
}

std::string line_of(const rules::Finding& f) {
    std::ostringstream line;
    line << f.place.line << ':' << f.place.column << ' ' << f.place.offset << ' ' << f.rule->code << ' ' << severity_name(f.severity)
         << " #" << f.record << ' ' << f.key << ' ' << f.path << " '" << f.value << "' " << f.message << " [" << f.expected << ']';
    return line.str();
}

/// One way to validate; what an edition needs is compiled once for all inputs.
class Way {
public:
    Way(const char* name, unsigned jobs, bool libxml2_only) : name_(name), validator_(schema::Dictionary::built_in(), options(jobs, libxml2_only)) {}

    std::vector<rules::Finding> findings(std::string_view text) {
        io::MemoryInput input(std::string(text), "2013999_SC1_201LL26_001.XML");
        Findings sink;
        (void)validator_.validate(input, sink);
        return std::move(sink.all);
    }
    [[nodiscard]] const char* name() const { return name_; }

private:
    static rules::ValidateOptions options(unsigned jobs, bool libxml2_only) {
        rules::ValidateOptions options;
        options.read.jobs = jobs;
        options.read.libxml2_only = libxml2_only;
        options.reference_date = identifiers::Date{2026, 11, 1};
        return options;
    }

    const char* name_;
    rules::Validator validator_;
};

void must_agree(const std::vector<rules::Finding>& one, std::string_view text, Way& way) {
    const std::vector<rules::Finding> other = way.findings(text);
    for (std::size_t i = 0; i < std::max(one.size(), other.size()); ++i) {
        const std::string a = i < one.size() ? line_of(one[i]) : "(none)";
        const std::string b = i < other.size() ? line_of(other[i]) : "(none)";
        if (a == b) continue;
        std::cerr << "fast:  " << a << '\n' << way.name() << ": " << b << '\n';
        throw std::logic_error("the readers do not find the same");
    }
}

/// Counted in bytes of UTF-8; other encodings are for the unit tests.
void must_be_right(const rules::Place& place, std::string_view text) {
    if (place.offset > text.size()) throw std::logic_error("a place behind the end of the document");
    const std::string_view before = text.substr(0, place.offset);
    const std::uint64_t line = 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
    if (line != place.line) throw std::logic_error("a place on another line than its offset");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = written_out({reinterpret_cast<const char*>(data), size});
    static Way fast("fast", 1, false);
    static Way two_threads("two threads", 2, false);
    static Way libxml2("libxml2", 1, true);
    const std::vector<rules::Finding> found = fast.findings(text);
    must_agree(found, text, libxml2);
    if (text.size() > kShortRun) must_agree(found, text, two_threads);
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i].rule->code.starts_with("XML") && i + 1 != found.size()) throw std::logic_error("a fault of XML that is not the last finding");
    const bool utf8 = text.find('\0') == std::string::npos && text.find("encoding") == std::string::npos;
    for (std::size_t i = 0; utf8 && i < std::min<std::size_t>(found.size(), 20); ++i) must_be_right(found[i].place, text);
    return 0;
}
