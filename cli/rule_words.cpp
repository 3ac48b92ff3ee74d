#include "rule_words.hpp"

#include "cbds/rules/selection.hpp"
#include "cbds/schema/edition.hpp"
#include "listing.hpp"

#include <array>
#include <ostream>

namespace cbds::cli {
namespace {

using nlohmann::ordered_json;
using rules::Check;
using rules::Level;
using rules::Rule;
using rules::RunBy;

constexpr std::size_t kWidth = 80;

schema::Collection collection_of_editions(const Rule& rule) {
    return rule.of_ctf ? schema::Collection::ctf : schema::Collection::school_census;
}

ordered_json text_or_null(std::string_view text) { return text.empty() ? ordered_json() : ordered_json(text); }

/// A text in lines that a terminal shows without breaking them.
void write_wrapped(std::string_view text, std::size_t indent, std::ostream& out) {
    std::size_t column = 0;
    for (const std::string& word : words_of(text)) {
        const bool begins = column == 0;
        if (!begins && column + 1 + word.size() > kWidth) {
            out << '\n' << std::string(indent, ' ');
            column = indent;
        } else if (!begins) {
            out << ' ';
            ++column;
        }
        if (begins) column = indent;
        out << word;
        column += word.size();
    }
    out << '\n';
}

void write_fact(std::string_view name, std::string_view text, std::ostream& out) {
    constexpr std::size_t kIndent = 16;
    if (text.empty()) return;
    out << "  " << name << std::string(kIndent - 2 - name.size(), ' ');
    write_wrapped(text, kIndent, out);
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string text;
    for (const std::string& word : words) text.append(text.empty() ? "" : between).append(word);
    return text;
}

/// `error`, or `query (an error where its facts were certain)`.
std::string severity_words(const Rule& rule) {
    const rules::Severity usual = rules::usual_severity(rule);
    std::string text(rules::severity_name(usual));
    if (usual != rule.kind) text += std::string(" (by its kind ") + (rule.kind == rules::Severity::error ? "an error" : "a query") + ", lowered by doubt)";
    return text;
}

std::string_view confidence_words(const Rule& rule) {
    constexpr std::array<std::string_view, 3> kWords{
        "a guess: inferred, and seen nowhere; findings are for information only",
        "likely: seen in an older or a second-hand source; findings are queries at most",
        "certain: it stands in a source of the department or of the Common Basic Data Set"};
    return kWords[static_cast<std::size_t>(rule.confidence)];
}

std::string collector_words(const Rule& rule) {
    if (rule.of_register) return "registers";
    if (rule.of_ctf) return "Common Transfer File";
    if (!rule.of_census) return "Common Transfer File and School Census";
    std::string text = "School Census: ";
    text += rule.terms == schema::kAllTerms ? "every term" : joined(words_of(terms_of(rule)), " and ");
    return text + (rule.phases == schema::kAllPhases ? ", all phases" : ", phases " + phases_of(rule));
}

std::string edition_words(const Rule& rule) {
    const std::string since = since_of(rule);
    const std::string until = until_of(rule);
    if (since.empty() && until.empty()) return "all";
    if (until.empty()) return "since " + since;
    return since.empty() ? "until " + until : since + " to " + until;
}

std::string_view runner_words(const Rule& rule) {
    constexpr std::array<std::string_view, 3> kWords{"the school's software and COLLECT", "the school's software only", "COLLECT only"};
    return rule.of_census && rule.level != Level::across ? kWords[static_cast<std::size_t>(rule.run_by)] : std::string_view();
}

/// The first of the items, which most checks ask for.
std::string first_item(const Rule& rule) {
    const std::vector<std::string> items = words_of(rule.items);
    return items.empty() ? "the item" : items.front();
}

std::string_view place_words(const Rule& rule) {
    constexpr std::array<std::string_view, 5> kWords{"the document", "the header", "the school block", "each record", "several documents"};
    return kWords[static_cast<std::size_t>(rule.level)];
}

/// `population ; what is asked for ; limit` as a sentence.
std::string share_words(std::string_view when) {
    std::array<std::string, 3> parts;
    for (std::string& part : parts) {
        const std::size_t end = std::min(when.find(';'), when.size());
        part = joined(words_of(when.substr(0, end)), " ");
        when.remove_prefix(std::min(end + 1, when.size()));
    }
    const auto& [population, hits, limit] = parts;
    const std::string records = population.empty() ? "all records" : "the records where " + population;
    if (hits.empty()) return "the number of " + records + " has to be " + limit;
    return "of " + records + ", those where " + hits + " have to be " + limit;
}

std::string family_of(const Rule& rule) { return std::string(rule.code.substr(0, rule.code.find_first_of("0123456789"))); }

std::string_view family_title(std::string_view family) {
    struct Family {
        std::string_view code;
        std::string_view title;
    };
    constexpr std::array<Family, 9> kFamilies{{{"ACR", "Across several files"},
                                               {"CTF", "Common Transfer File"},
                                               {"HDR", "Header and name of the file"},
                                               {"ID", "Identifiers"},
                                               {"REG", "Registers"},
                                               {"SC", "School Census"},
                                               {"SCX", "School Census, without a number of the department"},
                                               {"XML", "Well-formed XML"},
                                               {"XSD", "Structure, types and code sets"}}};
    for (const Family& each : kFamilies)
        if (each.code == family) return each.title;
    return "Other rules";
}

/// Bars and line ends would end a cell.
std::string cell(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c == '|') safe += '\\';
        safe += c == '\n' ? ' ' : c;
    }
    return safe;
}

std::string roff(std::string_view text) {
    std::string safe;
    if (!text.empty() && (text[0] == '.' || text[0] == '\'')) safe = "\\&";
    for (const char c : text) {
        if (c == '\\') safe += "\\e";
        else if (c == '-') safe += "\\-";
        else if (c == '"') safe += "\\(dq";
        else if (c == '\'') safe += "\\(aq";
        else safe += c;
    }
    return safe;
}

/// `error; autumn and spring; since school-census@2024-autumn`: what stands behind a code in the manual.
std::string brief_words(const Rule& rule) {
    std::string text(rules::severity_name(rules::usual_severity(rule)));
    if (rule.of_census && rule.terms != schema::kAllTerms) text += "; " + joined(words_of(terms_of(rule)), " and ");
    if (rule.of_census && rule.phases != schema::kAllPhases) text += "; " + phases_of(rule);
    const std::string editions = edition_words(rule);
    if (editions != "all") text += "; " + editions;
    if (rule.of_census && rule.run_by != RunBy::both) text += rule.run_by == RunBy::mis ? "; not run by COLLECT" : "; COLLECT only";
    if (rule.confidence != schema::Confidence::certain) text += "; " + std::string(rules::confidence_name(rule.confidence));
    return text;
}

}  // namespace

std::string collection_of(const Rule& rule) {
    if (rule.of_register) return "register";
    if (!rule.of_census && !rule.of_ctf) return {};
    return std::string(schema::collection_name(collection_of_editions(rule)));
}

std::string since_of(const Rule& rule) {
    return rule.editions.since == schema::kEarliest ? "" : schema::edition_name({collection_of_editions(rule), rule.editions.since});
}

std::string until_of(const Rule& rule) {
    return rule.editions.until == schema::kLatest ? "" : schema::edition_name({collection_of_editions(rule), rule.editions.until});
}

std::string terms_of(const Rule& rule) {
    std::string text;
    for (const schema::Term term : {schema::Term::autumn, schema::Term::spring, schema::Term::summer})
        if ((rule.terms & static_cast<schema::TermSet>(term)) != 0) text.append(text.empty() ? "" : " ").append(schema::term_name(term));
    return text;
}

std::string phases_of(const Rule& rule) {
    constexpr std::array<std::string_view, 8> kPhases{"NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"};
    std::string text;
    for (std::size_t i = 0; i < kPhases.size(); ++i)
        if ((rule.phases >> i & 1U) != 0) text.append(text.empty() ? "" : " ").append(kPhases[i]);
    return text;
}

ordered_json rule_json(const Rule& rule) {
    return {{"code", rule.code},
            {"severity", rules::severity_name(rules::usual_severity(rule))},
            {"kind", rules::severity_name(rule.kind)},
            {"title", rule.title},
            {"status", rule.status},
            {"built", rules::is_built(rule)},
            {"confidence", rules::confidence_name(rule.confidence)},
            {"collection", text_or_null(collection_of(rule))},
            {"items", words_of(rule.items)},
            {"editions", {{"since", text_or_null(since_of(rule))}, {"until", text_or_null(until_of(rule))}}},
            {"terms", words_of(terms_of(rule))},
            {"phases", words_of(phases_of(rule))},
            {"tags", words_of(rule.tags)},
            {"level", rules::level_name(rule.level)},
            {"run_by", rules::run_by_name(rule.run_by)},
            {"general", words_of(rule.general)},
            {"each", text_or_null(rule.each)},
            {"when", text_or_null(rule.when)},
            {"expected", text_or_null(rule.expected)},
            {"source", rule.source},
            {"explanation", rule.explanation}};
}

std::string demand_of(const Rule& rule) {
    const std::string where = rule.each.empty() ? std::string(place_words(rule)) : "each " + std::string(rule.each);
    const std::string when = rule.when.empty() ? "" : ", where " + std::string(rule.when);
    switch (rule.check) {
        case Check::present: return first_item(rule) + " has to be in " + where + when;
        case Check::absent: return first_item(rule) + " must not be in " + where + when;
        case Check::never: return "in " + where + " it must not be that " + std::string(rule.when);
        case Check::distinct: return "no two values of " + first_item(rule) + " in " + where + " may be the same" + when;
        case Check::unique: return "no two values of " + first_item(rule) + " in a document may be the same" + when;
        case Check::share: return share_words(rule.when);
        case Check::function: return "a comparison of its own in " + where + when;
        case Check::reading: return rule.level == Level::document ? "while the document is read" : "in " + where + ", while the document is read";
        case Check::none: break;
    }
    return {};
}

void write_explanation(const Rule& rule, std::ostream& out) {
    out << rule.code << ": " << rule.title << "\n\n";
    write_wrapped(rule.explanation, 0, out);
    out << '\n';
    if (!rules::is_built(rule)) write_fact("not built", rule.status, out);
    write_fact("severity", severity_words(rule), out);
    write_fact("collected by", collector_words(rule), out);
    write_fact("editions", edition_words(rule), out);
    write_fact("run by", runner_words(rule), out);
    write_fact("items", joined(words_of(rule.items), ", "), out);
    write_fact("check", demand_of(rule), out);
    write_fact("expected", rule.expected, out);
    if (!rule.general.empty()) write_fact("in place of", joined(words_of(rule.general), ", "), out);
    write_fact("tags", joined(words_of(rule.tags), ", "), out);
    write_fact("confidence", confidence_words(rule), out);
    write_fact("source", rule.source, out);
}

void write_markdown(const std::vector<const Rule*>& list, std::ostream& out) {
    std::string family;
    out << "# Rules\n";
    for (const Rule* rule : list) {
        if (family_of(*rule) != family) {
            family = family_of(*rule);
            out << "\n## " << family << ": " << family_title(family) << "\n\n"
                << "| code | severity | title | explanation | editions | terms | phases | items | run by | confidence | source | status |\n"
                << "|---|---|---|---|---|---|---|---|---|---|---|---|\n";
        }
        const std::array<std::string, 12> cells{std::string(rule->code), std::string(rules::severity_name(rules::usual_severity(*rule))),
                                                std::string(rule->title), std::string(rule->explanation), edition_words(*rule),
                                                terms_of(*rule), phases_of(*rule), joined(words_of(rule->items), ", "),
                                                std::string(runner_words(*rule)), std::string(rules::confidence_name(rule->confidence)),
                                                std::string(rule->source), std::string(rule->status)};
        for (const std::string& text : cells) out << "| " << cell(text) << ' ';
        out << "|\n";
    }
}

void write_manual(const std::vector<const Rule*>& list, std::ostream& out) {
    std::string family;
    for (const Rule* rule : list) {
        if (family_of(*rule) != family) {
            family = family_of(*rule);
            out << ".SS " << family << ": " << roff(family_title(family)) << '\n';
        }
        out << ".TP\n.BR " << rule->code << " \" (" << roff(brief_words(*rule)) << ")\"\n";
        out << roff(rule->title) << ".\n" << roff(rule->explanation) << '\n';
        if (!rule->items.empty()) out << "Items: \\fI" << roff(joined(words_of(rule->items), ", ")) << "\\fR.\n";
        if (!rules::is_built(*rule)) out << "Not built: " << roff(rule->status) << '\n';
    }
}

}  // namespace cbds::cli
