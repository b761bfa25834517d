#include <array>
#include <cassert>
#include <limits>

#include "engine/law_base.hpp"

namespace yuce::engine {
namespace {

constexpr double absent = std::numeric_limits<double>::quiet_NaN();

constexpr LawKey required(std::string_view name, std::string_view meaning) { return {name, true, absent, false, meaning}; }
constexpr LawKey optional(std::string_view name, double fallback, std::string_view meaning) {
    return {name, false, fallback, false, meaning};
}
// A key of one of two alternative forms.
constexpr LawKey either(std::string_view name, std::string_view meaning) { return {name, false, absent, false, meaning}; }
constexpr LawKey list(std::string_view name, std::string_view meaning) { return {name, true, absent, true, meaning}; }

constexpr std::array constant_keys{required("value", "the value itself")};
constexpr std::array uniform_keys{required("min", "smallest value"), required("max", "largest value")};
constexpr std::array triangular_keys{required("min", "smallest value"), required("mode", "most likely value"),
                                     required("max", "largest value")};
constexpr std::array pert_keys{required("min", "smallest value"), required("mode", "most likely value"),
                               required("max", "largest value"),
                               optional("shape", 4, "weight of the mode against the ends, positive")};
constexpr std::array normal_keys{optional("mean", 0, "mean"), required("sd", "standard deviation, positive")};
constexpr std::array student_t_keys{required("df", "degrees of freedom, above 2"), optional("mean", 0, "mean"),
                                    required("sd", "standard deviation of the quantity itself, positive")};
constexpr std::array two_piece_normal_keys{required("mode", "most likely value"),
                                           required("sd_low", "standard deviation of the side below the mode, positive"),
                                           required("sd_high", "standard deviation of the side above the mode, positive")};
constexpr std::array lognormal_keys{either("mean", "mean, positive"), either("sd", "standard deviation, positive"),
                                    either("median", "median, positive"),
                                    either("sigma", "standard deviation of the logarithm, positive")};
constexpr std::array beta_keys{required("a", "first shape, positive"), required("b", "second shape, positive"),
                               optional("min", 0, "smallest value"), optional("max", 1, "largest value")};
constexpr std::array gamma_keys{either("shape", "shape, positive"), either("scale", "scale, positive"),
                                either("mean", "mean, positive"), either("sd", "standard deviation, positive")};
constexpr std::array exponential_keys{required("mean", "mean, positive")};
constexpr std::array weibull_keys{required("shape", "shape, positive"), required("scale", "scale, positive")};
constexpr std::array gev_keys{required("location", "location"), required("scale", "scale, positive"),
                              required("shape", "shape, below 1: above 0 heavy (Frechet), 0 Gumbel, below 0 bounded above")};
constexpr std::array poisson_keys{required("mean", "mean number, 0 to 1e9")};
constexpr std::array bernoulli_keys{required("probability", "probability of 1, between 0 and 1")};
constexpr std::array discrete_keys{list("values", "the values it can take"),
                                   list("weights", "their weights, not negative, in any unit")};
constexpr std::array empirical_keys{list("values", "observed values, each with the same weight")};

constexpr std::array table{
    LawEntry{LawKind::constant, "constant", constant_keys, "", "always the same value"},
    LawEntry{LawKind::uniform, "uniform", uniform_keys, "", "every value between min and max equally likely"},
    LawEntry{LawKind::triangular, "triangular", triangular_keys, "", "density rising from min to mode and falling to max"},
    LawEntry{LawKind::pert, "pert", pert_keys, "", "smooth expert judgement: a beta law between min and max around mode"},
    LawEntry{LawKind::normal, "normal", normal_keys, "", "normal (Gaussian)"},
    LawEntry{LawKind::student_t, "student_t", student_t_keys, "", "Student t scaled to its sd: heavy tails"},
    LawEntry{LawKind::two_piece_normal, "two_piece_normal", two_piece_normal_keys, "",
             "two half normals joined at the mode (Bank of England fan charts)"},
    LawEntry{LawKind::lognormal, "lognormal", lognormal_keys, "mean sd, or median sigma", "its logarithm is normal"},
    LawEntry{LawKind::beta, "beta", beta_keys, "", "beta, stretched to min and max"},
    LawEntry{LawKind::gamma, "gamma", gamma_keys, "shape scale, or mean sd", "gamma"},
    LawEntry{LawKind::exponential, "exponential", exponential_keys, "", "exponential waiting time"},
    LawEntry{LawKind::weibull, "weibull", weibull_keys, "", "Weibull"},
    LawEntry{LawKind::gev, "gev", gev_keys, "", "generalised extreme value"},
    LawEntry{LawKind::poisson, "poisson", poisson_keys, "", "number of independent occurrences"},
    LawEntry{LawKind::bernoulli, "bernoulli", bernoulli_keys, "", "1 with the given probability, else 0"},
    LawEntry{LawKind::discrete, "discrete", discrete_keys, "", "one of the values, by weight"},
    LawEntry{LawKind::empirical, "empirical", empirical_keys, "", "one of the observed values"},
};

constexpr bool in_order_of_kinds() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].kind != static_cast<LawKind>(i)) return false;
    }
    return true;
}
static_assert(in_order_of_kinds());

}  // namespace

std::span<const LawEntry> law_table() { return table; }

const LawEntry* find_law(std::string_view name) {
    for (const LawEntry& entry : table) {
        if (entry.name == name) return &entry;
    }
    return nullptr;
}

const LawEntry& law_entry(LawKind kind) { return table[static_cast<std::size_t>(kind)]; }

double law_number(const Law& law, std::string_view key) {
    std::size_t i = 0;
    for (const LawKey& entry : law_entry(law.kind).keys) {
        if (entry.list) continue;
        if (entry.name == key) return i < law.numbers.size() ? law.numbers[i] : entry.fallback;
        ++i;
    }
    assert(false && "the distribution has no such key");
    return absent;
}

}  // namespace yuce::engine
