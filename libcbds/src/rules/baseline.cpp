#include "cbds/rules/baseline.hpp"

#include "cbds/error.hpp"
#include "cbds/rules/selection.hpp"
#include "io/ascii.hpp"
#include "rules/finding_identity.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <charconv>
#include <istream>
#include <ostream>
#include <span>

namespace cbds::rules {
namespace {

constexpr std::string_view kHeading =
    "# Findings that are known and accepted: cbds validate --baseline. A line has the code, the school, how often,\n"
    "# a fingerprint and the path; a note behind a # is kept. Keep this file like the returns themselves.\n";
constexpr std::string_view kFormat = "cbds-baseline 1";
constexpr std::string_view kSalt = "salt ";
constexpr std::size_t kFingerprintBytes = 16;

/// An empty field of a line.
constexpr std::string_view kNothing = "-";

std::string hexadecimal(std::span<const unsigned char> bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) text.append(1, kDigits[byte >> 4U]).append(1, kDigits[byte & 15U]);
    return text;
}

bool read_hexadecimal(std::string_view text, std::span<unsigned char> bytes) {
    if (text.size() != 2 * bytes.size()) return false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char* const begin = text.data() + 2 * i;
        const auto [end, error] = std::from_chars(begin, begin + 2, bytes[i], 16);
        if (error != std::errc() || end != begin + 2) return false;
    }
    return true;
}

std::string_view field_or_nothing(std::string_view field) { return field.empty() ? kNothing : field; }

std::string taken_field(std::string_view& line) {
    line = ascii::trimmed(line);
    const std::size_t end = std::min(line.find(' '), line.size());
    std::string field(line.substr(0, end));
    line.remove_prefix(end);
    return field == kNothing ? std::string() : field;
}

}  // namespace

Baseline::Baseline() {
    if (RAND_bytes(salt_.data(), static_cast<int>(salt_.size())) != 1) throw Error("the system gives no random numbers for the baseline");
}

Baseline::Baseline(std::istream& file, const std::string& name) {
    std::string line;
    bool is_baseline = false;
    bool has_salt = false;
    for (std::size_t number = 1; std::getline(file, line); ++number) {
        const std::string_view text = ascii::trimmed(line);
        const std::string place = name + ':' + std::to_string(number);
        if (text.empty() || text.starts_with('#')) continue;
        if (!is_baseline) {
            if (text != kFormat) throw DictionaryError(place + ": this is no baseline; it would begin with '" + std::string(kFormat) + '\'');
            is_baseline = true;
        } else if (!has_salt) {
            if (!text.starts_with(kSalt) || !read_hexadecimal(text.substr(kSalt.size()), salt_))
                throw DictionaryError(place + ": the salt of the baseline should be here, 32 hexadecimal digits");
            has_salt = true;
        } else {
            read_entry(text, place);
        }
    }
    if (!has_salt) throw DictionaryError(name + ": this is no baseline, or it was cut off");
}

void Baseline::read_entry(std::string_view line, const std::string& place) {
    const std::size_t hash = std::min(line.find('#'), line.size());
    std::string_view rest = line.substr(0, hash);
    BaselineKey key;
    Entry entry;
    key.code = taken_field(rest);
    key.school = taken_field(rest);
    const std::string times = taken_field(rest);
    key.fingerprint = taken_field(rest);
    key.path = taken_field(rest);
    if (hash < line.size()) entry.note = ascii::trimmed(line.substr(hash + 1));
    const auto [end, error] = std::from_chars(times.data(), times.data() + times.size(), entry.times);
    std::array<unsigned char, kFingerprintBytes> bytes{};
    const bool right = !key.code.empty() && error == std::errc() && end == times.data() + times.size() && entry.times != 0 &&
                       read_hexadecimal(key.fingerprint, bytes) && ascii::trimmed(rest).empty();
    if (!right) throw DictionaryError(place + ": not an entry of a baseline: code, school, how often, fingerprint, path");
    if (!entries_.try_emplace(std::move(key), std::move(entry)).second) throw DictionaryError(place + ": this entry was there before");
}

BaselineKey Baseline::key_of(const Finding& finding, std::string_view school) const {
    const std::string message = finding_identity(finding, school);
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned length = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
    if (HMAC(EVP_sha256(), salt_.data(), static_cast<int>(salt_.size()), bytes, message.size(), hash.data(), &length) == nullptr)
        throw Error("the fingerprint of a finding could not be made");
    std::string path = finding.path;
    std::replace(path.begin(), path.end(), ' ', '/');  // of a register: 2026-09-07 AM; fields of the file are separated by blanks
    return {std::string(finding.rule->code), std::string(school), std::move(path), hexadecimal({hash.data(), kFingerprintBytes})};
}

bool Baseline::accepts(const Finding& finding, std::string_view school) {
    if (ends_reading(*finding.rule) || (entries_.empty() && !updating_)) return false;
    const auto known = updating_ ? entries_.try_emplace(key_of(finding, school)).first : entries_.find(key_of(finding, school));
    if (known == entries_.end()) return false;
    Entry& entry = known->second;
    if (!updating_ && entry.found == entry.times) return false;
    ++entry.found;
    ++known_;
    return true;
}

void Baseline::end_document(std::string_view school, schema::Edition edition, const std::function<bool(const Rule&)>& was_run) {
    for (auto& [key, entry] : entries_) {
        if (key.school != school || entry.looked_for) continue;
        const Rule* rule = find_rule(key.code);
        entry.looked_for = rule != nullptr && applies(*rule, edition) && was_run(*rule);
    }
}

void Baseline::end_register(std::string_view school, const std::function<bool(const Rule&)>& was_run) {
    for (auto& [key, entry] : entries_) {
        if (key.school != school || entry.looked_for) continue;
        const Rule* rule = find_rule(key.code);
        entry.looked_for = rule != nullptr && rule->of_register && was_run(*rule);
    }
}

std::vector<Baseline::Unused> Baseline::unused() const {
    std::vector<Unused> unused;
    for (const auto& [key, entry] : entries_)
        if (entry.found < entry.times && (entry.looked_for || find_rule(key.code) == nullptr)) unused.push_back({&key, entry.times - entry.found});
    return unused;
}

void Baseline::write(std::ostream& out) const {
    out << kHeading << kFormat << '\n' << kSalt << hexadecimal(salt_) << '\n';
    for (const auto& [key, entry] : entries_) {
        const bool gone = entry.looked_for || find_rule(key.code) == nullptr;
        const std::uint64_t times = gone ? entry.found : std::max(entry.found, entry.times);
        if (times == 0) continue;
        out << key.code << ' ' << field_or_nothing(key.school) << ' ' << times << ' ' << key.fingerprint << ' ' << field_or_nothing(key.path);
        if (!entry.note.empty()) out << " # " << entry.note;
        out << '\n';
    }
}

}  // namespace cbds::rules
