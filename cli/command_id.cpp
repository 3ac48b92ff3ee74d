#include "command_id.hpp"

#include "cbds/error.hpp"
#include "cbds/identifiers/check.hpp"
#include "cbds/identifiers/local_authority.hpp"
#include "cbds/identifiers/uci.hpp"
#include "cbds/identifiers/uln.hpp"
#include "cbds/identifiers/upn.hpp"

#include <charconv>
#include <cstdint>
#include <istream>
#include <ostream>
#include <string>
#include <system_error>
#include <vector>

namespace cbds::cli {
namespace {

using identifiers::Kind;

constexpr std::size_t kShown = 80;  // bytes of a value that a line repeats

/// A value on one line of a terminal: no control characters, and not a whole file by mistake.
std::string shown(std::string_view value) {
    if (value.empty()) return "\"\"";
    std::string text;
    for (const char c : value.substr(0, kShown)) {
        const bool control = (c >= 0 && c < ' ') || c == '\x7f';
        text += control ? '?' : c;
    }
    return value.size() > kShown ? text + "..." : text;
}

/// Digits as a number. CLI11 would read 010 as eight, as C does.
unsigned number_of(std::string_view option, const std::string& text, std::size_t most) {
    unsigned value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (text.size() > most || error != std::errc() || stop != end)
        throw UsageError(std::string(option) + ": at most " + std::to_string(most) + " digits, not " + shown(text));
    return value;
}

std::string list_of_kinds() {
    std::string list;
    for (const std::string_view name : identifiers::kind_names()) list += (list.empty() ? "" : ", ") + std::string(name);
    return list;
}

/// `cbds id check` and `cbds id make`: two words, because they share nothing but the kinds.
class CommandId final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    void add_check_options(CLI::App& app);
    void add_make_options(CLI::App& app);
    void read_upn_options();
    [[nodiscard]] std::string make() const;
    [[nodiscard]] bool check_value(Context& context, std::string_view value) const;
    [[nodiscard]] bool check_lines(Context& context) const;

    CLI::App* check_ = nullptr;
    CLI::App* make_upn_ = nullptr;
    CLI::App* make_uln_ = nullptr;
    std::string kind_;
    std::vector<std::string> values_;
    bool verbose_ = false;
    bool quiet_ = false;
    std::string authority_;
    std::string establishment_;
    std::string year_;
    std::string serial_;
    std::string temporary_;
    std::string stem_;
    identifiers::Upn upn_{};  ///< what the options of `make upn` say
};

void CommandId::add_options(CLI::App& app) {
    app.require_subcommand(1);
    add_check_options(app);
    add_make_options(app);
}

void CommandId::add_check_options(CLI::App& app) {
    check_ = app.add_subcommand("check", "Say which values are not what they should be, and why");
    check_->add_option("kind", kind_, "One of " + list_of_kinds())->required();
    check_->add_option("values", values_, "Values to check; - reads them from standard input, one a line")->required();
    auto* verbose = check_->add_flag("-v,--verbose", verbose_, "Say of good values what they are");
    check_->add_flag("-q,--quiet", quiet_, "Print nothing; the exit status says it")->excludes(verbose);
}

void CommandId::add_make_options(CLI::App& app) {
    CLI::App* make = app.add_subcommand("make", "Write an identifier with its check character");
    make->require_subcommand(1);
    make_upn_ = make->add_subcommand("upn", "Unique Pupil Number");
    make_upn_->add_option("--la", authority_, "Local authority, 3 digits")->required();
    make_upn_->add_option("--estab", establishment_, "Establishment, 4 digits")->required();
    make_upn_->add_option("--year", year_, "Year of issue, its last 2 digits")->required();
    make_upn_->add_option("--serial", serial_, "Serial number, 3 digits; 2 of a temporary UPN")->required();
    make_upn_->add_option("--temporary", temporary_, "A temporary UPN, with this letter at the end")
        ->expected(0, 1)
        ->default_str("A");
    make_uln_ = make->add_subcommand("uln", "Unique Learner Number");
    make_uln_->add_option("--stem", stem_, "The first 9 digits")->required();
    CLI::App* uci = make->add_subcommand("uci", "Unique Candidate Identifier");
    uci->add_option("--stem", stem_, "The first 12 characters")->required();
}

void CommandId::check_options() {
    if (check_->parsed() && !identifiers::find_kind(kind_))
        throw UsageError("id check: there is no kind \"" + shown(kind_) + "\"; the kinds are " + list_of_kinds());
    if (make_upn_->parsed()) read_upn_options();
}

void CommandId::read_upn_options() {
    const unsigned authority = number_of("--la", authority_, 3);
    if (!identifiers::is_upn_authority(authority))
        throw UsageError("--la " + identifiers::local_authority_name(authority) + ": no UPN may carry this code");
    if (temporary_.size() > 1) throw UsageError("--temporary: one letter, not " + shown(temporary_));
    upn_.authority = static_cast<std::uint16_t>(authority);
    upn_.establishment = static_cast<std::uint16_t>(number_of("--estab", establishment_, 4));
    upn_.year = static_cast<std::uint8_t>(number_of("--year", year_, 2));
    upn_.serial = static_cast<std::uint16_t>(number_of("--serial", serial_, temporary_.empty() ? 3 : 2));
    upn_.temporary = temporary_.empty() ? '\0' : temporary_.front();
}

ExitCode CommandId::run(Context& context) {
    if (!check_->parsed()) {
        context.out << make() << '\n';
        return ExitCode::done;
    }
    bool all_valid = true;
    for (const std::string& value : values_) {
        const bool valid = value == "-" ? check_lines(context) : check_value(context, value);
        all_valid = all_valid && valid;
    }
    return all_valid ? ExitCode::done : ExitCode::findings;
}

std::string CommandId::make() const {
    if (make_upn_->parsed()) return identifiers::make_upn(upn_);
    return make_uln_->parsed() ? identifiers::make_uln(stem_) : identifiers::make_uci(stem_);
}

bool CommandId::check_value(Context& context, std::string_view value) const {
    const Kind kind = *identifiers::find_kind(kind_);
    const identifiers::Verdict verdict = identifiers::check(kind, value);
    if (quiet_) return verdict.valid;
    const std::string noun(identifiers::kind_noun(kind));
    if (!verdict.valid) context.out << shown(value) << ": not " << noun << ": " << verdict.reason << '\n';
    else if (verdict.query) context.out << shown(value) << ": " << noun << ", with a query: " << verdict.reason << '\n';
    else if (verbose_) context.out << shown(value) << ": " << identifiers::describe(kind, value) << '\n';
    return verdict.valid;
}

/// Values of standard input, one a line; empty lines and the line ends of Windows do not count.
bool CommandId::check_lines(Context& context) const {
    bool all_valid = true;
    for (std::string line; std::getline(context.in, line);) {
        if (line.ends_with('\r')) line.pop_back();
        if (!line.empty() && !check_value(context, line)) all_valid = false;
    }
    if (context.in.bad()) throw InputError("standard input: cannot be read");
    return all_valid;
}

}  // namespace

std::unique_ptr<Command> make_command_id() { return std::make_unique<CommandId>(); }

}  // namespace cbds::cli
