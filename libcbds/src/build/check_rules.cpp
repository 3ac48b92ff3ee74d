/// Proves the tables of rules against the dictionary when the program is built: every path that a rule names is an element
/// of some edition, and every rule can be compiled for every edition.

#include "cbds/error.hpp"
#include "rules/document_rules.hpp"
#include "rules/rule_book.hpp"
#include "rules/words.hpp"

#include <iostream>

namespace {

using namespace cbds;

int faults = 0;

void tell(std::string_view code, const std::string& what) {
    std::cerr << "rule " << code << ": " << what << '\n';
    ++faults;
}

/// Whether an element of the part that the rule looks at, or of the frame, ends in the path.
bool is_known(const schema::Dictionary& dictionary, const rules::Rule& rule, std::string_view path) {
    const std::string ending = '/' + std::string(path);
    for (const schema::ElementRow& row : dictionary.elements()) {
        const bool census = row.collection == schema::Collection::school_census;
        if ((rule.of_census && !census) || (rule.of_ctf && census)) continue;
        if (row.path.ends_with(ending)) return true;
    }
    return false;
}

void check_paths(const schema::Dictionary& dictionary, const rules::Rule& rule) {
    if (rule.of_register) return;  // its items are columns
    for (const std::string_view list : {rule.items, rule.each})
        rules::for_each_word(list, [&](std::string_view path) {
            if (!is_known(dictionary, rule, path)) tell(rule.code, "no edition has the item " + std::string(path));
        });
}

void compile_all(const schema::Dictionary& dictionary) {
    const rules::Selection everything;
    for (const auto collection : {schema::Collection::ctf, schema::Collection::school_census}) {
        const schema::EditionRange range = dictionary.collection(collection).editions;
        for (schema::Ordinal ordinal = range.since; ordinal <= range.until; ++ordinal) {
            const schema::Plan plan(dictionary, {collection, ordinal});
            const rules::RuleBook book(plan, everything);
            const rules::DocumentRules document(plan, everything);
        }
    }
}

}  // namespace

int main() {
    try {
        const schema::Dictionary& dictionary = schema::Dictionary::built_in();
        for (const rules::Rule& rule : rules::all_rules()) check_paths(dictionary, rule);
        compile_all(dictionary);
    } catch (const std::exception& error) {
        tell("", error.what());
    }
    return faults == 0 ? 0 : 1;
}
