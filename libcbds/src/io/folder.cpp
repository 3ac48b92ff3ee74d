#include "io/folder.hpp"

#include "io/ascii.hpp"
#include "io/descriptor.hpp"
#include "io/packing.hpp"

#include <boost/filesystem.hpp>

#include <algorithm>
#include <set>

namespace cbds::io {
namespace {

namespace fs = boost::filesystem;

/// Walks without recursion: a folder is open only while its names are read, however deep it lies.
class FolderWalk {
public:
    explicit FolderWalk(std::span<const std::string> suffixes) : suffixes_(suffixes) {}

    FolderListing walk(const fs::path& root) {
        folders_.push_back(root);
        while (!folders_.empty() || !links_.empty()) {
            const fs::path folder = take_next();
            boost::system::error_code error;
            const fs::path real = fs::canonical(folder, error);
            if (error || seen_.insert(real.native()).second) read(folder);
        }
        std::ranges::sort(listing_.found, {}, &FoundPath::path);
        return std::move(listing_);
    }

private:
    /// Links come after all real folders, so that a folder is found under its own name where it has one here.
    fs::path take_next() {
        fs::path next;
        if (folders_.empty()) {
            next = links_.extract(links_.begin()).value();
        } else {
            next = std::move(folders_.back());
            folders_.pop_back();
        }
        return next;
    }

    void read(const fs::path& folder) {
        boost::system::error_code error;
        fs::directory_iterator at(folder, error);
        for (; !error && at != fs::directory_iterator(); at.increment(error)) sort_out(*at);
        if (error) listing_.found.push_back({folder.native(), error_text(error.value())});
    }

    void sort_out(const fs::directory_entry& entry) {
        boost::system::error_code error;
        const fs::path& path = entry.path();
        const std::string name = path.filename().native();
        const fs::file_type type = entry.status(error).type();
        if (type == fs::directory_file) {
            if (is_hidden(name)) return;
            if (entry.symlink_status(error).type() == fs::symlink_file) links_.insert(path.native());
            else folders_.push_back(path);
            return;
        }
        const bool readable = type == fs::regular_file || type == fs::file_not_found || type == fs::status_error;
        if (readable && !is_hidden(name) && (has_document_suffix(name) || has_archive_suffix(name) || is_wanted(name)))
            listing_.found.push_back({path.native(), ""});
        else
            ++listing_.skipped;
    }

    [[nodiscard]] bool is_wanted(std::string_view name) const {
        return std::ranges::any_of(suffixes_, [=](std::string_view suffix) {
            return ascii::ends_with(name, suffix);
        });
    }

    std::span<const std::string> suffixes_;
    std::vector<fs::path> folders_;
    std::set<std::string> links_;
    std::set<std::string> seen_;
    FolderListing listing_;
};

}  // namespace

FolderListing list_folder(const std::string& path, std::span<const std::string> suffixes) { return FolderWalk(suffixes).walk(path); }

}  // namespace cbds::io
