/// Every document that `cbds sample` makes passes every check: all editions, phases and a number of seeds. What is found is
/// printed with the command that makes the document again.
///
/// all_samples [SEEDS [PUPILS]]

#include "cbds/rules/validator.hpp"
#include "cbds/sample/sample.hpp"
#include "cbds/io/memory_input.hpp"

#include <cstdlib>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

namespace {

using namespace cbds;

/// The most findings that are printed, and the most for one rule.
constexpr int kMostPrinted = 60;
constexpr int kMostOfRule = 3;

class Findings final : public rules::FindingSink {
public:
    explicit Findings(std::map<std::string_view, int>& counts) : counts_(counts) {}

    void begin(std::string command) { command_ = std::move(command); }

    void finding(const rules::Finding& finding) override {
        if (finding.severity == rules::Severity::info) return;
        const int seen = ++counts_[finding.rule->code];
        ++all;
        if (seen > kMostOfRule || ++printed_ > kMostPrinted) return;
        std::cout << command_ << ":\n  " << finding.place.line << ": " << severity_name(finding.severity) << ' ' << finding.rule->code << ' ' << finding.path << ": "
                  << finding.message << " (found \"" << finding.value << "\", expected " << finding.expected << ")\n";
    }

    long all = 0;

private:
    std::map<std::string_view, int>& counts_;
    std::string command_;
    int printed_ = 0;
};

std::string made(const sample::SampleOptions& options) {
    std::ostringstream out;
    sample::write_sample(schema::Dictionary::built_in(), options, out);
    return out.str();
}

}  // namespace

int main(int argc, char** argv) {
    const auto seeds = static_cast<std::uint64_t>(argc > 1 ? std::atol(argv[1]) : 2);
    const auto pupils = static_cast<std::uint64_t>(argc > 2 ? std::atol(argv[2]) : 12);
    const schema::Dictionary& dictionary = schema::Dictionary::built_in();
    std::map<std::string_view, int> counts;
    Findings findings(counts);
    rules::ValidateOptions validate_options;
    validate_options.reference_date = identifiers::Date{2030, 1, 1};  // no document is made in the future
    rules::Validator validator(dictionary, validate_options);
    std::uint64_t documents = 0;
    for (const auto collection : {schema::Collection::ctf, schema::Collection::school_census}) {
        const schema::EditionRange range = dictionary.collection(collection).editions;
        for (schema::Ordinal ordinal = range.since; ordinal <= range.until; ++ordinal)
            for (const char* phase : {"NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"})
                for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
                    sample::SampleOptions options;
                    options.edition = {collection, ordinal};
                    options.phase = phase;
                    options.pupils = pupils;
                    options.seed = seed;
                    findings.begin("cbds sample " + schema::edition_name(options.edition) + " --phase " + phase + " --pupils " + std::to_string(pupils) +
                                   " --seed " + std::to_string(seed));
                    cbds::io::MemoryInput input(made(options), "-");
                    validator.validate(input, findings);
                    ++documents;
                }
    }
    std::cout << documents << " documents, " << findings.all << " errors and queries\n";
    for (const auto& [code, count] : counts) std::cout << "  " << code << ": " << count << '\n';
    return findings.all == 0 ? 0 : 1;
}
