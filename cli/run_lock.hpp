/// @file
/// `--lock`: one run at a time.
#pragma once

#include <string>

namespace cbds::cli {

/// Holds a file while it lives. The file stays: a lock is let go when its holder ends, however it ends.
class RunLock {
public:
    /// @param path  empty: no lock
    /// @throws UsageError where another run holds it, OutputError where the file cannot be made
    explicit RunLock(const std::string& path);
    RunLock(const RunLock&) = delete;
    RunLock& operator=(const RunLock&) = delete;
    ~RunLock();

private:
    int descriptor_ = -1;
};

}  // namespace cbds::cli
