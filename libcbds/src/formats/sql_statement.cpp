#include "formats/sql_statement.hpp"

#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::formats {
namespace {

constexpr std::string_view kBlanks = " \t\r";

/// Takes words off the front of a line.
class Words {
public:
    explicit Words(std::string_view line) : rest_(line) {}

    bool take(std::string_view word) {
        skip_blanks();
        if (!ascii::same_but_case(rest_.substr(0, word.size()), word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }

    /// A name, quoted or not.
    std::optional<std::string> take_name() {
        skip_blanks();
        return rest_.starts_with('"') ? take_quoted() : take_bare();
    }

    [[nodiscard]] bool at_end() {
        skip_blanks();
        return rest_.empty();
    }

private:
    void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(kBlanks), rest_.size())); }

    std::optional<std::string> take_bare() {
        const std::string_view name = rest_.substr(0, rest_.find_first_of(" \t\r.,();\""));
        rest_.remove_prefix(name.size());
        if (name.empty()) return std::nullopt;
        return std::string(name);
    }

    std::optional<std::string> take_quoted() {
        std::string name;
        for (std::size_t i = 1; i < rest_.size(); ++i) {
            if (rest_[i] == '"' && !rest_.substr(i + 1).starts_with('"')) {
                rest_.remove_prefix(i + 1);
                return name;
            }
            name += rest_[i];
            if (rest_[i] == '"') ++i;
        }
        return std::nullopt;
    }

    std::string_view rest_;
};

bool take_columns(Words& words, std::vector<std::string>& columns) {
    if (!words.take("(")) return false;
    do {
        auto column = words.take_name();
        if (!column) return false;
        columns.push_back(std::move(*column));
    } while (words.take(","));
    return words.take(")");
}

}  // namespace

std::optional<CopyStatement> parse_copy(std::string_view line) {
    Words words(line);
    CopyStatement statement;
    if (!words.take("COPY ")) return std::nullopt;
    auto table = words.take_name();
    if (table && words.take(".")) table = words.take_name();
    if (!table || !take_columns(words, statement.columns)) return std::nullopt;
    statement.table = std::move(*table);
    if (!words.take("FROM ") || !words.take("stdin") || !words.take(";") || !words.at_end()) return std::nullopt;
    return statement;
}

}  // namespace cbds::formats
