#include "command_sample.hpp"

#include "cbds/error.hpp"
#include "cbds/io/output.hpp"
#include "cbds/sample/sample.hpp"
#include "common_options.hpp"
#include "sample_register.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <optional>
#include <ostream>
#include <string>

namespace cbds::cli {
namespace {

/// Reads `4096`, `500KB`, `1GB`, `64MiB`: a number and a unit, letter case apart.
std::optional<std::uint64_t> parse_size(std::string text) {
    struct Unit {
        std::string_view name;
        std::uint64_t bytes;
    };
    constexpr std::array<Unit, 11> kUnits{{{"", 1}, {"b", 1}, {"k", 1000}, {"kb", 1000}, {"kib", 1024}, {"m", 1'000'000},
                                           {"mb", 1'000'000}, {"mib", 1 << 20}, {"g", 1'000'000'000}, {"gb", 1'000'000'000},
                                           {"gib", 1 << 30}}};
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number == 0 || number > 1'000'000'000'000) return std::nullopt;
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    for (const Unit& row : kUnits)
        if (row.name == unit) return number * row.bytes;
    return std::nullopt;
}

/// The planted faults as a JSON array, one object a line.
class Expectations {
public:
    void add(const sample::PlantedFault& fault) {
        nlohmann::ordered_json object{{"record", fault.record}, {"key", fault.key}, {"path", fault.path},
                                      {"kind", fault.kind},     {"code", fault.code}};
        if (!fault.rule.empty()) object["rule"] = fault.rule;
        *out_ << (first_ ? "[\n  " : ",\n  ") << object.dump();
        first_ = false;
    }
    void begin(std::ostream& out) { out_ = &out; }
    void end() { *out_ << (first_ ? "[]\n" : "\n]\n"); }

private:
    std::ostream* out_ = nullptr;
    bool first_ = true;
};

class CommandSample final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    void check_register();

    std::string edition_;
    std::string size_;
    std::string fault_kinds_ = "values";
    std::string output_ = "-";
    std::string expect_;
    std::string xsd_dir_;
    bool overwrite_ = false;
    sample::SampleOptions options_;
    SampleRegister register_;
};

void CommandSample::add_options(CLI::App& app) {
    app.add_option("edition", edition_, "Edition, as ctf@26.0, school-census@2026-spring or register@2026")->required()->type_name("EDITION");
    const auto pupils = app.add_option("--pupils", options_.pupils, "Number of records, leavers among them (100)")->check(whole_number())->type_name("N");
    app.add_option("--size", size_, "Size in place of a number: 500KB, 20MB, 1GB")->type_name("BYTES")->excludes(pupils);
    app.add_option("--seed", options_.seed, "Another seed gives other pupils (1)")->check(whole_number())->type_name("S");
    app.add_option("--phase", options_.phase, "NS PS MP MS SS AT SP PR (PS)")
        ->check(CLI::IsMember({"NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"}))->type_name("PHASE");
    app.add_option("--bad", options_.bad, "Share of the records that get a fault, 0 to 1")->type_name("RATE");
    app.add_option("--bad-kind", fault_kinds_, "values: wrong values only; any: faults of structure and identifiers too")
        ->check(CLI::IsMember({"values", "any"}))->type_name("KIND");
    app.add_option("--expect", expect_, "File for a list of the faults, as JSON")->type_name("FILE");
    app.add_option("-o,--output", output_, "File to write; - is standard output")->type_name("FILE");
    app.add_flag("--overwrite", overwrite_, "Replace files that exist");
    app.add_option("--xsd-dir", xsd_dir_, "Folder of the dictionary, in place of the built-in one")->type_name("DIR");
    register_.add_to(app);
}

void CommandSample::check_register() {
    if (!size_.empty() || options_.bad > 0 || !expect_.empty()) throw UsageError("--size, --bad and --expect are for documents, not for registers");
    register_.check(edition_, {options_.pupils, options_.phase, options_.seed, output_, overwrite_});
}

void CommandSample::check_options() {
    if (SampleRegister::is_meant_by(edition_)) return check_register();
    register_.check_absent();
    const auto edition = schema::parse_edition(edition_);
    if (!edition) throw UsageError(edition_ + ": no edition; `cbds schema --list` names them");
    options_.edition = *edition;
    options_.size.reset();
    if (!size_.empty()) {
        options_.size = parse_size(size_);
        if (!options_.size) throw UsageError("--size " + size_ + ": write a number with KB, MB or GB, such as 20MB");
    }
    if (!(options_.bad >= 0 && options_.bad <= 1)) throw UsageError("--bad is a share between 0 and 1: 0.01 is one in a hundred");
    if (options_.pupils == 0) throw UsageError("--pupils: a document needs at least one");
    if (!expect_.empty() && expect_ == output_) throw UsageError("--expect and --output name the same file");
    options_.fault_kinds = fault_kinds_ == "any" ? sample::FaultKinds::any : sample::FaultKinds::values;
}

ExitCode CommandSample::run(Context& context) {
    std::optional<schema::Dictionary> given;
    if (!xsd_dir_.empty()) given.emplace(schema::Dictionary::load(xsd_dir_));
    const schema::Dictionary& dictionary = given ? *given : schema::Dictionary::built_in();
    if (SampleRegister::is_meant_by(edition_)) {
        register_.run(dictionary, context);
        return ExitCode::done;
    }
    const io::OutputOptions files{.overwrite = overwrite_, .personal = false};  // nobody in it exists
    io::OutputFile document(output_, files, &context.out);
    std::optional<io::OutputFile> list;
    Expectations expectations;
    if (!expect_.empty()) expectations.begin(list.emplace(expect_, files, &context.out).stream());
    sample::FaultSink sink;
    if (list) sink = [&](const sample::PlantedFault& fault) { expectations.add(fault); };
    sample::write_sample(dictionary, options_, document.stream(), sink);
    if (list) expectations.end();
    document.commit();
    if (list) list->commit();
    return ExitCode::done;
}

}  // namespace

std::unique_ptr<Command> make_command_sample() { return std::make_unique<CommandSample>(); }

}  // namespace cbds::cli
