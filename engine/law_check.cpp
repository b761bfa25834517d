#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "engine/law_base.hpp"

namespace yuce::engine {
namespace {

std::string text_of(double value) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

std::string text_of(std::string_view text) { return std::string(text); }

class LawCheck {
public:
    explicit LawCheck(const Law& law) : law_(law), entry_(law_entry(law.kind)) {}

    std::vector<LawProblem> problems() {
        check_presence();
        if (problems_.empty()) check_ranges();
        check_bounds();
        if (problems_.empty()) check_cut();
        return std::move(problems_);
    }

private:
    double number(std::string_view key) const { return law_number(law_, key); }
    bool has(std::string_view key) const { return !std::isnan(number(key)); }
    void problem(std::string_view key, std::string message) { problems_.push_back({text_of(key), std::move(message)}); }

    void check_presence() {
        for (const LawKey& key : entry_.keys) {
            if (key.list) {
                check_list(key.name);
            } else if (key.required && !has(key.name)) {
                problem(key.name, text_of(entry_.name) + " needs " + text_of(key.name) + " (" + text_of(key.meaning) + ")");
            } else if (!key.required && !std::isnan(key.fallback) && !has(key.name)) {
                problem(key.name, text_of(key.name) + " must be a number");
            } else if (std::isinf(number(key.name))) {
                problem(key.name, text_of(key.name) + " must be finite");
            }
        }
        if (law_.kind == LawKind::lognormal) check_forms("mean", "sd", "median", "sigma");
        if (law_.kind == LawKind::gamma) check_forms("shape", "scale", "mean", "sd");
    }

    void check_forms(std::string_view a1, std::string_view a2, std::string_view b1, std::string_view b2) {
        const bool first = has(a1) || has(a2), second = has(b1) || has(b2);
        const std::string pairs = text_of(a1) + " and " + text_of(a2) + ", or " + text_of(b1) + " and " + text_of(b2);
        if (first && second) {
            problem("", text_of(entry_.name) + " takes " + pairs + ", not keys of both");
        } else if (!first && !second) {
            problem("", text_of(entry_.name) + " needs " + pairs);
        } else {
            check_partner(first ? a1 : b1, first ? a2 : b2);
            check_partner(first ? a2 : b2, first ? a1 : b1);
        }
    }

    void check_partner(std::string_view present, std::string_view other) {
        if (has(present) && !has(other)) {
            problem(other, text_of(entry_.name) + " with " + text_of(present) + " needs " + text_of(other) + ", too");
        }
    }

    void check_list(std::string_view key) {
        const std::vector<double>& list = key == "weights" ? law_.weights : law_.values;
        if (list.empty()) {
            problem(key, text_of(entry_.name) + " needs " + text_of(key) + ", a list of at least one number");
        }
        const auto bad = std::find_if_not(list.begin(), list.end(), [](double x) { return std::isfinite(x); });
        if (bad != list.end()) {
            problem(key, "number " + std::to_string(bad - list.begin() + 1) + " of " + text_of(key) + " must be finite, it is " +
                             text_of(*bad));
        }
    }

    void positive(std::string_view key) {
        if (has(key) && !(number(key) > 0)) problem(key, text_of(key) + " must be positive, it is " + text_of(number(key)));
    }

    void in_order(std::string_view low, std::string_view high, bool may_be_equal) {
        const double a = number(low), b = number(high);
        if (a < b || (may_be_equal && a == b)) return;
        problem(low, text_of(low) + (may_be_equal ? " must not be above " : " must be below ") + text_of(high) + ", they are " +
                         text_of(a) + " and " + text_of(b));
    }
    void below(std::string_view low, std::string_view high) { in_order(low, high, false); }
    void not_above(std::string_view low, std::string_view high) { in_order(low, high, true); }

    void mode_between() {
        not_above("min", "mode");
        not_above("mode", "max");
        if (problems_.empty()) below("min", "max");
    }

    void check_ranges() {
        switch (law_.kind) {
            case LawKind::uniform: below("min", "max"); break;
            case LawKind::triangular: mode_between(); break;
            case LawKind::pert:
                mode_between();
                positive("shape");
                break;
            case LawKind::normal: positive("sd"); break;
            case LawKind::student_t:
                if (!(number("df") > 2)) problem("df", "df must be above 2 (the sd is infinite), it is " + text_of(number("df")));
                positive("sd");
                break;
            case LawKind::two_piece_normal:
                positive("sd_low");
                positive("sd_high");
                break;
            case LawKind::lognormal:
                positive("mean");
                positive("sd");
                positive("median");
                positive("sigma");
                break;
            case LawKind::beta:
                positive("a");
                positive("b");
                below("min", "max");
                break;
            case LawKind::gamma:
                positive("shape");
                positive("scale");
                positive("mean");
                positive("sd");
                break;
            case LawKind::exponential: positive("mean"); break;
            case LawKind::weibull:
                positive("shape");
                positive("scale");
                break;
            case LawKind::gev:
                positive("scale");
                if (!(number("shape") < 1)) {
                    problem("shape", "shape must be below 1 (the law has no mean), it is " + text_of(number("shape")));
                }
                break;
            case LawKind::poisson: between("mean", 0, 1e9); break;
            case LawKind::bernoulli: between("probability", 0, 1); break;
            case LawKind::discrete: check_weights(); break;
            case LawKind::constant:
            case LawKind::empirical: break;
        }
    }

    void between(std::string_view key, double low, double high) {
        if (number(key) >= low && number(key) <= high) return;
        problem(key,
                text_of(key) + " must be between " + text_of(low) + " and " + text_of(high) + ", it is " + text_of(number(key)));
    }

    void check_weights() {
        if (law_.weights.size() != law_.values.size()) {
            problem("weights", "there must be as many weights as values, there are " + std::to_string(law_.weights.size()) +
                                   " and " + std::to_string(law_.values.size()));
        }
        bool any = false;
        for (const double weight : law_.weights) {
            if (weight < 0) problem("weights", "weights must not be negative, one is " + text_of(weight));
            any = any || weight > 0;
        }
        if (!any) problem("weights", "at least one weight must be positive");
    }

    void check_bounds() {
        if (law_.low && !std::isfinite(*law_.low)) problem("low", "low must be finite");
        if (law_.high && !std::isfinite(*law_.high)) problem("high", "high must be finite");
        if (law_.low && law_.high && *law_.low >= *law_.high) {
            problem("low", "low must be below high, they are " + text_of(*law_.low) + " and " + text_of(*law_.high));
        }
    }

    void check_cut() {
        if (!law_.low && !law_.high) return;
        // Below this what is left of the law has lost its digits.
        constexpr Real least = 1e-280L;
        const bool left = law_is_discrete(law_) ? !law_steps(law_).values.empty() : cut_of(law_).mass > least;
        if (left) return;
        const std::string range = law_.low && law_.high ? "between " + text_of(*law_.low) + " and " + text_of(*law_.high)
                                  : law_.low            ? "above " + text_of(*law_.low)
                                                        : "below " + text_of(*law_.high);
        problem(law_.low ? "low" : "high", "the cut leaves no probability: the law has none " + range);
    }

    const Law& law_;
    const LawEntry& entry_;
    std::vector<LawProblem> problems_;
};

}  // namespace

std::vector<LawProblem> check_law(const Law& law) { return LawCheck(law).problems(); }

}  // namespace yuce::engine
