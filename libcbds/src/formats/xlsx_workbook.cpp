#include "formats/xlsx_workbook.hpp"

#include "cbds/error.hpp"
#include "formats/xlsx_cells.hpp"
#include "formats/xlsx_written.hpp"
#include "io/descriptor.hpp"

#include <boost/filesystem.hpp>
#include <xlsxwriter.h>

#include <cerrno>
#include <cstdio>
#include <new>

namespace cbds::formats {
namespace {

constexpr std::uint8_t kTextFormat = 49;          // `@`
constexpr int kGrey = 0xE8E8E8;
constexpr std::time_t kCreated = 1'577'836'800;   // 1 January 2020: the same input gives the same bytes

lxw_workbook* new_workbook(const std::string& path) {
    boost::system::error_code error;
    std::string folder = boost::filesystem::temp_directory_path(error).native();
    // With ZIP64 a sheet may have more than 4 GB before it is compressed.
    lxw_workbook_options options{LXW_TRUE, folder.data(), LXW_TRUE};
    lxw_workbook* workbook = workbook_new_opt(path.c_str(), &options);
    if (workbook == nullptr) throw std::bad_alloc();
    return workbook;
}

lxw_format* new_format(lxw_workbook* workbook) {
    lxw_format* format = workbook_add_format(workbook);
    if (format == nullptr) throw std::bad_alloc();
    return format;
}

}  // namespace

void Workbook::FreeWorkbook::operator()(lxw_workbook* workbook) const noexcept { lxw_workbook_free(workbook); }

Workbook::Workbook(io::OutputPath file) : file_(std::move(file)), workbook_(new_workbook(file_.path())) {
    add_formats();
    set_properties();
}

Workbook::~Workbook() {
    // What was not closed keeps its temporary files open.
    for (lxw_worksheet* sheet : sheets_)
        if (sheet->optimize_tmpfile != nullptr) (void)std::fclose(sheet->optimize_tmpfile);
}

void Workbook::add_formats() {
    header_ = new_format(workbook_.get());
    format_set_bold(header_);
    format_set_num_format_index(header_, kTextFormat);
    text_ = new_format(workbook_.get());
    format_set_num_format_index(text_, kTextFormat);
    empty_text_ = new_format(workbook_.get());
    format_set_num_format(empty_text_, std::string(kEmptyTextFormat).c_str());
    format_set_bg_color(empty_text_, kGrey);
    date_ = new_format(workbook_.get());
    format_set_num_format(date_, "yyyy-mm-dd");
}

void Workbook::set_properties() {
    lxw_doc_properties properties{};
    properties.created = kCreated;
    check(workbook_set_properties(workbook_.get(), &properties));
}

lxw_worksheet& Workbook::add_sheet(const std::string& name) {
    lxw_worksheet* sheet = workbook_add_worksheet(workbook_.get(), name.c_str());
    if (sheet == nullptr) throw OutputError(this->name() + ": the sheet " + name + " cannot be made");
    sheets_.push_back(sheet);
    if (sheet->optimize_tmpfile == nullptr) throw OutputError(this->name() + ": no temporary file for the sheet " + name + ": " + io::error_text(errno));
    return *sheet;
}

lxw_format& Workbook::number(unsigned decimals) {
    lxw_format*& format = numbers_.at(decimals);
    if (format == nullptr) {
        format = new_format(workbook_.get());
        format_set_num_format(format, (decimals == 0 ? "0" : "0." + std::string(decimals, '0')).c_str());
    }
    return *format;
}

void Workbook::check(int answer) const {
    if (answer != LXW_NO_ERROR) throw OutputError(name() + ": cannot be written: " + lxw_strerror(static_cast<lxw_error>(answer)));
}

/// libxlsxwriter does not look whether its temporary files could be written.
void Workbook::check_temporary_files() const {
    for (lxw_worksheet* sheet : sheets_)
        if (std::fflush(sheet->optimize_tmpfile) != 0 || std::ferror(sheet->optimize_tmpfile) != 0)
            throw OutputError(name() + ": cannot be written: no space left for temporary files; set TMPDIR to a folder with more");
}

void Workbook::commit(std::uint64_t cells) {
    check_temporary_files();
    sheets_.clear();
    check(workbook_close(workbook_.release()));
    check_written_workbook(file_.path(), name(), cells);
    file_.commit();
}

}  // namespace cbds::formats
