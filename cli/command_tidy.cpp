#include "command_tidy.hpp"

#include "cbds/convert/tidy.hpp"
#include "cbds/error.hpp"
#include "care_options.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

namespace cbds::cli {
namespace {

class CommandTidy final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    [[nodiscard]] std::string target_path(const std::string& input) const;
    void tidy_one(io::Input& input, Context& context);

    ReadingOptions reading_;
    CareOutputOptions output_;
    CareListOptions list_;
    std::vector<std::string> select_;
    std::vector<std::string> ignore_;
    bool capitals_ = false;
    bool in_place_ = false;
    convert::TidyOptions options_;
};

/// A file that is not packed, and so can be replaced by a document.
void check_in_place(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) throw OutputError(path + ": not a file that can be replaced; use -o");
    std::ifstream file(path, std::ios::binary);
    std::array<char, 4> bytes{};
    file.read(bytes.data(), bytes.size());
    const std::string_view first(bytes.data(), static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    if (first.starts_with("\x1F\x8B") || first.starts_with("PK") || first.starts_with("\x28\xB5\x2F\xFD"))
        throw OutputError(path + ": is packed; use -o");
}

convert::Tidying kind_of(const std::string& option, const std::string& word) {
    const auto names = convert::tidying_names();
    const auto found = std::find(names.begin(), names.end(), word);
    if (found == names.end()) throw UsageError(option + ' ' + word + ": no such kind; there are encoding, spaces, empty, phones, postcodes and capitals");
    return static_cast<convert::Tidying>(found - names.begin());
}

void CommandTidy::add_options(CLI::App& app) {
    reading_.add_to(app);
    output_.add_to(app, "File to write, or a folder for several; - is standard output");
    app.add_flag("--in-place", in_place_, "Replace the files themselves, those that change");
    app.add_option("--select", select_, "Only these kinds of change: encoding, spaces, empty, phones, postcodes, capitals")->type_name("LIST")->allow_extra_args(false);
    app.add_option("--ignore", ignore_, "Not these kinds of change")->type_name("LIST")->allow_extra_args(false);
    app.add_flag("--capitals", capitals_, "Give names that are all in capitals small letters too");
    list_.add_to(app);
}

void CommandTidy::check_options() {
    reading_.check();
    list_.check();
    if (in_place_ && output_.given()) throw UsageError("--in-place and -o exclude each other");
    const auto& paths = reading_.paths();
    if (in_place_ && std::find(paths.begin(), paths.end(), "-") != paths.end()) throw UsageError("--in-place: standard input is no file");
    const std::vector<std::string> selected = split_list(select_);
    if (!selected.empty()) options_.kinds.clear();
    for (const std::string& word : selected) options_.kinds.insert(kind_of("--select", word));
    if (capitals_) options_.kinds.insert(convert::Tidying::capitals);
    for (const std::string& word : split_list(ignore_)) options_.kinds.erase(kind_of("--ignore", word));
    options_.in_place = in_place_;
}

std::string CommandTidy::target_path(const std::string& input) const {
    if (in_place_) return input;
    if (!output_.is_folder()) return output_.path();
    return (std::filesystem::path(output_.path()) / base_name(input == "-" ? "standard-input.xml" : input)).string();
}

void CommandTidy::tidy_one(io::Input& input, Context& context) {
    if (in_place_) check_in_place(input.name());
    convert::CareTarget target = output_.target(target_path(input.name()), context);
    target.overwrite |= in_place_;
    const std::uint64_t count =
        convert::tidy(input, options_, target, [&](const convert::Change& change) { list_.add(entry_of(change, input.name())); });
    if (count > 0) list_.say(input.name() + ": " + std::to_string(count) + (count == 1 ? " change" : " changes"));
}

ExitCode CommandTidy::run(Context& context) {
    const bool to_stdout = !in_place_ && output_.path() == "-";
    options_.reading = care_reading(reading_);
    if (!in_place_) check_one_document(reading_, output_);
    list_.open(context, "tidy", to_stdout, output_.overwrite());
    std::uint64_t files = 0;
    const bool one_target = !in_place_ && !output_.is_folder();
    const ExitCode code = for_each_document(reading_, context, [&](io::Input& input) {
        if (one_target && ++files > 1) throw UsageError(output_.path() + ": one file for several documents; give a folder, or --in-place");
        tidy_one(input, context);
        return ExitCode::done;
    });
    list_.end();
    return code;
}

}  // namespace

std::unique_ptr<Command> make_command_tidy() { return std::make_unique<CommandTidy>(); }

}  // namespace cbds::cli
