// What the program knows of its terminal, and the progress line.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace yuce::cli {

bool stderr_is_terminal();
bool stdout_is_terminal();
// Columns of standard output: the terminal's, else $COLUMNS, else 80.
int terminal_width();
// Colour only on a terminal, never with NO_COLOR or TERM=dumb.
bool colour_wanted();

// From the first call on SIGINT and SIGTERM set the flag it gives, instead of ending the program.
const std::atomic<bool>& stop_on_signal();

// " 42 %  1.2 million paths/s  3 s left" rewritten in place on standard error, at most ten times a second; silent unless on a terminal.
class Progress {
public:
    explicit Progress(bool wanted);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void update(std::uint64_t done, std::uint64_t total);
    void clear();

private:
    using Clock = std::chrono::steady_clock;
    bool on_;
    bool shown_ = false;
    Clock::time_point start_ = Clock::now(), last_{};
};

}  // namespace yuce::cli
