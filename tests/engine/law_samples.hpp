// Laws over which the tests run: every kind, small and large shapes, cut and uncut.
#pragma once

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "engine/law.hpp"

namespace yuce::engine::law_samples {

// A law by key; keys left out take their default or are absent.
inline Law make(const std::string& name, const std::map<std::string, double>& numbers) {
    const LawEntry* entry = find_law(name);
    Law law;
    law.kind = entry->kind;
    for (const LawKey& key : entry->keys) {
        if (key.list) continue;
        const auto found = numbers.find(std::string(key.name));
        law.numbers.push_back(found != numbers.end() ? found->second : key.fallback);
    }
    return law;
}

struct Sample {
    std::string name;
    Law law;
    bool smooth = true;   // the quantile is smooth in z
    bool moments = true;  // whether they can be summed over |z| <= 13: not where the tails are too heavy or the sd is infinite
};

inline void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.name; }

inline Law cut(Law law, std::optional<double> low, std::optional<double> high) {
    law.low = low;
    law.high = high;
    return law;
}

inline Law with_values(Law law, std::vector<double> values, std::vector<double> weights = {}) {
    law.values = std::move(values);
    law.weights = std::move(weights);
    return law;
}

inline std::vector<Sample> bounded() {
    const Law triangular = make("triangular", {{"min", 0.01}, {"mode", 0.02}, {"max", 0.05}});
    return {
        {"uniform", make("uniform", {{"min", -1}, {"max", 3}})},
        {"uniform_cut", cut(make("uniform", {{"min", 0}, {"max", 4}}), 1, 1.5)},
        {"triangular", triangular, false},
        {"triangular_left", make("triangular", {{"min", 0}, {"mode", 0}, {"max", 2}})},
        {"triangular_right", make("triangular", {{"min", -2}, {"mode", 5}, {"max", 5}})},
        {"triangular_cut", cut(triangular, 0.015, 0.03), false},
        {"pert", make("pert", {{"min", 0.2}, {"mode", 0.5}, {"max", 2}})},
        {"pert_sharp", make("pert", {{"min", 0}, {"mode", 1}, {"max", 10}, {"shape", 40}})},
        {"beta", make("beta", {{"a", 2}, {"b", 5}})},
        {"beta_u", make("beta", {{"a", 0.5}, {"b", 0.4}})},
        {"beta_large", make("beta", {{"a", 400}, {"b", 90}, {"min", -1}, {"max", 1}})},
        {"beta_cut", cut(make("beta", {{"a", 1.5}, {"b", 3}}), 0.1, 0.9)},
    };
}

inline std::vector<Sample> unbounded() {
    const Law two_piece = make("two_piece_normal", {{"mode", 0.62}, {"sd_low", 0.12}, {"sd_high", 0.4}});
    const Law normal = make("normal", {{"mean", 2}, {"sd", 3}});
    return {
        {"normal", normal},
        {"normal_low", cut(normal, 0, std::nullopt)},
        {"normal_high", cut(normal, std::nullopt, 2.5)},
        {"normal_both", cut(normal, 1, 3)},
        {"normal_far", cut(normal, 32, 40)},
        {"student_t", make("student_t", {{"df", 5}, {"sd", 0.8}})},
        {"student_t_heavy", make("student_t", {{"df", 2.2}, {"mean", 1}, {"sd", 2}}), true, false},
        {"student_t_light", make("student_t", {{"df", 200}, {"sd", 1}})},
        {"student_t_cut", cut(make("student_t", {{"df", 4}, {"sd", 1}}), -3, 2)},
        {"two_piece", two_piece, false},
        {"two_piece_extreme", make("two_piece_normal", {{"mode", 0}, {"sd_low", 0.01}, {"sd_high", 5}}), false},
        {"two_piece_even", make("two_piece_normal", {{"mode", -3}, {"sd_low", 0.7}, {"sd_high", 0.7}})},
        {"two_piece_cut", cut(two_piece, 0.5, 1.5), false},
        {"gev", make("gev", {{"location", 1}, {"scale", 2}, {"shape", 0.2}})},
        {"gumbel", make("gev", {{"location", -1}, {"scale", 0.5}, {"shape", 0}})},
        {"gev_bounded", make("gev", {{"location", 0}, {"scale", 1}, {"shape", -0.4}})},
        {"gev_heavy", make("gev", {{"location", 0}, {"scale", 1}, {"shape", 0.7}}), true, false},
    };
}

inline std::vector<Sample> positive() {
    return {
        {"lognormal", make("lognormal", {{"median", 3}, {"sigma", 0.5}})},
        {"lognormal_moments", make("lognormal", {{"mean", 0.12}, {"sd", 0.03}})},
        {"lognormal_cut", cut(make("lognormal", {{"median", 1}, {"sigma", 1}}), 0.2, 4)},
        {"gamma", make("gamma", {{"shape", 2.5}, {"scale", 2}})},
        {"gamma_small", make("gamma", {{"shape", 0.1}, {"scale", 3}})},
        {"gamma_tiny", make("gamma", {{"shape", 0.02}, {"scale", 1}})},
        {"gamma_large", make("gamma", {{"mean", 900}, {"sd", 30}})},
        {"gamma_cut", cut(make("gamma", {{"shape", 2}, {"scale", 1}}), 0.5, 6)},
        {"exponential", make("exponential", {{"mean", 4}})},
        {"exponential_cut", cut(make("exponential", {{"mean", 1}}), std::nullopt, 2)},
        {"weibull", make("weibull", {{"shape", 1.5}, {"scale", 2}})},
        {"weibull_small", make("weibull", {{"shape", 0.3}, {"scale", 1}})},
        {"weibull_large", make("weibull", {{"shape", 12}, {"scale", 40}})},
    };
}

inline std::vector<Sample> discrete() {
    const Law poisson = make("poisson", {{"mean", 7.3}});
    std::vector<double> many;
    for (int i = 0; i < 100; ++i) many.push_back(0.2 * (i * 61 % 101) - 10);
    return {
        {"constant", make("constant", {{"value", 4.5}}), false},
        {"poisson", poisson, false},
        {"poisson_rare", make("poisson", {{"mean", 0.01}}), false},
        {"poisson_large", make("poisson", {{"mean", 20000}}), false},
        {"poisson_cut", cut(poisson, 3, 12), false},
        {"bernoulli", make("bernoulli", {{"probability", 0.3}}), false},
        {"bernoulli_never", make("bernoulli", {{"probability", 0}}), false},
        {"discrete", with_values(make("discrete", {}), {3, -1, 8, 2.5}, {1, 2, 0.5, 4}), false},
        {"empirical", with_values(make("empirical", {}), many), false},
        {"empirical_cut", cut(with_values(make("empirical", {}), many), -5, 5), false},
    };
}

inline std::vector<Sample> all() {
    std::vector<Sample> samples = bounded();
    for (const auto& more : {unbounded(), positive(), discrete()}) samples.insert(samples.end(), more.begin(), more.end());
    return samples;
}

inline std::vector<Sample> with_moments() {
    std::vector<Sample> samples;
    for (const Sample& sample : all()) {
        if (sample.moments) samples.push_back(sample);
    }
    return samples;
}

}  // namespace yuce::engine::law_samples
