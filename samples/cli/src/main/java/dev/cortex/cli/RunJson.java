package dev.cortex.cli;

import dev.cortex.api.event.Ending;
import dev.cortex.api.run.AgentView;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run as it stands, for programs. */
final class RunJson {
    private RunJson() {}

    static Map<String, @Nullable Object> of(Kind kind, RunView view) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", kind.word());
        json.put(kind.word(), view.scenario());
        json.put("run", view.id());
        json.put("status", view.status().text());
        json.put("reason", view.standing().reason());
        json.put("started_by", view.standing().startedBy().name());
        json.put("started_at", view.standing().startedAt().toString());
        json.put("changed_at", view.standing().changedAt().toString());
        json.put("events", view.standing().events());
        json.put("owner", view.standing().owner().map(RunJson::owner).orElse(null));
        json.put("inputs", view.inputs().map());
        json.put(kind.part() + "s", view.phases().stream().map(RunJson::phase).toList());
        json.put("blockers", view.blockers().stream().map(RunJson::blocker).toList());
        json.put("warnings", view.warnings());
        return json;
    }

    private static Map<String, @Nullable Object> owner(dev.cortex.api.store.Owner owner) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("host", owner.host());
        json.put("pid", owner.pid());
        json.put("since", owner.since().toString());
        return json;
    }

    private static Map<String, @Nullable Object> phase(PhaseView phase) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", phase.name());
        json.put("state", phase.state().text());
        json.put("cause", phase.ending().map(RunJson::cause).orElse(null));
        json.put("reason", phase.ending().map(RunJson::reason).orElse(null));
        json.put("root", phase.ending().flatMap(RunJson::root).orElse(null));
        json.put("round", phase.round());
        json.put("since", phase.since().map(Instant::toString).orElse(null));
        json.put("waits_for_person", phase.waitsForPerson());
        json.put("agents", phase.phase().workers());
        json.put("working", phase.working().stream().map(RunJson::agent).toList());
        json.put("criteria", phase.criteria().stream().map(RunJson::criterion).toList());
        json.put("outputs", phase.outputs().map());
        return json;
    }

    private static String cause(Ending ending) {
        if (ending instanceof Ending.Completed completed) {
            return lower(completed.proof());
        }
        return ending instanceof Ending.Failed failed ? lower(failed.cause()) : lower(((Ending.Skipped) ending).why());
    }

    private static @Nullable String reason(Ending ending) {
        return ending instanceof Ending.Failed failed ? failed.reason() : null;
    }

    private static Optional<String> root(Ending ending) {
        return ending instanceof Ending.Skipped skipped ? skipped.root() : Optional.empty();
    }

    private static Map<String, @Nullable Object> agent(AgentView agent) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("agent", agent.agent());
        json.put("attempt", agent.attempt());
        json.put("since", agent.since().toString());
        return json;
    }

    private static Map<String, @Nullable Object> criterion(CriterionView criterion) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("number", criterion.number());
        json.put("text", criterion.criterion().text());
        json.put(
                "verdict",
                criterion.verdict().map(verdict -> verdict.result().text()).orElse(null));
        json.put(
                "evidence",
                criterion.verdict().map(verdict -> verdict.evidence()).orElse(null));
        json.put("judge", criterion.verdict().map(verdict -> verdict.judge()).orElse(null));
        json.put("at", criterion.at().map(Instant::toString).orElse(null));
        json.put("waiting", criterion.waiting());
        return json;
    }

    static Map<String, @Nullable Object> blocker(Blocker blocker) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("phase", blocker.phase());
        json.put("kind", lower(blocker.kind()));
        json.put("reason", blocker.reason());
        json.put("root", blocker.root().orElse(null));
        json.put("remedy", lower(blocker.remedy()));
        return json;
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
