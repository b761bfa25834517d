#include "models/order.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <set>
#include <utility>

#include "models/names.hpp"

namespace yuce::models {
namespace {

using Arrows = std::vector<std::vector<std::size_t>>;
constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

// Tarjan's strongly connected components (1972), with a stack of its own instead of recursion.
class Components {
public:
    explicit Components(const Arrows& uses)
        : uses_(uses), order_(uses.size(), none), low_(uses.size()), component_(uses.size(), none) {
        for (std::size_t root = 0; root < uses.size(); ++root) {
            if (order_[root] == none) visit(root);
        }
    }
    const std::vector<std::size_t>& of_member() const { return component_; }
    std::size_t count() const { return count_; }

private:
    struct Frame {
        std::size_t member, next_arrow;
    };

    void enter(std::size_t member) {
        order_[member] = low_[member] = clock_++;
        open_.push_back(member);
        frames_.push_back({member, 0});
    }

    void visit(std::size_t root) {
        enter(root);
        while (!frames_.empty()) {
            Frame& frame = frames_.back();
            const std::size_t member = frame.member;
            if (frame.next_arrow < uses_[member].size()) {
                const std::size_t used = uses_[member][frame.next_arrow++];
                if (order_[used] == none) {
                    enter(used);
                } else if (component_[used] == none) {
                    low_[member] = std::min(low_[member], order_[used]);
                }
            } else {
                leave(member);
            }
        }
    }

    void leave(std::size_t member) {
        frames_.pop_back();
        if (!frames_.empty()) {
            const std::size_t parent = frames_.back().member;
            low_[parent] = std::min(low_[parent], low_[member]);
        }
        if (low_[member] != order_[member]) return;
        for (bool last = false; !last;) {
            const std::size_t closed = open_.back();
            open_.pop_back();
            component_[closed] = count_;
            last = closed == member;
        }
        ++count_;
    }

    const Arrows& uses_;
    std::vector<std::size_t> order_, low_, component_, open_;
    std::vector<Frame> frames_;
    std::size_t clock_ = 0, count_ = 0;
};

enum class Degree { free = 0, linear = 1, nonlinear = 2 };

// How an expression depends on the unknowns of a block.
class DegreeOf {
public:
    explicit DegreeOf(const std::vector<std::size_t>& unknowns) : unknowns_(unknowns.begin(), unknowns.end()) {}

    Degree operator()(const Expression& tree) const {
        if (tree.kind == Expression::Kind::number) return Degree::free;
        if (tree.kind == Expression::Kind::reference) {
            const bool unknown =
                tree.symbol.kind == SymbolKind::variable && tree.lag == 0 && unknowns_.count(tree.symbol.index) > 0;
            return unknown ? Degree::linear : Degree::free;
        }
        std::vector<Degree> of;
        for (const Expression& argument : tree.arguments) of.push_back((*this)(argument));
        return of_call(tree.function, of);
    }

private:
    static Degree of_call(Function function, const std::vector<Degree>& of) {
        const Degree highest = *std::max_element(of.begin(), of.end());
        switch (function) {
            case Function::neg:
            case Function::add:
            case Function::sub:
            case Function::ytd:
            case Function::ytd_growth:  // over the year before, which is known
                return highest;
            case Function::mul: return of[0] != Degree::free && of[1] != Degree::free ? Degree::nonlinear : highest;
            case Function::div: return of[1] != Degree::free ? Degree::nonlinear : highest;
            case Function::select: return of[0] != Degree::free ? Degree::nonlinear : highest;
            default: return highest == Degree::free ? Degree::free : Degree::nonlinear;
        }
    }

    std::set<std::size_t> unknowns_;
};

}  // namespace

std::vector<std::vector<std::size_t>> solving_order(const Arrows& uses) {
    const Components components(uses);
    const std::vector<std::size_t>& component = components.of_member();
    std::vector<std::vector<std::size_t>> members(components.count());
    for (std::size_t i = 0; i < uses.size(); ++i) members[component[i]].push_back(i);
    std::vector<std::vector<std::size_t>> waiting(members.size());
    std::vector<std::size_t> needed(members.size(), 0);
    for (std::size_t i = 0; i < uses.size(); ++i) {
        for (const std::size_t used : uses[i]) {
            if (component[used] == component[i]) continue;
            waiting[component[used]].push_back(component[i]);
            ++needed[component[i]];
        }
    }
    using Ready = std::pair<std::size_t, std::size_t>;  // lowest member, component
    std::priority_queue<Ready, std::vector<Ready>, std::greater<>> ready;
    for (std::size_t c = 0; c < members.size(); ++c) {
        if (needed[c] == 0) ready.emplace(members[c].front(), c);
    }
    std::vector<std::vector<std::size_t>> order;
    while (!ready.empty()) {
        const std::size_t c = ready.top().second;
        ready.pop();
        for (const std::size_t other : waiting[c]) {
            if (--needed[other] == 0) ready.emplace(members[other].front(), other);
        }
        order.push_back(std::move(members[c]));
    }
    return order;
}

bool is_circle(const std::vector<std::size_t>& group, const Arrows& uses) {
    if (group.size() > 1) return true;
    const auto& own = uses[group.front()];
    return std::find(own.begin(), own.end(), group.front()) != own.end();
}

std::vector<std::size_t> uses_now(const Expression& tree, SymbolKind kind) {
    std::set<std::size_t> used;
    for_each_reference(tree, [&](const Expression& reference) {
        if (reference.symbol.kind == kind && reference.lag == 0) used.insert(reference.symbol.index);
    });
    return {used.begin(), used.end()};
}

std::vector<Block> order_blocks(const std::vector<Expression>& equations) {
    Arrows uses;
    for (const Expression& equation : equations) uses.push_back(uses_now(equation, SymbolKind::variable));
    std::vector<Block> blocks;
    for (std::vector<std::size_t>& group : solving_order(uses)) {
        Block block;
        block.simultaneous = is_circle(group, uses);
        const DegreeOf degree(group);
        block.linear =
            std::all_of(group.begin(), group.end(), [&](std::size_t v) { return degree(equations[v]) != Degree::nonlinear; });
        block.variables = std::move(group);
        blocks.push_back(std::move(block));
    }
    return blocks;
}

}  // namespace yuce::models
