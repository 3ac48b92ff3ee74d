/// @file
/// The account that a folder of outputs keeps of how they were made, so that a run that was ended - by a signal, by a
/// power cut - can be taken up again, and what is done and unchanged is passed over.
///
/// `.cbds-convert.ndjson` has a line for each beginning and each end of an output. Lines are only added, each with one
/// write; a last line that is cut off counts for nothing. An output is begun in the account before it gets its name:
/// one that was begun and not ended is ours, and may be written again.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::convert {

/// How one output was made.
struct AccountEntry {
    std::string input;    ///< name of the document
    std::string output;   ///< name of the file in the folder
    std::string source;   ///< fingerprint of the file or folder that the document is in
    std::string options;  ///< fingerprint of the options that shape the output
};

/// May be used by several threads.
class Account {
public:
    /// Reads what the folder's account says, if there is one.
    /// @throws InputError, OutputError
    explicit Account(std::string folder);
    Account(const Account&) = delete;
    Account& operator=(const Account&) = delete;
    ~Account();

    /// Removes the hidden temporary files that runs which were killed have left in the folder. Those of runs that go on stay.
    void clear_up() const noexcept;

    /// The output of an input that was made from the same bytes with the same options, and is still as it was written;
    /// nothing where it has to be made.
    [[nodiscard]] std::optional<std::string> done(const std::string& input, const std::string& source, const std::string& options) const;

    /// Whether what stands under the name of an output is from an earlier run and nobody has changed it since: it may be
    /// replaced.
    [[nodiscard]] bool is_ours(const std::string& output) const;

    /// To be called before the output gets its name, and when it has it. @throws OutputError
    void begin(const AccountEntry& entry);
    void end(const AccountEntry& entry);

private:
    struct Made {
        AccountEntry entry;
        std::string fingerprint;  ///< of the output; empty: begun only
    };

    void read();
    void take(std::string_view line);
    void add(const AccountEntry& entry, const std::string& fingerprint);
    [[nodiscard]] std::string path_of(const std::string& output) const { return folder_ + '/' + output; }

    std::string folder_;
    mutable std::mutex mutex_;
    std::map<std::string, Made> by_output_;
    std::map<std::string, std::string> output_of_;  ///< by input
    bool cut_off_ = false;  ///< the last line does not end
    int descriptor_ = -1;
};

}  // namespace cbds::convert
