#include "convert_output.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/collect.hpp"
#include "cbds/formats/csv.hpp"
#include "cbds/formats/json.hpp"
#include "cbds/formats/sql.hpp"
#include "cbds/formats/sqlite.hpp"
#include "cbds/formats/xlsx.hpp"
#include "cbds/formats/xml_document.hpp"
#include "cbds/io/csv.hpp"
#include "cbds/io/output_folder.hpp"
#include "cbds/schema/nearest.hpp"
#include "common_options.hpp"


namespace cbds::cli {
namespace {

using formats::Format;

bool is_tables(Format format) {
    return format == Format::csv || format == Format::sqlite || format == Format::sql || format == Format::xlsx;
}

std::vector<std::string_view> format_names() {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < formats::kFormats; ++i) names.push_back(formats::format_name(static_cast<Format>(i)));
    return names;
}

/// A folder, or the zip that the name says.
std::unique_ptr<io::OutputSet> output_set(const std::string& path, const io::OutputOptions& options) {
    if (path.ends_with(".zip")) return std::make_unique<io::ZipOutput>(io::OutputFile(path, options));
    return std::make_unique<io::OutputFolder>(path, options);
}

schema::Edition edition_option(const std::string& option, const std::string& text) {
    const auto edition = schema::parse_edition(text);
    if (!edition) throw UsageError(option + ' ' + text + ": no edition; `cbds schema --list` names them");
    return *edition;
}

}  // namespace

void ConvertOutput::add_to(CLI::App& app) {
    app.add_option("--to", to_, "xml csv collect-csv json ndjson sqlite sql xlsx, an edition: ctf@26.0, or of registers marks-csv register-csv wide-csv ...")->type_name("FORMAT");
    app.add_option("--to-edition", to_edition_, "Change to this edition")->type_name("EDITION");
    app.add_option("-o,--output", path_, "File or folder to write; - is standard output")->type_name("OUT");
    app.add_flag("--overwrite", overwrite_, "Replace what exists");
    app.add_option("--items", item_lists_, "Only the columns of these items: UPN,Surname,DOB")->type_name("LIST")->allow_extra_args(false);
    app.add_option("--sections", section_lists_, "Only these tables, or these elements below a record")->type_name("LIST")->allow_extra_args(false);
    app.add_flag("--labels", labels_, "A column of labels behind each column of codes");
    app.add_option("--delimiter", delimiter_text_, "Between the cells of CSV: , ; tab")->type_name("C");
    app.add_flag("--bom", byte_order_mark_, "Begin CSV with a byte order mark, for Excel");
    app.add_option("--schema", schema_, "The schema that SQL makes (cbds)")->type_name("NAME");
    app.add_flag("--protect-formulas", protect_formulas_, "Write an apostrophe before what a spreadsheet takes for a formula");
}

void ConvertOutput::check_format() {
    if (to_.empty()) throw UsageError("--to is needed: xml csv collect-csv json ndjson sqlite sql xlsx, or an edition as ctf@26.0");
    if (to_.find('@') != std::string::npos) {
        if (!to_edition_.empty()) throw UsageError("--to " + to_ + " and --to-edition name two editions");
        target_ = edition_option("--to", to_);
    } else if (const auto format = formats::find_format(to_)) {
        format_ = *format;
    } else {
        throw UsageError("--to " + to_ + ": no format" + schema::did_you_mean(to_, format_names()));
    }
    if (!to_edition_.empty()) target_ = edition_option("--to-edition", to_edition_);
}

void ConvertOutput::check_path() const {
    const bool needs_place = format_ == Format::collect_csv || (format_ == Format::csv && items_.empty() && sections_.empty());
    if (path_ == "-" && needs_place) throw UsageError("--to " + to_ + " writes several tables: give a folder or a .zip with -o");
}

void ConvertOutput::check() {
    check_format();
    items_ = split_list(item_lists_);
    sections_ = split_list(section_lists_);
    if (!is_tables(format_) && (!items_.empty() || !sections_.empty() || labels_))
        throw UsageError("--items, --sections and --labels are for tables: csv, sqlite, sql, xlsx");
    if (!items_.empty() && !sections_.empty()) throw UsageError("--items and --sections exclude each other");
    if (!delimiter_text_.empty()) {
        const auto delimiter = io::find_delimiter(delimiter_text_);
        if (!delimiter) throw UsageError("--delimiter " + delimiter_text_ + ": write , or ; or tab");
        delimiter_ = *delimiter;
    }
    check_path();
}

bool ConvertOutput::holds_several() const noexcept { return is_tables(format_) || format_ == Format::ndjson; }

formats::TableLayout ConvertOutput::layout(const schema::Dictionary& dictionary, schema::Collection collection) const {
    formats::TableLayout layout(dictionary, collection);
    if (!items_.empty()) layout = layout.select(items_);
    if (!sections_.empty()) layout = layout.select_sections(sections_);
    return labels_ || format_ == Format::xlsx ? layout.with_labels() : layout;
}

std::unique_ptr<formats::DocumentWriter> ConvertOutput::make_writer(const std::string& path, bool overwrite, const schema::Dictionary& dictionary,
                                                                    schema::Collection collection, Context& context) const {
    if (path == "-" && context.out_is_terminal && (format_ == Format::sqlite || format_ == Format::xlsx))
        throw UsageError("--to " + to_ + " is nothing for a terminal: give a file with -o");
    const io::OutputOptions options{.overwrite = overwrite, .personal = true, .spooled = true};
    const auto file = [&] { return io::OutputFile(path, options, &context.out); };
    switch (format_) {
    case Format::xml: return std::make_unique<formats::XmlWriter>(file());
    case Format::json: return std::make_unique<formats::JsonWriter>(file());
    case Format::ndjson: return std::make_unique<formats::NdjsonWriter>(file());
    case Format::sql: return formats::make_sql_writer(layout(dictionary, collection), file(), {schema_});
    case Format::sqlite: return formats::make_sqlite_writer(layout(dictionary, collection), path, options, &context.out);
    case Format::xlsx: return formats::make_xlsx_writer(layout(dictionary, collection), io::OutputPath(path, options, {}, &context.out));
    case Format::collect_csv: return std::make_unique<formats::CollectWriter>(output_set(path, options));
    case Format::csv: break;
    }
    formats::CsvWriteOptions csv;
    csv.style.delimiter = delimiter_ == '\0' ? ',' : delimiter_;
    csv.style.protect_formulas = protect_formulas_;
    csv.byte_order_mark = byte_order_mark_;
    return formats::make_csv_writer(layout(dictionary, collection), path, options, csv, &context.out);
}

std::string ConvertOutput::shape() const {
    std::string text = to_ + '\n' + to_edition_ + '\n' + delimiter_ + (labels_ ? 'L' : '-') + (protect_formulas_ ? 'P' : '-') + (byte_order_mark_ ? 'B' : '-') + schema_;
    for (const auto* list : {&items_, &sections_}) {
        text += '\n';
        for (const std::string& word : *list) text += word + ',';
    }
    return text;
}

}  // namespace cbds::cli
