/// @file
/// Which document of a batch has which output: no two have one name, and which of them has it does not depend on the threads.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>

namespace cbds::cli {

/// May be used by several threads. Documents are numbered from 1; the lower number has the name.
class OutputNames {
public:
    /// Waits until all documents with lower numbers have their name, or need none.
    /// @throws OutputError where one of them has this name
    void claim(std::uint64_t number, const std::string& output, const std::string& input);

    /// This document needs no name, or no more.
    void pass(std::uint64_t number);

    /// Nobody is to wait any longer: the run has failed.
    void end();

private:
    std::mutex mutex_;
    std::condition_variable turn_;
    std::uint64_t next_ = 1;
    std::set<std::uint64_t> passed_;  ///< before their turn
    bool ended_ = false;
    std::map<std::string, std::string> inputs_;  ///< by output
};

}  // namespace cbds::cli
