#include "command_codes.hpp"

#include "cbds/error.hpp"
#include "cbds/schema/dictionary.hpp"
#include "listing.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace cbds::cli {
namespace {

using schema::Collection;
using schema::CodeRow;
using schema::TypeRow;

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Where one text stands in another, letter case apart.
std::size_t find_but_case(std::string_view text, std::string_view part) {
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    const auto found = std::search(text.begin(), text.end(), part.begin(), part.end(), same);
    return found == text.end() && !part.empty() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

bool same_but_case(std::string_view a, std::string_view b) { return a.size() == b.size() && find_but_case(a, b) == 0; }

bool holds_word(std::string_view list, std::string_view word) {
    const auto words = words_of(list);
    return std::any_of(words.begin(), words.end(), [&](const std::string& w) { return same_but_case(w, word); });
}

void add_word(std::string& list, std::string_view word) { list.append(list.empty() ? "" : " ").append(word); }

std::string_view confidence_word(schema::Confidence confidence) {
    constexpr std::array<std::string_view, 3> kWords{"guess", "likely", "certain"};
    return kWords[static_cast<std::size_t>(confidence)];
}

/// Where and since when a code is used, in words.
struct Use {
    std::string since;
    std::string until;
    std::string only;  ///< the collections, where not all of them have it
};

Use use_of(const CodeRow& code) {
    Use use;
    bool everywhere = true;
    for (std::size_t i = 0; i < schema::kCollections; ++i) {
        const auto collection = static_cast<Collection>(i);
        const schema::EditionRange& range = code.editions[i];
        const bool used = range.since <= range.until;
        everywhere = everywhere && used;
        if (!used) continue;
        add_word(use.only, schema::collection_name(collection));
        if (range.since != schema::kEarliest) add_word(use.since, schema::edition_name({collection, range.since}));
        if (range.until != schema::kLatest) add_word(use.until, schema::edition_name({collection, range.until}));
    }
    if (everywhere) use.only.clear();
    return use;
}

class CommandCodes final : public Command {
public:
    void add_options(CLI::App& app) override;
    void check_options() override;
    ExitCode run(Context& context) override;

private:
    [[nodiscard]] bool in_edition(const CodeRow& code) const;
    [[nodiscard]] std::vector<const CodeRow*> codes_of(const TypeRow& type) const;
    [[nodiscard]] std::string items_of(const TypeRow& type) const;
    [[nodiscard]] std::vector<const TypeRow*> wanted_sets() const;
    [[nodiscard]] Listing list_sets() const;
    [[nodiscard]] Listing list_codes(const std::vector<const TypeRow*>& sets) const;
    std::string set_;
    std::string edition_name_;
    std::optional<schema::Edition> edition_;
    std::string search_;
    std::string format_ = "text";
    std::string xsd_dir_;
    const schema::Dictionary* dictionary_ = nullptr;
};

void CommandCodes::add_options(CLI::App& app) {
    app.add_option("set", set_, "Code set: its name, its number, or an item that uses it")->type_name("SET");
    app.add_option("--edition", edition_name_, "Only codes of this edition")->type_name("EDITION");
    app.add_option("--search", search_, "Only codes with this text in the code or its label")->type_name("TEXT");
    app.add_option("--format", format_, "text, json or csv")->check(CLI::IsMember({"text", "json", "csv"}))->type_name("FORMAT");
    app.add_option("--xsd-dir", xsd_dir_, "Folder of the dictionary, in place of the built-in one")->type_name("DIR");
}

void CommandCodes::check_options() {
    if (edition_name_.empty()) return;
    edition_ = schema::parse_edition(edition_name_);
    if (!edition_) throw UsageError(edition_name_ + ": no edition; `cbds schema --list` names them");
}

bool CommandCodes::in_edition(const CodeRow& code) const {
    return !edition_ || code.editions[static_cast<std::size_t>(edition_->collection)].holds(edition_->ordinal);
}

/// The codes that are asked for.
std::vector<const CodeRow*> CommandCodes::codes_of(const TypeRow& type) const {
    std::vector<const CodeRow*> codes;
    for (const CodeRow& code : dictionary_->codes(type)) {
        const bool found = find_but_case(code.code, search_) != std::string_view::npos || find_but_case(code.label, search_) != std::string_view::npos;
        if (found && in_edition(code)) codes.push_back(&code);
    }
    return codes;
}

/// The names of the items of that type, each once.
std::string CommandCodes::items_of(const TypeRow& type) const {
    const auto id = static_cast<schema::TypeId>(&type - dictionary_->types().data());
    std::string items;
    for (const schema::ElementRow& row : dictionary_->elements())
        if (row.type == id && (!edition_ || row.in_edition(*edition_)) && !holds_word(items, row.name)) add_word(items, row.name);
    return items;
}

/// The code sets that SET stands for; all without SET.
std::vector<const TypeRow*> CommandCodes::wanted_sets() const {
    std::vector<const TypeRow*> all;
    std::vector<const TypeRow*> by_name;
    std::vector<const TypeRow*> by_item;
    for (const TypeRow& type : dictionary_->types()) {
        if (type.code_count == 0) continue;
        all.push_back(&type);
        if (same_but_case(type.name, set_) || holds_word(type.set_numbers, set_)) by_name.push_back(&type);
        if (holds_word(items_of(type), set_)) by_item.push_back(&type);
    }
    if (set_.empty()) return all;
    if (by_name.empty() && by_item.empty()) throw UsageError(set_ + ": no code set; `cbds codes` lists them");
    return by_name.empty() ? by_item : by_name;
}

Listing CommandCodes::list_sets() const {
    Listing listing{{{"set"}, {"numbers", Kind::words}, {"codes", Kind::number}, {"items", Kind::words}}, {}};
    for (const TypeRow* type : wanted_sets()) {
        const std::size_t count = codes_of(*type).size();
        if (count != 0) listing.rows.push_back({std::string(type->name), std::string(type->set_numbers), std::to_string(count), items_of(*type)});
    }
    return listing;
}

Listing CommandCodes::list_codes(const std::vector<const TypeRow*>& sets) const {
    // Labels may be as long as a paragraph: behind them nothing could be found.
    Listing listing{{{"set"}, {"code"}, {"since", Kind::words}, {"until", Kind::words}, {"only", Kind::words}, {"confidence"}, {"label"}}, {}};
    for (const TypeRow* type : sets) {
        for (const CodeRow* code : codes_of(*type)) {
            const Use use = use_of(*code);
            listing.rows.push_back({std::string(type->name), std::string(code->code), use.since, use.until, use.only,
                                    std::string(confidence_word(code->confidence)), std::string(code->label)});
        }
    }
    return listing;
}

ExitCode CommandCodes::run(Context& context) {
    std::optional<schema::Dictionary> given;
    if (!xsd_dir_.empty()) given.emplace(schema::Dictionary::load(xsd_dir_));
    dictionary_ = given ? &*given : &schema::Dictionary::built_in();
    if (edition_ && !dictionary_->collection(edition_->collection).editions.holds(edition_->ordinal))
        throw UsageError(edition_name_ + ": the dictionary does not cover this edition; `cbds schema --list` names those it does");
    write_listing(set_.empty() && search_.empty() ? list_sets() : list_codes(wanted_sets()), format_, context.out);
    return ExitCode::done;
}

}  // namespace

std::unique_ptr<Command> make_command_codes() { return std::make_unique<CommandCodes>(); }

}  // namespace cbds::cli
