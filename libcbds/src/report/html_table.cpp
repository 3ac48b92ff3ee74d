#include "report/html_table.hpp"

#include "report/html_finding.hpp"
#include "report/markup.hpp"

namespace cbds::report {

std::string cell(std::string_view column, std::string_view markup, std::string_view kind) {
    return "<td class=\"" + std::string(kind) + "\" data-column=\"" + std::string(column) + "\">" + std::string(markup) + "</td>";
}

std::string number_cell(std::string_view column, std::uint64_t number) {
    return cell(column, thousands(number), number == 0 ? "number zero" : "number");
}

std::string row_start(const std::string& markup) { return "<tr><th scope=\"row\">" + markup + "</th>"; }

std::string count_cells(const rules::Counts& counts) {
    return number_cell("Errors", counts[rules::Severity::error]) + number_cell("Queries", counts[rules::Severity::query]) +
           number_cell("Information", counts[rules::Severity::info]);
}

std::string table_start(std::initializer_list<std::string_view> columns, std::string_view kind) {
    std::string text = kind.empty() ? std::string("<table") : "<table class=\"" + std::string(kind) + '"';
    text += ">\n<thead><tr>";
    for (const std::string_view column : columns) {
        const bool number = column.starts_with('#');
        text += column.empty() ? "<td></td>" : number ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">";
        if (!column.empty()) text.append(column.substr(number ? 1 : 0)) += "</th>";
    }
    return text + "</tr></thead>\n<tbody>\n";
}

std::string section_start(std::string_view id, std::string_view title) {
    return "<section aria-labelledby=\"" + std::string(id) + "\">\n<h2 id=\"" + std::string(id) + "\">" + std::string(title) +
           "</h2>\n";
}

std::string total(std::string_view kind, std::uint64_t number, std::string_view word, std::string_view hint) {
    return "<div class=\"" + std::string(kind) + "\"><dt>" + std::string(word) + "</dt><dd><b>" + thousands(number) +
           "</b> <span>" + std::string(hint) + "</span></dd></div>\n";
}

std::string option(std::string_view value, std::string_view text) {
    return "<option value=\"" + markup_text(value) + "\">" + markup_text(text) + "</option>";
}

std::string show_button(std::string_view filter, std::string_view value, std::string_view of) {
    return "<td class=\"shows\"><button type=\"button\" class=\"show\" hidden data-filter=\"" + std::string(filter) +
           "\" data-value=\"" + markup_text(value) + "\" aria-label=\"Show the findings of " + markup_text(of) +
           "\">Show</button></td>";
}

}  // namespace cbds::report
