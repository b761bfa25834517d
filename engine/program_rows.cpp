#include <algorithm>
#include <numeric>

#include "engine/program_lower.hpp"

namespace yuce::engine {
namespace {

bool has_value(Step step) {
    return step != Step::normals && step != Step::tile && step != Step::watch && step != Step::watch_probability &&
           step != Step::check && step != Step::solve;
}

// Operands that are written, the first ones.
std::size_t outs_of(const Instruction& in) { return in.step == Step::normals || in.step == Step::tile ? in.terms : 0; }

std::size_t operand_count(const Program::Code& code, const Instruction& in) {
    switch (in.step) {
        case Step::tile: {
            const TileCode& tile = code.tiles[in.number];
            return std::accumulate(tile.rest, tile.rest + in.terms, std::size_t{in.terms} + tile.shared);
        }
        case Step::fill:
        case Step::draw:
        case Step::solve: return 0;
        case Step::factors:
        case Step::linear: return std::size_t{in.terms} + (in.flags & starts_at_row);
        case Step::products: return 2 * std::size_t{in.terms} + (in.flags & starts_at_row);
        default: return in.terms;
    }
}

// Linear scan over the instructions in order. A system's instructions count where it is solved; what they read from outside, and
// what the solver reads, lives to the end of solving, because they run again and again.
class RowGiver {
public:
    RowGiver(const Analysis& analysis, Program::Code& code)
        : analysis_(analysis), code_(code), last_(analysis.graph().size()), row_(analysis.graph().size()) {}

    void run() {
        scan(&RowGiver::note);
        position_ = 0;
        scan(&RowGiver::assign);
        code_.rows = rows_;
        replace();
    }

private:
    using Visit = void (RowGiver::*)(const Instruction& in);

    void scan(Visit visit) {
        std::size_t next = 0, output = 0;
        for (std::size_t s = 0; s < code_.slow_ends.size(); ++s) {
            for (; next < code_.slow_ends[s]; ++next) {
                const Instruction& in = code_.fast[next];
                if (in.step == Step::solve) {
                    scan_system(visit, code_.systems[in.number]);
                } else {
                    ++position_;
                    (this->*visit)(in);
                }
            }
            ++position_;
            for (std::size_t end = output + code_.scenarios[s].outputs.size(); output < end; ++output) {
                visit == &RowGiver::note ? read(code_.output_rows[output]) : release(code_.output_rows[output]);
            }
        }
    }

    void scan_system(Visit visit, const SystemCode& system) {
        const bool noting = visit == &RowGiver::note;
        for (const Operand unknown : system.unknowns) {
            if (!noting) give(unknown);
        }
        const std::uint32_t inside = analysis_.system_of({system.unknowns.front()});
        for (const auto* code : {&system.residual_code, &system.jacobian_code}) {
            for (const Instruction& in : *code) {
                ++position_;
                (this->*visit)(in);
            }
        }
        ++position_;
        for (const auto* list : {&system.unknowns, &system.guesses, &system.residual, &system.jacobian}) {
            for (const Operand operand : *list) noting ? read(operand) : release(operand);
        }
        for (const auto* code : {&system.residual_code, &system.jacobian_code}) {
            for (const Instruction& in : *code) {
                for_operands(in, [&](Operand operand) {
                    if (analysis_.system_of({operand}) == inside) return;
                    noting ? read(operand) : release(operand);
                });
            }
        }
    }

    template <class Function>
    void for_operands(const Instruction& in, const Function& function) const {
        for (std::size_t k = outs_of(in); k < operand_count(code_, in); ++k) {
            const Operand operand = code_.operands[in.operand + k];
            if ((operand & constant_operand) == 0) function(operand);
        }
    }

    template <class Function>
    void for_outs(const Instruction& in, const Function& function) const {
        for (std::size_t k = 0; k < outs_of(in); ++k) function(code_.operands[in.operand + k]);
    }

    // A solution stands in the row of its unknown.
    std::uint32_t holder(std::uint32_t node) const {
        const Node& n = analysis_.graph().node({node});
        return n.op == Op::solution ? analysis_.graph().systems()[n.system].unknowns[n.index].value : node;
    }

    void read(Operand operand) {
        if ((operand & constant_operand) == 0) last_[holder(operand)] = position_;
    }

    void note(const Instruction& in) {
        for_operands(in, [&](Operand operand) { read(operand); });
        for_outs(in, [&](std::uint32_t node) { read(node); });
        if (has_value(in.step)) read(in.out);
    }

    void assign(const Instruction& in) {
        for_operands(in, [&](Operand operand) { release(operand); });
        for_outs(in, [&](std::uint32_t node) { give(node); });
        for_outs(in, [&](std::uint32_t node) { release(node); });
        if (!has_value(in.step)) return;
        give(in.out);
        release(in.out);
    }

    void give(std::uint32_t node) {
        if (row_[node] != 0) return;
        if (free_.empty()) free_.push_back(rows_++);
        row_[node] = 1 + free_.back();
        free_.pop_back();
    }

    void release(Operand operand) {
        if ((operand & constant_operand) != 0) return;
        const std::uint32_t node = holder(operand);
        if (last_[node] != position_ || row_[node] == 0) return;
        last_[node] = 0;
        free_.push_back(row_[node] - 1);
    }

    void replace(Operand& operand) const {
        if ((operand & constant_operand) == 0) operand = row_[holder(operand)] - 1;
    }
    void replace(std::vector<Instruction>& code) const {
        for (Instruction& in : code) {
            if (has_value(in.step)) in.out = row_[in.out] - 1;
        }
    }
    void replace() {
        for (Operand& operand : code_.operands) replace(operand);
        for (std::uint32_t& output : code_.output_rows) replace(output);
        replace(code_.fast);
        for (SystemCode& system : code_.systems) {
            for (auto* list : {&system.unknowns, &system.guesses, &system.residual, &system.jacobian}) {
                for (Operand& operand : *list) replace(operand);
            }
            replace(system.residual_code);
            replace(system.jacobian_code);
        }
    }

    const Analysis& analysis_;
    Program::Code& code_;
    std::vector<std::uint32_t> last_;  // by node: position of the last reader
    std::vector<std::uint32_t> row_;   // by node: 1 + its row
    std::vector<std::uint32_t> free_;
    std::uint32_t rows_ = 0, position_ = 0;
};

}  // namespace

void give_rows(const Analysis& analysis, Program::Code& code) {
    RowGiver(analysis, code).run();
    code.slow = code.fast;
    const auto slow = [](const Instruction& in) { return (in.flags & slow_only) != 0; };
    for (const std::uint32_t end : code.slow_ends) {
        code.fast_ends.push_back(end -
                                 static_cast<std::uint32_t>(std::count_if(code.slow.begin(), code.slow.begin() + end, slow)));
    }
    code.fast.erase(std::remove_if(code.fast.begin(), code.fast.end(), slow), code.fast.end());
    code.statistics.instructions = code.fast.size();
    code.statistics.rows = code.rows;
    code.statistics.draws = code.draws.size();
    code.statistics.systems = code.systems.size();
    for (const SystemCode& system : code.systems) {
        code.statistics.instructions += system.residual_code.size() + system.jacobian_code.size();
    }
}

}  // namespace yuce::engine
