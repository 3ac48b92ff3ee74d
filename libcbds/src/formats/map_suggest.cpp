#include "cbds/error.hpp"
#include "cbds/formats/map.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/schema/plan.hpp"
#include "formats/column_heading.hpp"
#include "formats/map_date.hpp"
#include "formats/map_items.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace cbds::formats {
namespace {

constexpr std::size_t kRowsToLookAt = 200;
constexpr std::array<std::string_view, 8> kDateForms{"YYYY-MM-DD", "DD/MM/YYYY", "D/M/YYYY", "DD-MM-YYYY", "DD.MM.YYYY", "DD-MMM-YYYY", "DD MMM YYYY", "YYYY/MM/DD"};

constexpr std::string_view kYear = "Year";  // before the number of a year group

/// Small letters, and one blank for whatever stands between words.
std::string plain(std::string_view heading) {
    std::string text;
    for (const char c : heading) {
        const bool word = ascii::is_digit(c) || (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'z');
        if (word) text += ascii::lower(c);
        else if (!text.empty() && text.back() != ' ') text += ' ';
    }
    if (text.ends_with(' ')) text.pop_back();
    return text;
}

std::string without_blanks(std::string text) {
    std::erase(text, ' ');
    return text;
}

std::string toml_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
    return out + '"';
}

/// What a heading is taken for.
struct Guess {
    schema::ElementId element = schema::kNoElement;
    std::string item;  ///< the name, or the path where several have it
    bool sure = false;
};

class Suggestion {
public:
    Suggestion(schema::Edition edition, const schema::Dictionary& dictionary) : dictionary_(dictionary), plan_(dictionary, dictionary.nearest(edition)) {
        const auto rows = dictionary.elements();
        for (std::size_t id = 0; id < rows.size(); ++id) {
            if (rows[id].collection != edition.collection) continue;
            if (rows[id].part == schema::Part::header) header_ = static_cast<schema::ElementId>(id);
            if (rows[id].part == schema::Part::record && rows[id].roll != schema::Roll::off) record_ = static_cast<schema::ElementId>(id);
        }
    }

    std::string write(io::CsvReader& csv, const std::string& name) {
        if (!csv.next()) throw DocumentError(name + ": is empty; its first row has to name the columns");
        const std::vector<std::string> headings = csv.heading();
        std::vector<std::vector<std::string>> values(headings.size());
        for (std::size_t row = 0; row < kRowsToLookAt && csv.next(); ++row)
            for (std::size_t i = 0; i < headings.size(); ++i)
                if (const auto& cell = csv.cells()[i]; cell && !ascii::trimmed(*cell).empty()) values[i].emplace_back(ascii::trimmed(*cell));
        return head() + lines(headings, values);
    }

private:
    [[nodiscard]] std::string head() const {
        return "# A proposal, made from the headings. Look through every line: see cbds-map(5).\n"
               "edition = " + toml_string(schema::edition_name(plan_.edition())) + "\n\n"
               "[header]\n# What the header needs and the spreadsheet does not have:\n" + header_lines() + "\n[items]\n";
    }

    /// The items that a header must have, as comments to be filled in. The edition's own are written anyway.
    [[nodiscard]] std::string header_lines() const {
        constexpr std::array<std::string_view, 4> kKnown{"CTFversion", "CollectionDetails/Collection", "CollectionDetails/Term", "CollectionDetails/Year"};
        std::string text;
        for_each_value(header_, plan_, [&](schema::ElementId id, const std::vector<std::string>& path) {
            const std::string item = joined(path);
            if (is_required(id) && std::find(kKnown.begin(), kKnown.end(), item) == kKnown.end()) text += "# " + toml_string(item) + " = \"\"\n";
        });
        return text;
    }

    [[nodiscard]] bool is_required(schema::ElementId id) const {
        while (id != header_ && plan_.element(id).min != 0) id = plan_.row(id).parent;
        return id == header_;
    }

    std::string lines(const std::vector<std::string>& headings, const std::vector<std::vector<std::string>>& values) {
        std::string text;
        std::string unknown;
        for (std::size_t i = 0; i < headings.size(); ++i) {
            const Guess guess = guess_of(headings[i]);
            if (guess.element == schema::kNoElement || !taken_.insert(guess.item).second) unknown += "# " + toml_string(headings[i]) + '\n';
            else text += line(headings[i], guess, values[i]);
        }
        return text + (unknown.empty() ? "" : "\n# Columns that no item was found for:\n" + unknown);
    }

    [[nodiscard]] Guess guess_of(const std::string& heading) const {
        const std::string text = plain(heading);
        const Guess own = item_named(without_blanks(text));
        if (own.sure) return own;
        for (const ColumnHeading& row : column_headings()) {
            if (row.heading != text) continue;
            Guess guess = item_named(without_blanks(plain(row.item)));
            guess.sure &= row.confidence == "likely";
            return guess;
        }
        return own;
    }

    /// The item of that name with the shortest path; sure where there is no other.
    [[nodiscard]] Guess item_named(const std::string& name) const {
        Guess guess;
        std::size_t depth = SIZE_MAX;
        unsigned count = 0;
        for_each_value(record_, plan_, [&](schema::ElementId id, const std::vector<std::string>& path) {
            if (!ascii::same_but_case(path.back(), name) || fewest_steps(id, record_, plan_) > 1) return;
            ++count;
            if (path.size() >= depth) return;
            depth = path.size();
            guess.element = id;
            guess.item = joined(path);
        });
        if (count == 1) guess.item = dictionary_.element(guess.element).name;
        guess.sure = count == 1 || depth == 1;
        return guess;
    }

    [[nodiscard]] std::string line(const std::string& heading, const Guess& guess, const std::vector<std::string>& values) const {
        const schema::TypeRow& type = dictionary_.type(dictionary_.element(guess.element).type);
        std::string more;
        if (type.base == schema::Base::date) more = date_form(values);
        else if (type.code_count != 0) more = codes(type, values);
        const bool plain_key = std::all_of(guess.item.begin(), guess.item.end(), [](char c) { return ascii::is_digit(c) || (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'z'); });
        std::string text = (plain_key ? guess.item : toml_string(guess.item)) + " = ";
        text += more.empty() ? toml_string(heading) : "{column = " + toml_string(heading) + more + "}";
        return text + (guess.sure ? "\n" : "  # a guess\n");
    }

    /// The form that all dates have; nothing where they are as XML wants them.
    static std::string date_form(const std::vector<std::string>& values) {
        for (const std::string_view form : kDateForms) {
            const bool fits = !values.empty() && std::all_of(values.begin(), values.end(), [=](const std::string& value) { return read_date(value, form).has_value(); });
            if (fits) return form == kDateForms.front() ? std::string() : ", date = " + toml_string(form);
        }
        return values.empty() ? std::string() : ", date = \"DD/MM/YYYY\"";
    }

    /// What makes codes of the values: nothing, their labels, or what stands behind a word, as in `Year 6`.
    [[nodiscard]] std::string codes(const schema::TypeRow& type, const std::vector<std::string>& values) const {
        const auto rows = dictionary_.codes(type);
        const auto all_are = [&](std::string_view schema::CodeRow::*member, std::string_view word) {
            return std::all_of(values.begin(), values.end(), [&](std::string_view value) {
                if (!value.starts_with(word)) return false;
                value = ascii::trimmed(value.substr(word.size()));
                return std::any_of(rows.begin(), rows.end(), [&](const schema::CodeRow& row) { return ascii::same_but_case(row.*member, value); });
            });
        };
        if (values.empty() || all_are(&schema::CodeRow::code, "")) return {};
        if (all_are(&schema::CodeRow::label, "")) return ", labels = true";
        return all_are(&schema::CodeRow::code, kYear) ? ", split = " + toml_string(kYear) + ", part = 2" : std::string();
    }

    const schema::Dictionary& dictionary_;
    schema::Plan plan_;
    schema::ElementId header_ = schema::kNoElement;
    schema::ElementId record_ = schema::kNoElement;
    std::set<std::string> taken_;
};

}  // namespace

std::string suggest_map(io::ByteStream& stream, const std::string& name, schema::Edition edition, const schema::Dictionary& dictionary) {
    io::CsvOptions options;
    options.delimiter = io::kDetectDelimiter;
    options.otherwise = io::Encoding::windows_1252;
    io::CsvReader csv(stream, name, options);
    return Suggestion(edition, dictionary).write(csv, name);
}

}  // namespace cbds::formats
