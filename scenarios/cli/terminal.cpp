#include "scenarios/cli/terminal.hpp"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace yuce::cli {
namespace {

// The one global of the program: what the signal handler may touch.
std::atomic<bool> stop_requested{false};
extern "C" void request_stop(int) { stop_requested.store(true); }

}  // namespace

bool stderr_is_terminal() { return isatty(STDERR_FILENO) != 0; }
bool stdout_is_terminal() { return isatty(STDOUT_FILENO) != 0; }

int terminal_width() {
    winsize size{};
    if (stdout_is_terminal() && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
    const char* columns = std::getenv("COLUMNS");
    const int width = columns != nullptr ? std::atoi(columns) : 0;
    return width >= 40 ? width : 80;
}

namespace {

// A terminal that understands no escape sequences says so.
bool is_dumb() {
    const char* kind = std::getenv("TERM");
    return kind != nullptr && std::string_view(kind) == "dumb";
}

}  // namespace

bool colour_wanted() {
    const char* refused = std::getenv("NO_COLOR");
    return stdout_is_terminal() && !is_dumb() && (refused == nullptr || *refused == '\0');
}

namespace {

// "950 paths/s", "12 thousand paths/s", "3.4 million paths/s".
std::string rate_in_words(double rate) {
    if (rate >= 999.5e3) return fmt::format("{:.{}f} million paths/s", rate / 1e6, rate < 9.95e6 ? 1 : 0);
    if (rate >= 9999.5) return fmt::format("{:.0f} thousand paths/s", rate / 1e3);
    return fmt::format("{:.0f} paths/s", rate);
}

std::string time_in_words(double seconds) {
    const auto whole = static_cast<long long>(seconds + 0.5);
    if (whole >= 3600) return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
    if (whole >= 60) return fmt::format("{} min {} s", whole / 60, whole % 60);
    return seconds < 9.95 ? fmt::format("{:.1f} s", seconds) : fmt::format("{} s", whole);
}

}  // namespace

const std::atomic<bool>& stop_on_signal() {
    std::signal(SIGINT, request_stop);
    std::signal(SIGTERM, request_stop);
    return stop_requested;
}

Progress::Progress(bool wanted) : on_(wanted && stderr_is_terminal() && !is_dumb()) {}

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
    fmt::print(stderr, "\r\033[K{:3.0f} %  {}  {} left", 100.0 * static_cast<double>(done) / static_cast<double>(total),
               rate_in_words(rate), time_in_words(left));
    std::fflush(stderr);
    shown_ = true;
}

}  // namespace yuce::cli
