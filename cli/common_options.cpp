#include "common_options.hpp"

#include "cbds/error.hpp"

#include <algorithm>
#include <thread>

namespace cbds::cli {
namespace {

constexpr std::size_t kMostDigits = 18;  // more may not fit into 64 bits

}  // namespace

void ReadingOptions::add_to(CLI::App& app) {
    app.add_option("path", paths_, "Files, folders, archives; - is standard input (which is read where no path is given)")->type_name("PATH");
    app.add_option("--edition", edition_text_, "Read as this edition, whatever the header says: ctf@26.0, school-census@2026-spring")->type_name("EDITION");
    app.add_option("--encoding", encoding_text_, "Read in this encoding, whatever the document says: utf-8, windows-1252 ...")->type_name("NAME");
    app.add_option("--xsd-dir", xsd_dir_, "Folder of the dictionary, in place of the built-in one")->type_name("DIR");
    app.add_option("-j,--jobs", jobs_, "Threads to use; all processors by default")->check(CLI::Range(1U, 256U))->type_name("N");
    app.add_option("--stdin-filename", stdin_name_, "How reports call standard input")->type_name("NAME");
}

void ReadingOptions::check() {
    if (paths_.empty()) paths_.emplace_back("-");
    if (std::count(paths_.begin(), paths_.end(), "-") > 1) throw UsageError("-: standard input can be read once only");
    if (!edition_text_.empty()) {
        edition_ = schema::parse_edition(edition_text_);
        if (!edition_) throw UsageError("--edition " + edition_text_ + ": no edition; `cbds schema --list` names them");
    }
    encoding_ = parse_encoding_option(encoding_text_);
    if (jobs_ == 0) jobs_ = std::max(1U, std::thread::hardware_concurrency());
}

const schema::Dictionary& ReadingOptions::dictionary() {
    if (xsd_dir_.empty()) return schema::Dictionary::built_in();
    if (!loaded_) loaded_ = std::make_unique<schema::Dictionary>(schema::Dictionary::load(xsd_dir_));
    return *loaded_;
}

std::vector<std::string> split_list(const std::vector<std::string>& values) {
    std::vector<std::string> words;
    for (const std::string& value : values) {
        for (std::size_t at = 0; at <= value.size();) {
            const std::size_t end = std::min(value.find(',', at), value.size());
            if (end > at) words.push_back(value.substr(at, end - at));
            at = end + 1;
        }
    }
    return words;
}

CLI::Validator whole_number() {
    const auto check = [](const std::string& text) {
        const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
        return digits && text.size() <= kMostDigits ? std::string() : text + " is not a whole number, or too large";
    };
    return CLI::Validator(check, "");
}

std::string in_words(const std::vector<std::string>& paths) {
    std::string text;
    for (const std::string& path : paths) text += (text.empty() ? "" : ", ") + path;
    return text;
}

std::string choice_in_words(std::span<const std::string_view> names) {
    std::string text(names.front());
    for (const std::string_view name : names.subspan(1)) text.append(name == names.back() ? " or " : ", ") += name;
    return text;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view several) {
    return std::to_string(count).append(" ").append(count == 1 ? one : several);
}

std::optional<io::Encoding> parse_encoding_option(const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto encoding = io::find_encoding(text);
    if (!encoding) throw UsageError("--encoding " + text + ": not supported; utf-8, utf-16le, utf-16be, iso-8859-1 and windows-1252 are");
    return encoding;
}

registers::Period parse_period_option(const std::string& text) {
    const std::size_t dots = text.find("..");
    const auto from = identifiers::parse_date(text.substr(0, dots));
    const auto until = dots == std::string::npos ? std::nullopt : identifiers::parse_date(text.substr(dots + 2));
    if (!from || !until) throw UsageError("--period " + text + ": write two dates, as 2026-09-01..2026-12-31");
    return {*from, *until};
}

std::optional<identifiers::Date> parse_date_option(const std::string& option, const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto date = identifiers::parse_date(text);
    if (!date) throw UsageError(option + ' ' + text + ": not a date as YYYY-MM-DD");
    return date;
}

}  // namespace cbds::cli
