#include "cbds/convert/account.hpp"

#include "cbds/error.hpp"
#include "cbds/io/fingerprint.hpp"
#include "io/abandoned.hpp"
#include "io/descriptor.hpp"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

namespace cbds::convert {
namespace {

constexpr std::string_view kName = "/.cbds-convert.ndjson";

std::string text_of(const nlohmann::json& line, const char* name) {
    const auto found = line.find(name);
    return found != line.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

Account::Account(std::string folder) : folder_(std::move(folder)) {
    read();
    const std::string path = folder_ + std::string(kName);
    descriptor_ = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor_ < 0) throw OutputError(path + ": " + io::error_text(errno));
    if (cut_off_ && !io::write_fully(descriptor_, "\n")) throw OutputError(path + ": " + io::error_text(errno));
}

Account::~Account() { ::close(descriptor_); }

void Account::clear_up() const noexcept { io::remove_abandoned(folder_); }

void Account::read() {
    std::ifstream file(folder_ + std::string(kName), std::ios::binary);
    for (std::string line; std::getline(file, line);) {
        cut_off_ = file.eof();
        take(line);
    }
}

void Account::take(std::string_view text) {
    const nlohmann::json line = nlohmann::json::parse(text, nullptr, false);
    if (!line.is_object()) return;  // cut off
    AccountEntry entry{text_of(line, "input"), text_of(line, "output"), text_of(line, "source"), text_of(line, "options")};
    if (entry.output.empty()) return;
    output_of_[entry.input] = entry.output;
    const std::string output = entry.output;
    by_output_[output] = {std::move(entry), text_of(line, "fingerprint")};
}

std::optional<std::string> Account::done(const std::string& input, const std::string& source, const std::string& options) const {
    Made made;
    {
        const std::lock_guard lock(mutex_);
        const auto output = output_of_.find(input);
        if (output == output_of_.end()) return std::nullopt;
        made = by_output_.at(output->second);
    }
    const bool same = made.entry.input == input && made.entry.source == source && made.entry.options == options && !made.fingerprint.empty();
    if (!same || source.empty() || io::fingerprint_of_path(path_of(made.entry.output)) != made.fingerprint) return std::nullopt;
    return made.entry.output;
}

bool Account::is_ours(const std::string& output) const {
    std::string fingerprint;
    {
        const std::lock_guard lock(mutex_);
        const auto made = by_output_.find(output);
        if (made == by_output_.end()) return false;
        fingerprint = made->second.fingerprint;
    }
    return fingerprint.empty() || io::fingerprint_of_path(path_of(output)) == fingerprint;
}

void Account::begin(const AccountEntry& entry) { add(entry, {}); }

void Account::end(const AccountEntry& entry) { add(entry, io::fingerprint_of_path(path_of(entry.output))); }

void Account::add(const AccountEntry& entry, const std::string& fingerprint) {
    nlohmann::ordered_json line{{"input", entry.input}, {"output", entry.output}, {"source", entry.source}, {"options", entry.options}};
    if (!fingerprint.empty()) line["fingerprint"] = fingerprint;
    const std::lock_guard lock(mutex_);
    const std::string text = line.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace) + '\n';
    if (!io::write_fully(descriptor_, text)) throw OutputError(folder_ + std::string(kName) + ": " + io::error_text(errno));
    if (fingerprint.empty()) ::fdatasync(descriptor_);  // before the output gets its name
    output_of_[entry.input] = entry.output;
    by_output_[entry.output] = {entry, fingerprint};
}

}  // namespace cbds::convert
