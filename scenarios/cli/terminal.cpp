#include "scenarios/cli/terminal.hpp"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace yuce::cli {

bool stderr_is_terminal() { return isatty(STDERR_FILENO) != 0; }
bool stdout_is_terminal() { return isatty(STDOUT_FILENO) != 0; }

int terminal_width() {
    winsize size{};
    if (stdout_is_terminal() && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
    const char* columns = std::getenv("COLUMNS");
    const int width = columns != nullptr ? std::atoi(columns) : 0;
    return width >= 40 ? width : 80;
}

bool colour_wanted() {
    const char* refused = std::getenv("NO_COLOR");
    return stdout_is_terminal() && (refused == nullptr || *refused == '\0');
}

Progress::Progress(bool wanted) : on_(wanted && stderr_is_terminal()) {}

Progress::~Progress() { clear(); }

void Progress::clear() {
    if (shown_) std::fputs("\r\033[K", stderr);
    shown_ = false;
}

void Progress::update(std::uint64_t done, std::uint64_t total) {
    if (!on_) return;
    const auto now = Clock::now();
    if (now - last_ < std::chrono::milliseconds(100) && done < total) return;
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    const double left = rate > 0 ? static_cast<double>(total - done) / rate : 0;
    fmt::print(stderr, "\r\033[K{:3.0f} %  {:.3g} paths/s  {:.0f} s left",
               100.0 * static_cast<double>(done) / static_cast<double>(total), rate, left);
    std::fflush(stderr);
    shown_ = true;
}

}  // namespace yuce::cli
