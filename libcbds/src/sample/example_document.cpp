#include "sample/example_document.hpp"

#include "cbds/error.hpp"
#include "sample/example_rows.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace cbds::sample {
namespace {

constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::span<const BaseRow> rows_of(std::string_view base) {
    const auto rows = base_rows();
    const auto is_of_base = [=](const BaseRow& row) { return row.base == base; };
    const auto first = std::find_if(rows.begin(), rows.end(), is_of_base);
    const auto last = std::find_if_not(first, rows.end(), is_of_base);
    if (first == last) throw DictionaryError("there is no base " + std::string(base));
    return rows.subspan(static_cast<std::size_t>(first - rows.begin()), static_cast<std::size_t>(last - first));
}

/// The phase of the school that a base comes from. Transfer files tell none, and no item of theirs depends on it.
std::string_view phase_of(std::string_view base) {
    for (const BaseRow& row : rows_of(base))
        if (row.path == "phase") return row.value;
    return "PS";
}

std::size_t find_in(std::string_view text, std::string_view wanted) {
    const std::size_t at = text.find(wanted);
    if (at == text.npos) throw DictionaryError("the text has no " + std::string(wanted));
    return at;
}

/// An edit that is made in the finished text.
bool is_text_edit(std::string_view edit) {
    return edit.starts_with('~') || edit.starts_with("cut=") || edit.starts_with("text=");
}

void edit_text(std::string_view edit, const ExampleWords& words, std::string& text) {
    if (edit.starts_with("text=")) {
        text = words.expand(edit.substr(5));
    } else if (edit.starts_with("cut=")) {
        text.resize(find_in(text, words.expand(edit.substr(4))));
    } else {
        const std::size_t middle = edit.find('~', 1);
        if (middle == edit.npos) throw DictionaryError("a replacement is written ~OLD~NEW");
        const std::string old_text = words.expand(edit.substr(1, middle - 1));
        text.replace(find_in(text, old_text), old_text.size(), words.expand(edit.substr(middle + 1)));
    }
}

}  // namespace

std::vector<std::string_view> example_bases() {
    std::vector<std::string_view> bases;
    for (const BaseRow& row : base_rows())
        if (bases.empty() || bases.back() != row.base) bases.push_back(row.base);
    return bases;
}

ExampleDocument::ExampleDocument(const schema::Dictionary& dictionary, std::string_view base, schema::Edition edition)
    : edition_(edition),
      layout_(dictionary, edition, phase_of(base)),
      tree_(layout_),
      words_(edition) {
    put_base(base);
}

void ExampleDocument::put_base(std::string_view base) {
    for (const BaseRow& row : rows_of(base)) {
        if (row.path == "like") put_base(row.value);
        else if (row.path != "phase") put(row.path, row.value);
    }
}

/// A row of a base: what the edition does not collect, a code that it does not know, and what excludes something that
/// is there already are left out.
void ExampleDocument::put(std::string_view path, std::string_view value) {
    const bool is_edit = path.starts_with('-') || path.starts_with('+');
    if (!tree_.collects(path.substr(is_edit ? 1 : 0))) return;
    if (is_edit) return edit(path);
    const std::string text = words_.expand(value);
    if (tree_.allows(path, text) && !tree_.excludes(path)) set(path, text);
}

void ExampleDocument::set(std::string_view path, std::string_view value) {
    tree_.set(path, value);
    if (path.ends_with("/LEA") || path.ends_with("/Estab")) {
        const std::string source = edition_.collection == schema::Collection::ctf ? "Header/SourceSchool/" : "Header/Source/";
        words_.set_school(tree_.value(source + "LEA"), tree_.value(source + "Estab"));
    }
}

void ExampleDocument::edit(std::string_view edit) {
    if (is_text_edit(edit)) return text_edits_.push_back(edit);
    if (edit.starts_with('-')) return tree_.remove(edit.substr(1));
    if (edit.starts_with('+')) return tree_.add(edit.substr(1));
    const std::size_t middle = edit.find('=');
    if (middle == edit.npos) throw DictionaryError("not an edit");
    const std::string_view path = edit.substr(0, middle);
    const std::string value = words_.expand(edit.substr(middle + 1));
    if (path == "name") name_ = value;
    else set(path, value);
}

std::string ExampleDocument::census_file_name() const {
    const std::string_view term = tree_.value("Header/CollectionDetails/Term");
    const std::string_view year = tree_.value("Header/CollectionDetails/Year");
    const std::string la(tree_.value("Header/Source/LEA"));
    std::string name = la + std::string(tree_.value("Header/Source/Estab"));
    name.append("_SC").append(term == "AUT" ? "3" : term == "SUM" ? "2" : "1");
    name.append("_").append(la).append("LL").append(year.substr(year.size() < 2 ? 0 : year.size() - 2));
    return name.append("_").append(tree_.value("Header/Source/SerialNo")).append(".XML");
}

std::string ExampleDocument::ctf_file_name() const {
    std::string name(tree_.value("Header/SourceSchool/LEA"));
    name.append(tree_.value("Header/SourceSchool/Estab")).append("_CTF_");
    return name.append(tree_.value("Header/DestSchool/LEA")).append(tree_.value("Header/DestSchool/Estab")).append("_001.xml");
}

std::string ExampleDocument::file_name() const {
    if (!name_.empty()) return name_;
    return edition_.collection == schema::Collection::ctf ? ctf_file_name() : census_file_name();
}

Example ExampleDocument::finish() const {
    std::string text(kDeclaration);
    tree_.write(text);
    for (const std::string_view edit : text_edits_) edit_text(edit, words_, text);
    return {file_name(), std::move(text)};
}

}  // namespace cbds::sample
