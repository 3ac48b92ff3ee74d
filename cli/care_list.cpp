#include "cbds/report/escape.hpp"
#include "care_options.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <ostream>

namespace cbds::cli {
namespace {

using report::Redact;

constexpr std::array<std::string_view, 5> kPupilNumbers{"UPN", "FormerUPN", "UniqueLearnerNumber", "ULN", "UCI"};
constexpr std::string_view kMask = "***";

bool masked(const CareEntry& entry, Redact redact) {
    if (redact == Redact::none || entry.privacy == schema::Privacy::none) return redact == Redact::all && entry.record != 0;
    if (redact == Redact::all) return true;
    const std::string_view item = std::string_view(entry.path).substr(entry.path.rfind('/') + 1);
    return entry.privacy == schema::Privacy::direct && std::find(kPupilNumbers.begin(), kPupilNumbers.end(), item) == kPupilNumbers.end();
}

/// An entry with what may be shown.
CareEntry shown(CareEntry entry, Redact redact) {
    if (redact == Redact::all) entry.key.clear();
    if (!masked(entry, redact)) return entry;
    for (std::string* value : {&entry.before, &entry.after})
        if (!value->empty()) *value = kMask;
    return entry;
}

class TextList final : public CareList {
public:
    TextList(Redact redact, std::ostream& out) : redact_(redact), out_(out) {}
    void add(const CareEntry& given) override {
        const CareEntry entry = shown(given, redact_);
        std::string line = report::printable(entry.file);
        if (entry.record != 0) line += (line.empty() ? "record " : ": record ") + std::to_string(entry.record);
        if (!entry.key.empty()) line += (entry.record != 0 ? ", " : ": ") + report::printable(entry.key);
        if (!entry.path.empty()) line += ": " + report::printable(entry.path);
        line += ": " + (entry.message.empty() ? std::string(entry.kind) : report::printable(entry.message));
        if (entry.before != kMask || entry.after != kMask) line += values(entry);
        out_ << line << '\n';
    }
    void end() override {}

private:
    static std::string values(const CareEntry& entry) {
        const auto quoted = [](const std::string& value) { return '"' + report::printable(value) + '"'; };
        if (entry.after.empty()) return entry.before.empty() ? "" : ": " + quoted(entry.before);
        const bool differ = entry.kind == "conflict" || entry.kind == "header";
        const std::string between = differ ? " against " : " becomes ";
        return ": " + (entry.before.empty() ? "" : quoted(entry.before) + between) + quoted(entry.after);
    }

    Redact redact_;
    std::ostream& out_;
};

class JsonList final : public CareList {
public:
    JsonList(std::string_view title, Redact redact, std::ostream& out) : redact_(redact), out_(out) {
        out_ << "{\"schema\":\"cbds." << title << "/1\",\"entries\":[";
    }
    void add(const CareEntry& given) override {
        const CareEntry entry = shown(given, redact_);
        nlohmann::ordered_json object{{"file", entry.file}, {"kind", entry.kind}};
        if (entry.record != 0) object["record"] = entry.record;
        const auto member = [&](const char* name, const std::string& value) {
            if (!value.empty()) object[name] = value;
        };
        member("key", entry.key);
        member("item", entry.path);
        member("before", entry.before);
        member("after", entry.after);
        member("message", entry.message);
        out_ << (first_ ? "\n" : ",\n") << object.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
        first_ = false;
    }
    void end() override { out_ << (first_ ? "]}\n" : "\n]}\n"); }

private:
    Redact redact_;
    std::ostream& out_;
    bool first_ = true;
};

class CsvList final : public CareList {
public:
    CsvList(Redact redact, std::ostream& out) : redact_(redact), out_(out) { out_ << "file,record,key,item,kind,before,after,message\r\n"; }
    void add(const CareEntry& given) override {
        const CareEntry entry = shown(given, redact_);
        out_ << field(entry.file) << ',' << (entry.record == 0 ? "" : std::to_string(entry.record)) << ',' << field(entry.key) << ','
             << field(entry.path) << ',' << entry.kind << ',' << field(entry.before) << ',' << field(entry.after) << ',' << field(entry.message) << "\r\n";
    }
    void end() override {}

private:
    /// A spreadsheet takes what begins so for a formula; an apostrophe in front makes it a text.
    static std::string field(std::string value) {
        if (!value.empty() && std::string_view("=+-@\t\r").find(value.front()) != std::string_view::npos) value.insert(0, 1, '\'');
        if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
        std::string quoted = "\"";
        for (const char c : value) quoted.append(c == '"' ? 2 : 1, c);
        return quoted + '"';
    }

    Redact redact_;
    std::ostream& out_;
};

}  // namespace

std::unique_ptr<CareList> make_care_list(std::string_view format, std::string_view title, Redact redact, std::ostream& out) {
    if (format == "json") return std::make_unique<JsonList>(title, redact, out);
    if (format == "csv") return std::make_unique<CsvList>(redact, out);
    return std::make_unique<TextList>(redact, out);
}

CareEntry entry_of(const convert::Change& change, const std::string& file) {
    CareEntry entry{file, change.kind, change.record, change.key, change.path, change.before, change.after, change.privacy, {}};
    if (change.removed && change.before.empty()) entry.message = "empty, removed";
    return entry;
}

}  // namespace cbds::cli
