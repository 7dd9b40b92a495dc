package dev.cortex.testkit;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.PlannedPhase;
import dev.cortex.api.plan.Verification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which phases have asked a person, in order. No event says that criteria wait for one; it follows from the verdicts. */
final class Questions {
    private final Plan plan;
    private final List<String> asked = new ArrayList<>();
    private final Map<String, Map<Integer, Verdict.Result>> verdicts = new HashMap<>();
    private final Map<String, Integer> rounds = new HashMap<>();
    private final Set<String> asking = new HashSet<>();

    private Questions(Plan plan) {
        this.plan = plan;
    }

    static List<String> in(Plan plan, List<RunEvent> events) {
        Questions questions = new Questions(plan);
        events.forEach(event -> questions.hear(event.fact()));
        return questions.asked;
    }

    private void hear(Fact fact) {
        if (fact instanceof Fact.GateOpened gate) {
            asked.add(gate.phase());
        } else if (fact instanceof Fact.CompensationGateOpened gate) {
            asked.add(gate.phase());
        } else if (fact instanceof Fact.PhaseStarted started) {
            if (!Objects.equals(rounds.put(started.phase(), started.round()), started.round())) {
                verdicts.remove(started.phase());
            }
        } else if (fact instanceof Fact.PhasesReset reset) {
            reset.phases().forEach(verdicts::remove);
        } else if (fact instanceof Fact.PhaseVerifying verifying) {
            asking.remove(verifying.phase());
            look(verifying.phase());
        } else if (fact instanceof Fact.CriterionJudged judged) {
            verdicts.computeIfAbsent(judged.phase(), any -> new HashMap<>())
                    .put(judged.criterion(), judged.verdict().result());
            look(judged.phase());
        }
    }

    private void look(String phase) {
        Map<Integer, Verdict.Result> known = verdicts.getOrDefault(phase, Map.of());
        int all = plan.phase(phase)
                .map(PlannedPhase::phase)
                .map(one -> one.criteria().size())
                .orElse(0);
        if (plan.policy().verification() == Verification.STRICT
                && known.size() == all
                && known.containsValue(Verdict.Result.UNKNOWN)
                && !known.containsValue(Verdict.Result.UNMET)
                && asking.add(phase)) {
            asked.add(phase);
        }
    }
}
