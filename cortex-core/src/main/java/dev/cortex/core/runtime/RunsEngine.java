package dev.cortex.core.runtime;

import dev.cortex.api.event.Actor;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.Engine;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.StateException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine that drives runs in this process. */
public final class RunsEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(RunsEngine.class);

    private final Runs runs;

    /**
     * An engine.
     *
     * @param settings what it is made of
     */
    public RunsEngine(Settings settings) {
        this.runs = new Runs(settings);
    }

    @Override
    public Run start(Plan plan, Values inputs, Actor actor) {
        return new RunHandle(runs, runs.start(plan, inputs, actor).runId());
    }

    @Override
    public Optional<Run> find(String runId) {
        // A run's id may be whatever a person typed.
        return RunIds.isOne(runId) && runs.exists(runId) ? Optional.of(new RunHandle(runs, runId)) : Optional.empty();
    }

    @Override
    public Optional<Run> newest(String scenario) {
        return runs.newest(scenario).map(id -> new RunHandle(runs, id));
    }

    @Override
    public List<Run> list(String before, int limit) {
        return runs.list(before, limit, false).stream()
                .<Run>map(id -> new RunHandle(runs, id))
                .toList();
    }

    @Override
    public List<Run> interrupted() {
        return runs.list("", Integer.MAX_VALUE, true).stream()
                .<Run>map(id -> new RunHandle(runs, id))
                .filter(RunsEngine::isInterrupted)
                .toList();
    }

    /** Damage stops a run alone: it is in the way of no other that is to be recovered. */
    private static boolean isInterrupted(Run run) {
        try {
            return run.view().status() == RunStatus.INTERRUPTED;
        } catch (StateException unreadable) {
            LOG.warn("whether run {} was interrupted cannot be told: {}", run.id(), unreadable.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        runs.close();
    }
}
